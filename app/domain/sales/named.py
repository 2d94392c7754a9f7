"""What is read of opportunities by name, and what its rows are."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from app.domain.core.money import Money
from app.domain.core.unit_price import UnitPrice
from app.domain.sales.rows import OfferedLine, TeamLine
from app.domain.store.named import Named


class WinnerRow(NamedTuple):
    """The competitor an opportunity was lost to."""

    id: str
    code: str
    name: str


LOST_TO: Final = Named("app.domain.sales", "opportunity.lost_to", WinnerRow)


class MadeOpportunity(NamedTuple):
    """An opportunity that a lead became."""

    id: str
    code: str
    name: str
    status: str


MADE_OF_LEAD: Final = Named("app.domain.sales", "opportunity.made_of_lead", MadeOpportunity)


class MemberCells(NamedTuple):
    """A member of an opportunity's sales team, as it is kept."""

    id: str
    user_id: str
    user_code: str
    name: str
    email: str | None
    roles: list[str]
    notes: str | None
    active: bool
    version: int

    @property
    def shown(self) -> TeamLine:
        """The member as the faces see it."""
        return TeamLine(*self[:5], tuple(self.roles), *self[6:])


class OfferedCells(NamedTuple):
    """A line of an opportunity, as it is kept."""

    id: str
    position: int
    product_id: str | None
    number: str | None
    name: str
    name_ar: str | None
    description: str | None
    quantity: str
    unit: str
    unit_price: str
    discount: str
    tax_rate: str
    tax_inclusive: bool
    net_minor: int
    currency: str
    version: int

    @property
    def shown(self) -> OfferedLine:
        """The line as the faces see it."""
        return OfferedLine(
            *self[:7],
            Decimal(self.quantity),
            self.unit,
            UnitPrice(Decimal(self.unit_price), self.currency),
            Decimal(self.discount),
            Decimal(self.tax_rate),
            self.tax_inclusive,
            Money(self.net_minor, self.currency),
            self.version,
        )


LINES: Final = Named("app.domain.sales", "opportunity.lines", OfferedCells)
TEAM: Final = Named("app.domain.sales", "opportunity.team", MemberCells)
