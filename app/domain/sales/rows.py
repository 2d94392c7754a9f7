"""What the faces see of opportunities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.core.money import Money
from app.domain.rates.totals import Total


@dataclass(frozen=True, slots=True)
class OpportunityLine:
    """An opportunity as one line of a list."""

    id: str
    code: str
    name: str
    customer: str | None
    status: str
    process: str | None
    stage: str | None
    """The current stage's name."""
    owner: str | None
    probability: int | None
    amount: Money | None
    expected_close: date | None
    lead_code: str | None
    lead_id: str | None
    updated_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class PipelineLine:
    """How much lies in one stage, of the opportunities of one status."""

    status: str
    stage: str | None
    """The stage's name; ``None`` for those without a process."""
    count: int
    amounts: tuple[Money, ...]
    """The sum of the amounts in each currency; those without an amount count in ``count`` only."""
    total: Total
    """All of it in the workspace's currency, as far as there are rates."""


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A member of an opportunity's sales team."""

    id: str
    user_id: str
    user_code: str
    name: str
    email: str | None
    roles: tuple[str, ...]
    notes: str | None
    active: bool
    """Whether they still work here."""
    version: int
