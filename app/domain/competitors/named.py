"""What is read of competitors by name, and what its rows are; it is built where opportunities can be counted."""

from __future__ import annotations

from typing import Final, NamedTuple

from app.domain.competitors.rows import RivalLine
from app.domain.store.named import Named


class CompetitorRow(NamedTuple):
    """A competitor's line, column by column, and the text that search looks in."""

    id: str
    code: str
    name: str
    website: str | None
    key_product: str | None
    win_percentage: int | None
    won: int
    lost: int
    version: int
    search_text: str


class TallyRow(NamedTuple):
    """How we did against a competitor."""

    won: int
    lost: int


RIVALS: Final = Named("app.domain.sales", "rivals.of", RivalLine)
COMPETITORS: Final = Named("app.domain.sales", "competitors.list", CompetitorRow)
TALLY: Final = Named("app.domain.sales", "competitors.tally", TallyRow)
