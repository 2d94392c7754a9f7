"""What happens to leads, told to the areas above inside the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LeadsCaptured:
    """Leads were entered, by hand or by an import."""

    ids: tuple[str, ...]
    by_import: bool = False


@dataclass(frozen=True, slots=True)
class LeadChanged:
    """Fields of a lead changed."""

    lead_id: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadStatusChanged:
    """A lead's status changed."""

    lead_id: str
    before: str
    after: str
    cause: str


@dataclass(frozen=True, slots=True)
class LeadAssigned:
    """A lead has another owner."""

    lead_id: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class NextContactSet:
    """A lead's next contact was set, moved or taken away."""

    lead_id: str
    at: datetime | None
    by_id: str | None
