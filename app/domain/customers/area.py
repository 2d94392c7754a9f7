"""Customers: accounts and contacts that have bought."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Owned

CUSTOMERS: Final = Area(
    "customers",
    records="app.domain.customers.records",
    rights=(("customer", Owned("customer")),),
    statements="app.domain.customers.statements",
    field_types=("app.domain.customers.links:CUSTOMER_LINK",),
    kinds="app.domain.customers.kinds",
    services=(
        ("customers", "app.domain.customers.service:CustomerService"),
        ("customer_lists", "app.domain.customers.lister:CustomerLister"),
    ),
    suggesting=(("customer", "app.domain.customers.service:CustomerService"),),
    lead_claims=("app.domain.customers.claims:BOUGHT",),
    commands="app.commands.customers",
    nouns=(Noun("customer", "app.cli.customer", turn=9),),
)
