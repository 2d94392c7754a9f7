"""Reads of stakeholders that the first paint needs; they run warm or cold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.stakeholders.rows import StakeholderLine
from app.domain.store.reading import NamedReader

_ROLES = 8
"""Where the roles stand in a line."""


def stakeholders_of(reader: NamedReader, record_id: str) -> tuple[StakeholderLine, ...]:
    """The stakeholders of a lead or an opportunity, the most influential first."""
    return tuple(_line(row) for row in reader.named("stakeholders.of", record_id=record_id))


def _line(row: Sequence[Any]) -> StakeholderLine:
    cells = (*row[:_ROLES], tuple(row[_ROLES]), *row[_ROLES + 1 :])
    return StakeholderLine(*cells)
