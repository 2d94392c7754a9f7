"""What the faces see of opportunities."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from app.domain.core.frozen import frozen
from app.domain.core.money import Money
from app.domain.core.unit_price import UnitPrice
from app.domain.rates.totals import Total


@frozen
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
    source: str | None
    last_activity_at: datetime | None
    created_at: datetime
    stage_since: datetime | None
    """When it would have entered its stage, had it stayed there without a break; ``None`` where it is in none."""


@frozen
class Totals:
    """What some opportunities amount to together.

    Attributes:
        count: How many they are.
        amounts: The sum of the amounts in each currency.
        total: All of it in the workspace's currency, as far as there are rates.
        without_rate: How many have an amount whose currency has no rate.
        weighted: The same with each amount by its probability.
        without_probability: How many have an amount but no probability, so that they are not in ``weighted``.
    """

    count: int
    amounts: tuple[Money, ...]
    total: Total
    without_rate: int
    weighted: Total
    without_probability: int


@frozen
class PipelineLine:
    """How much lies in one stage, of the opportunities of one status.

    Attributes:
        stage: The stage's name; ``None`` for those without a process.
        totals: What they amount to.
    """

    status: str
    stage: str | None
    totals: Totals


@frozen
class MonthLine:
    """How much is expected to close in a month, or was closed in it, of one stage.

    Attributes:
        month: Such as ``2026-11``; empty for those without a day.
        stage: The stage's name; ``None`` for those without a process.
        place: How far along the process that stage is; -1 for those without one.
        totals: What they amount to.
    """

    month: str
    stage: str | None
    place: int
    totals: Totals


@frozen
class BoardColumn:
    """A stage with its opportunities.

    Attributes:
        stage: The stage's name; ``None`` for those without a process.
        totals: What all of its opportunities amount to.
        cards: The first of them.
    """

    stage: str | None
    totals: Totals
    cards: tuple[OpportunityLine, ...]


@frozen
class Board:
    """Opportunities by stage.

    Attributes:
        process: The code of the process whose stages these are; empty for all.
        name: Its name.
        columns: The stages in the order of the process, those without one first.
    """

    process: str
    name: str
    columns: tuple[BoardColumn, ...]


@frozen
class OfferedLine:
    """A product offered in an opportunity."""

    id: str
    position: int
    """Its place among the lines, from 1."""
    product_id: str | None
    number: str | None
    name: str
    name_ar: str | None
    description: str | None
    quantity: Decimal
    unit: str
    unit_price: UnitPrice
    discount: Decimal
    """Percent of this line."""
    tax_rate: Decimal
    """Percent."""
    tax_inclusive: bool
    """Whether tax is in the price."""
    net: Money
    """What it comes to, without tax."""
    version: int


@frozen
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


@frozen
class LossLine:
    """How many opportunities were lost for a reason.

    Attributes:
        reason: Its code, or what managers called it; empty for those lost without a reason given.
        lost: How many were lost or out-sold for it, among other reasons maybe.
        share: Those of all that were lost, in whole percent.
        totals: What they would have amounted to.
    """

    reason: str
    lost: int
    share: int
    totals: Totals


@frozen
class RivalTally:
    """How we do against a competitor.

    Attributes:
        win_percentage: How often we win against them, as somebody judged it.
        met: The opportunities in which we met them.
        open: Those of them still worked on.
        won: Those we won.
        lost: Those lost or out-sold.
        win_rate: How often we won of those decided, in whole percent; ``None`` before the first.
        won_amounts: What those won amount to.
        lost_amounts: What those lost amount to.
    """

    id: str
    code: str
    name: str
    win_percentage: int | None
    met: int
    open: int
    won: int
    lost: int
    win_rate: int | None
    won_amounts: Totals
    lost_amounts: Totals
