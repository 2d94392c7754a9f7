"""What qualifying decides, told inside the same transaction."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeadQualified:
    """A lead was found to be a viable sale."""

    lead_id: str
    account_id: str | None
    contact_id: str | None
    opportunity_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadDisqualified:
    """A lead is no longer pursued."""

    lead_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeadReactivated:
    """A closed lead is open again."""

    lead_id: str
