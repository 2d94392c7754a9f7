"""What happens to competitors, told to the areas above inside the same transaction."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class CompetitorAdded:
    """A competitor was met on a lead or an opportunity."""

    record_kind: str
    """lead or opportunity."""
    record_id: str
    rivalry_id: str
    competitor_id: str
