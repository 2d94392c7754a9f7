"""The lead list: any number of leads, of which only the window in view is asked for and drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from app.domain.leads.rows import LeadLine
from app.widgets.columns import Column
from app.widgets.lead_columns import COLUMNS, DEFAULT_COLUMNS, why_stray
from app.widgets.line_pane import Notice
from app.widgets.record_list import RecordList
from app.words import Words

if TYPE_CHECKING:
    from app.widgets.ink import Token
    from app.widgets.lines import Run

_RATINGS: dict[str, Token] = {"hot": "hot", "warm": "warm", "cold": "cold"}


class LeadList(RecordList[LeadLine]):
    """Leads as lines."""

    TITLE: ClassVar[Words] = "Leads"
    EMPTY = Notice("No leads here.", "{lead.add} adds one · {search.here} searches elsewhere")
    COLUMNS: ClassVar[Mapping[str, Column]] = COLUMNS
    DEFAULT: ClassVar[Sequence[str]] = DEFAULT_COLUMNS

    def sign(self, line: LeadLine) -> Run:
        """The lead's rating."""
        rating = line.rating if line.rating in _RATINGS else ""
        return (self._display_context.signs.ratings[rating or ""], _RATINGS.get(rating or "", "dim"))

    def why_stray(self, line: LeadLine, cells: int) -> str:
        """That it is closed, or fits no more."""
        return why_stray(line, cells)
