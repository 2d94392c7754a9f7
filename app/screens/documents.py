"""The lists of quotations, orders and customers, each with the record under its cursor beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from app.domain.core.windows import ListQuery
from app.screens.beside import BesideListing
from app.screens.window_listing import Lister
from app.widgets.line_pane import Notice
from app.widgets.lines import Line
from app.widgets.text import safe_line
from app.words import Words, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.core.changes import Change
    from app.domain.core.counts import Count
    from app.domain.core.outcomes import Outcome
    from app.domain.rates.totals import Total
    from app.screens.record import RecordScreen
    from app.widgets.record_list import RecordList
    from app.workspace import Workspace


class SoldListing(BesideListing):
    """Quotations, orders or customers of a view, narrowed by words or a condition."""

    SERVICE: ClassVar[str]
    """The service that lists them."""
    FIRST: ClassVar[str] = "all"
    """The view that is shown where none was before."""
    SHOWN = frozenset({"user_account"})
    NOTHING: ClassVar[Words]
    HINT: ClassVar[Words]
    NOTHING_FITS = Notice("Nothing fits the search.", "{back} shows the list again")

    def __init__(self, screen: RecordScreen, pane: RecordList[Any]) -> None:
        """List on a screen."""
        super().__init__(screen, pane, ListQuery(view=self.FIRST))

    def lister(self, space: Workspace) -> Lister:
        """What lists them."""
        service: Lister = getattr(space, self.SERVICE)
        return service

    def begin(self) -> None:
        """Fetch those of the view shown last."""
        view = self.screen.context.remembered.shown.get(f"{self.screen.kind}.view", "")
        view = view if view in dict(self.VIEWS) else self.FIRST
        self.show_views({}, view)
        self.choose_view(view)

    def keep_view(self, code: str) -> None:
        """Remember a view for the next start."""
        self.screen.context.remembered.shown[f"{self.screen.kind}.view"] = code

    def say_nobody(self) -> None:
        """Say that there is none, and what helps."""
        self.screen.show_nothing(self.NOTHING, self.HINT)

    async def show_restored(self, outcome: Outcome) -> None:
        """Take the cursor to the one that an undo or a redo was about, if it is at hand."""
        if outcome.id in self.list.ids:
            self.list.move_to(outcome.id)


class DocumentListing(SoldListing):
    """Quotations or orders; below them stands what they amount to."""

    async def count_again(
        self, space: Workspace, known: Mapping[ListQuery, Count], changes: Sequence[Change]
    ) -> Mapping[ListQuery, Count]:
        """The counts of the list and of each view, and what the list amounts to."""
        counts = await super().count_again(space, known, changes)
        lister: Any = self.lister(space)
        self.list.set_foot(tuple(_total_lines(await self.screen.ask(lister.total, self.query))))
        return counts


def _total_lines(total: Total) -> Iterator[Line]:
    """What documents amount to, and what that leaves out, as lines."""
    if total.amount.minor or total.unpriced:
        yield Line([(say("Total"), "dim")], [(safe_line(total.amount), "strong")])
    if total.unpriced:
        yield Line([(say("without {currencies}: no exchange rate", currencies=listed(total.unpriced)), "warn")])
