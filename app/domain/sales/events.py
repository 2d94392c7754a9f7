"""What happens to opportunities, told to the areas above inside the same transaction."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpportunityCreated:
    """An opportunity was made, usually from a lead."""

    opportunity_id: str
    lead_id: str | None


@dataclass(frozen=True, slots=True)
class OpportunityChanged:
    """Fields of an opportunity changed."""

    opportunity_id: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpportunityClosed:
    """An opportunity was won, lost, cancelled or out-sold."""

    opportunity_id: str
    lead_id: str | None
    status: str


@dataclass(frozen=True, slots=True)
class OpportunityReopened:
    """A closed opportunity is open again."""

    opportunity_id: str
    lead_id: str | None


@dataclass(frozen=True, slots=True)
class OpportunityDeleted:
    """An opportunity was put away."""

    opportunity_id: str
    lead_id: str | None
