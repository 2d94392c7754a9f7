"""Reads of one opportunity; they run warm or cold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.core.columns import RecordCard
from app.domain.core.field_types.links import Link
from app.domain.core.money import Money
from app.domain.fields.cards import read_card
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.named import LINES, LOST_TO, MADE_OF_LEAD, TEAM, MadeOpportunity
from app.domain.sales.rows import OfferedLine, TeamLine
from app.domain.store.named import NamedReader


def card(reader: NamedReader, opportunity_id: str) -> RecordCard:
    """An opportunity in full; ``lost_to`` links the competitor who got it.

    Raises:
        NotFound: It is not there.
    """
    shown = read_card(reader, OPPORTUNITY, opportunity_id)
    winner = next((Link("competitor", *row) for row in reader.named(LOST_TO, id=opportunity_id)), None)
    return replace(shown, values=shown.values | {"lost_to": winner})


def made_of(reader: NamedReader, lead_id: str) -> tuple[MadeOpportunity, ...]:
    """The opportunities that a lead became, those still open first."""
    return tuple(reader.named(MADE_OF_LEAD, lead_id=lead_id))


def lines_of(reader: NamedReader, opportunity_id: str) -> tuple[OfferedLine, ...]:
    """The lines of an opportunity in their order, numbered from 1."""
    rows = reader.named(LINES, opportunity_id=opportunity_id)
    return tuple(replace(each.shown, position=place) for place, each in enumerate(rows, 1))


def sum_of(lines: Sequence[OfferedLine]) -> Money | None:
    """What lines come to, without tax; nothing where there are none."""
    return Money(sum(each.net.minor for each in lines), lines[0].net.currency) if lines else None


def team_of(reader: NamedReader, opportunity_id: str) -> tuple[TeamLine, ...]:
    """The sales team of an opportunity, in the order in which they came to it."""
    return tuple(each.shown for each in reader.named(TEAM, record_id=opportunity_id))
