"""The form for what research found, with the pages beside it on which more can be found."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from app.screens.dialogs.base import Hint
from app.screens.dialogs.lead import LeadForm
from app.widgets.text import safe_line
from app.words import say

if TYPE_CHECKING:
    from app.commands.command import Place

Pages = Callable[[], Awaitable[None]]
"""Lets somebody choose a page, and opens it."""


class ResearchForm(LeadForm):
    """Takes in what was found; a key opens the pages, and the form stays as it is.

    Args:
        names: What the pages are called that there are.
        open_page: Lets somebody choose one of them.
        given: As for ``LeadForm``.
    """

    DEFAULT_CSS = """
    ResearchForm #pages {
        height: auto;
        max-height: 3;
        padding: 0 1;
        margin: 1 0 0 0;
        color: $foreground 60%;
    }
    """
    PLACES: ClassVar[tuple[Place, ...]] = ("research", "form", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {**LeadForm.COMMAND_ACTIONS, "research.pages": "pages"}

    def __init__(self, *given: Any, names: Sequence[str], open_page: Pages, **options: Any) -> None:
        super().__init__(*given, **options)
        self._names = tuple(names)
        self._open_page = open_page
        self.chrome += 4

    def compose_body(self) -> Iterable[Widget]:
        """The form, and what the pages are called."""
        yield from super().compose_body()
        told = say("Pages: {names}", names="  ".join(safe_line(each) for each in self._names))
        yield Static(Content(told if self._names else say("No page can be made of what is known.")), id="pages")

    def hints(self) -> Sequence[Hint]:
        """Opening a page beside saving and leaving."""
        saving, *others = super().hints()
        pages: tuple[Hint, ...] = (("research.pages", say("pages")),) if self._names else ()
        return (saving, *pages, *others)

    @work(exclusive=True, group="pages", exit_on_error=False)
    async def action_pages(self) -> None:
        """Choose a page and open it."""
        await self._open_page()
