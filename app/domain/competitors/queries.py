"""Reads of competitors that the first paint needs; they run warm or cold."""

from __future__ import annotations

from dataclasses import replace

from app.domain.competitors.kinds import COMPETITOR
from app.domain.competitors.named import COMPETITORS, RIVALS, TALLY
from app.domain.competitors.rows import CompetitorLine, RivalLine
from app.domain.competitors.rules import win_rate
from app.domain.core.columns import RecordCard
from app.domain.core.searching import search_words
from app.domain.fields.cards import read_card
from app.domain.store.named import NamedReader


def rivals_of(reader: NamedReader, record_id: str) -> tuple[RivalLine, ...]:
    """The competitors met on a lead or an opportunity by name, those who are out last."""
    return tuple(reader.named(RIVALS, record_id=record_id))


def competitor_lines(reader: NamedReader, search: str = "") -> tuple[CompetitorLine, ...]:
    """The competitors whose text holds every word of a search, by name.

    Search runs over the lines, not in the database: one company meets dozens of competitors, not thousands.
    """
    words = search_words(search)
    rows = reader.named(COMPETITORS)
    return tuple(CompetitorLine(*row[:-1]) for row in rows if all(word in row.search_text for word in words))


def card(reader: NamedReader, competitor_id: str) -> RecordCard:
    """A competitor in full, with how we did against them: ``won``, ``lost`` and ``win_rate`` in percent.

    Raises:
        NotFound: It is not there.
    """
    shown = read_card(reader, COMPETITOR, competitor_id)
    won, lost = reader.named(TALLY, id=competitor_id)[0]
    return replace(shown, values=shown.values | {"won": won, "lost": lost, "win_rate": win_rate(won, lost)})
