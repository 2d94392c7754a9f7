"""The lead list: windows of any list, in any order, reached from any place in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, literal

from app.domain.core.windows import ListQuery, SavedView
from app.domain.leads.kinds import LEAD
from app.domain.leads.named import LeadRow
from app.domain.leads.queries import line
from app.domain.leads.records import Lead
from app.domain.leads.rows import LeadLine
from app.domain.leads.statements import line_select
from app.domain.people.records import User
from app.domain.query.listing import Listing, Shape, listing
from app.words import in_context

VIEWS = (
    SavedView("open", "Open leads", ListQuery(where="state = open", view="open")),
    SavedView("mine", "My open leads", ListQuery(where="state = open and owner = me", view="mine")),
    SavedView("hot", in_context("view", "Hot"), ListQuery(where="state = open and rating = hot", view="hot")),
    SavedView(
        "today",
        "To contact",
        ListQuery(where="state = open and next_contact_at < tomorrow", view="today", sort=("next_contact_at",)),
    ),
    SavedView("closed", in_context("view", "Closed"), ListQuery(where="state != open", view="closed")),
    SavedView("all", in_context("view", "All"), ListQuery(view="all")),
)
"""The views everyone has."""

_EARLY, _LATE = datetime(1000, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)

SORTABLE: dict[str, ColumnElement[Any]] = {
    "title": Lead.title_key.expression,
    "updated_at": Lead.updated_at.expression,
    "created_at": Lead.created_at.expression,
    "next_contact_at": func.coalesce(Lead.next_contact_at, literal(_LATE, Lead.next_contact_at.type)),
    "last_activity_at": func.coalesce(Lead.last_activity_at, literal(_EARLY, Lead.last_activity_at.type)),
    "status": Lead.status.expression,
    "rating": case({"hot": 0, "warm": 1, "cold": 2}, value=Lead.rating, else_=3),
    "code": Lead.code.expression,
    "employees": func.coalesce(Lead.employees, -1),
    **{
        name: func.coalesce(getattr(Lead, name), "")
        for name in (
            "source",
            "topic",
            "city",
            "country",
            "industry",
            "company",
            "name",
            "timeframe",
        )
    },
    "owner": func.coalesce(User.name, ""),
}
"""The expressions a list can be sorted by; never empty, so that paging by keyset misses nothing."""
AMOUNTS: dict[str, tuple[ColumnElement[Any], ColumnElement[Any]]] = {
    "budget": (Lead.budget_minor.expression, Lead.budget_currency.expression),
    "estimated_value": (Lead.estimated_value_minor.expression, Lead.estimated_value_currency.expression),
    "annual_revenue": (Lead.annual_revenue_minor.expression, Lead.annual_revenue_currency.expression),
}
"""The amounts a list can be sorted by, through the rates that hold today."""
SHAPE: Final = Shape(
    LEAD.table, line_select, lambda row: line(LeadRow(*row)), {"user_account": User.id == Lead.owner_id}
)
"""How the lists of leads are read."""


def leads_listed(
    query: ListQuery,
    compiled: Iterable[ColumnElement[bool] | None],
    region: str,
    factors: Mapping[str, Decimal] = MappingProxyType({}),
) -> Listing[LeadLine]:
    """The list of leads that a query means.

    Args:
        query: What is asked for.
        compiled: Its conditions, all of which hold; ``None`` for none.
        region: ISO 3166 code for phone numbers without a country.
        factors: What the smallest unit of each currency is worth in one of them, for a list sorted by amounts.

    Raises:
        Invalid: It is to be sorted by something that cannot be sorted by.
    """
    return listing(SHAPE, query, compiled, SORTABLE, amounts=AMOUNTS, factors=factors, region=region)
