"""Sales orders as a kind of record."""

from __future__ import annotations

from typing import Final

from app.domain.fields.kinds import Closing, Kind, register
from app.domain.orders.fields import ORDER_FIELDS, STANDING
from app.words import in_context, say_many

ORDER: Final = register(
    Kind(
        "order",
        "ORD",
        "ORD-4K7P",
        "app.domain.orders.records:SalesOrder",
        ORDER_FIELDS,
        turn=12,
        noun=in_context("kind", "order"),
        plural=in_context("kind", "orders"),
        counted=lambda number: say_many("{n} order", "{n} orders", number),
        beside=("code",),
        detail="customer_name",
        closing=Closing("status", STANDING, "Order it anew."),
        derive="app.domain.orders.making:derive",
        service="app.domain.orders.service:OrderService",
        timeline=6,
    )
)
