"""Reads of stakeholders that the first paint needs; they run warm or cold."""

from __future__ import annotations

from app.domain.stakeholders.named import STAKEHOLDERS, StakeholderRow
from app.domain.stakeholders.rows import StakeholderLine
from app.domain.store.named import NamedReader


def stakeholders_of(reader: NamedReader, record_id: str) -> tuple[StakeholderLine, ...]:
    """The stakeholders of a lead or an opportunity, the most influential first."""
    return tuple(_line(row) for row in reader.named(STAKEHOLDERS, record_id=record_id))


def _line(row: StakeholderRow) -> StakeholderLine:
    return StakeholderLine(**{**row._asdict(), "roles": tuple(row.roles)})
