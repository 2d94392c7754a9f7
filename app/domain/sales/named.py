"""What is read of opportunities by name, and what its rows are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, NamedTuple

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


def _member(*columns: Any) -> TeamLine:
    *told, roles, notes, active, version = columns
    shown = (*told, tuple(roles), notes, active, version)
    return TeamLine(*shown)


def _line(*columns: Any) -> OfferedLine:
    *told, quantity, unit, unit_price, discount, tax_rate, inclusive, net_minor, currency, version = columns
    price, net = UnitPrice(Decimal(unit_price), currency), Money(net_minor, currency)
    shown = (*told, Decimal(quantity), unit, price, Decimal(discount), Decimal(tax_rate), inclusive, net, version)
    return OfferedLine(*shown)


LINES: Final = Named("app.domain.sales", "opportunity.lines", _line)
TEAM: Final = Named("app.domain.sales", "opportunity.team", _member)
