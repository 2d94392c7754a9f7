"""What is read of sales orders by name, and what its rows are."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, NamedTuple

from app.domain.quotes.named import LineCells, SumCells
from app.domain.store.named import Named


class OrderCells(NamedTuple):
    """An order's line in a list, column by column."""

    id: str
    code: str
    name: str
    customer_name: str
    status: str
    total_minor: int
    net_minor: int
    currency: str
    ordered_on: date
    owner: str | None
    quotation_id: str
    quotation_code: str
    lead_id: str | None
    lead_code: str | None
    opportunity_id: str | None
    opportunity_code: str | None
    customer_id: str | None
    customer_code: str | None
    lines: int
    updated_at: datetime
    version: int


ORDERS_OF: Final = Named("app.domain.orders", "orders.of", OrderCells)
ORDER_LINES: Final = Named("app.domain.orders", "orders.lines", LineCells)
ORDER_SUMS: Final = Named("app.domain.orders", "orders.sums", SumCells)
