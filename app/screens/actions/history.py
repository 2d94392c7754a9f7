"""The history of changes: what was done lately or to a record, and taking any of it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.core.stopping import tell_progress
from app.screens.host import Actions, Host
from app.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.history.rows import HistoryLine


class HistoryActions(Actions):
    """The command of the whole history."""

    PREFIXES = ("history",)

    async def history(self) -> None:
        """Show the last changes; the one chosen is undone."""
        space = await self.host.workspace()
        await _choose_undo(self.host, say("History"), await self.host.ask(space.log.recent))


class RecordHistoryActions(Actions):
    """The command of a record's history."""

    PREFIXES = ("lead",)

    async def history(self) -> None:
        """Show who changed what of the record shown; the one chosen is undone."""
        card = self.host.chosen_card()
        if card is not None:
            space = await self.host.workspace()
            lines = await self.host.ask(space.log.history, card.id)
            await _choose_undo(self.host, say("History · {name}", name=card.title), lines)


async def _choose_undo(host: Host, title: str, lines: Sequence[HistoryLine]) -> None:
    from app.screens.dialogs.history import HistoryDialog
    from app.widgets.forms.matching import Option

    at = host.context.display_context()
    options = [
        Option(
            each.seq,
            each.summary or each.command,
            f"{each.who or 'Leadline'} · {at.clock(each.at)}",
            " " if each.standing else "↶",
            at.heading(at.day(each.at)),
        )
        for each in lines
    ]
    chosen = await host.show_dialog(HistoryDialog(title, options))
    if chosen is not None and host.permits(host.register["undo"]):
        space = await host.workspace()
        await host.carry_out(space.log.undo, chosen, progress=tell_progress)
