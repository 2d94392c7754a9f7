"""Customers as a kind of record."""

from __future__ import annotations

from typing import Final

from app.domain.customers.fields import CUSTOMER_FIELDS
from app.domain.fields.kinds import Kind, register
from app.words import in_context, say_many

CUSTOMER: Final = register(
    Kind(
        "customer",
        "CUS",
        "CUS-8R2V",
        "app.domain.customers.records:Customer",
        CUSTOMER_FIELDS,
        turn=13,
        noun=in_context("kind", "customer"),
        plural=in_context("kind", "customers"),
        counted=lambda number: say_many("{n} customer", "{n} customers", number),
        detail="customer_group",
        names=("name",),
        derive="app.domain.customers.making:derive",
        service="app.domain.customers.service:CustomerService",
        timeline=7,
    )
)
