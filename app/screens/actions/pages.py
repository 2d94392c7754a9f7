"""Opening pages about a record: in the browser, or where there is none, shown whole and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words import formats, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.research.rows import ResearchLine
    from app.screens.host import Host


def numbered(lines: Sequence[ResearchLine]) -> list[str]:
    """What links are called where one is chosen, each with a number to be typed."""
    return [f"{formats.number(number)} {each.name}" for number, each in enumerate(lines, start=1)]


async def choose_page(host: Host, title: str, lines: Sequence[ResearchLine]) -> None:
    """Let somebody choose one of the links of a record, and open it.

    Args:
        host: The screen.
        title: The record's title.
        lines: Its links, none of which lacks anything.
    """
    from app.screens.dialogs.choose import ChoiceDialog
    from app.widgets.forms.matching import Option

    named = zip(numbered(lines), lines, strict=True)
    options = [Option(each.url, name, each.url) for name, each in named]
    chosen = await host.show_dialog(ChoiceDialog(say("Pages about {name}", name=title), options))
    if chosen:
        await open_page(host, str(chosen))


async def open_page(host: Host, address: str) -> None:
    """Open a page in the browser; where there is none, its address is shown whole and copied."""
    from app.outside import show_page
    from app.screens.dialogs.address import AddressDialog

    if await host.ask(show_page, address):
        host.message_line.say(say("Opened in the browser: {url}", url=address))
    else:
        await host.show_dialog(AddressDialog(address))
