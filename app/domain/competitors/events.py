"""What happens to competitors, told to the areas above inside the same transaction."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CompetitorAdded:
    """A competitor was met on a lead or an opportunity."""

    record_kind: str
    """lead or opportunity."""
    record_id: str
    rivalry_id: str
    competitor_id: str


@dataclass(frozen=True, slots=True)
class CompetitorRemoved:
    """A competitor is no longer met on a lead or an opportunity."""

    record_kind: str
    """lead or opportunity."""
    record_id: str
    competitor_id: str
