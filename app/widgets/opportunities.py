"""Opportunities as a list: what, for whom, how much, and how far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from app.domain.core.text import cell_width
from app.domain.sales.fields import status_label
from app.domain.sales.rows import OpportunityLine, Totals
from app.domain.sales.saying import left_out
from app.widgets.columns import Column
from app.widgets.line_pane import Notice
from app.widgets.lines import Line
from app.widgets.opportunity_columns import COLUMNS, DEFAULT_COLUMNS, health
from app.widgets.record_list import RecordList
from app.widgets.text import safe_line
from app.words import Words, say, say_in

if TYPE_CHECKING:
    from app.widgets.lines import Run

NOTHING = Notice("No opportunities here.", "{lead.qualify} on a lead makes one")


class Opportunities(RecordList[OpportunityLine]):
    """Opportunities as lines; below them, what all of the list amount to."""

    TITLE: ClassVar[Words] = "Opportunities"
    EMPTY = NOTHING
    COLUMNS: ClassVar[Mapping[str, Column]] = COLUMNS
    DEFAULT: ClassVar[Sequence[str]] = DEFAULT_COLUMNS

    def sign(self, line: OpportunityLine) -> Run:
        """How it is."""
        return health(line, self._display_context)

    def why_stray(self, line: OpportunityLine, cells: int) -> str:
        """That it is closed or rests, or fits no more."""
        if line.status == "open":
            return super().why_stray(line, cells)
        status = status_label(line.status).lower()
        return status if cell_width(status) <= cells else say_in("lead", "closed")

    def show_totals(self, totals: Totals) -> None:
        """Show what all opportunities of the list amount to."""
        self.set_foot(tuple(total_lines(totals)))


def total_lines(totals: Totals) -> Iterator[Line]:
    """What opportunities amount to, and weighted by their probability, and what that leaves out, as lines."""
    if not totals.amounts:
        return
    yield Line([(say("Total"), "dim")], [(safe_line(totals.total.amount), "strong")])
    if totals.weighted.amount.minor:
        yield Line([(say("Weighted"), "dim")], [(safe_line(totals.weighted.amount), "text")])
    if out := left_out(totals):
        yield Line([(safe_line(out), "warn")])
