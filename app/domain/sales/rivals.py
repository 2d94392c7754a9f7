"""How we do against each competitor, by the opportunities in which we met them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.domain.competitors.records import Competitor, Rivalry
from app.domain.competitors.rules import win_rate
from app.domain.sales.fields import LOST, WORKING
from app.domain.sales.listing import Reading
from app.domain.sales.records import Opportunity
from app.domain.sales.rows import RivalTally
from app.domain.sales.summing import Sum, summed
from app.domain.store.database import Reader


def tallies(reader: Reader, reading: Reading) -> tuple[RivalTally, ...]:
    """How we do against each competitor; those met most often first.

    An opportunity that was cancelled counts as met, and is neither won nor lost.
    """
    columns: tuple[Any, ...] = (Competitor.id, Competitor.code, Competitor.name, Competitor.win_percentage)
    known = reader.rows(select(*columns).where(Competitor.deleted_at.is_(None)))
    met: dict[str, int] = {}
    by: dict[tuple[str, str], Sum] = {}
    counts: dict[tuple[str, str], int] = {}
    group: tuple[Any, ...] = (Rivalry.competitor_id, Opportunity.status)
    join = (Rivalry, Rivalry.record_id == Opportunity.id)
    for (competitor, status), part in summed(reader, reading, (Opportunity.deleted_at.is_(None),), group, join):
        end = "open" if status in WORKING else "lost" if status in LOST else status
        met[competitor] = met.get(competitor, 0) + part[2]
        counts[competitor, end] = counts.get((competitor, end), 0) + part[2]
        by.setdefault((competitor, end), Sum()).add(*part)

    def tally(id: str, code: str, name: str, judged: int | None) -> RivalTally:
        open_, won, lost = (counts.get((id, end), 0) for end in ("open", "won", "lost"))
        amounts = (by.get((id, end), Sum()).totals(reading.currency, reading.rates) for end in ("won", "lost"))
        return RivalTally(id, code, name, judged, met.get(id, 0), open_, won, lost, win_rate(won, lost), *amounts)

    found = [tally(*row) for row in known]
    return tuple(sorted(found, key=lambda each: (-each.met, each.name.casefold(), each.id)))
