"""What is read of quotations by name, and what its rows are."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, NamedTuple

from app.domain.store.named import Named


class QuotationCells(NamedTuple):
    """A quotation's line in a list, column by column."""

    id: str
    code: str
    name: str
    customer_name: str
    status: str
    total_minor: int
    net_minor: int
    currency: str
    quoted_on: date
    valid_until: date
    expires_at: datetime
    owner: str | None
    lead_id: str | None
    lead_code: str | None
    opportunity_id: str | None
    opportunity_code: str | None
    customer_id: str | None
    customer_code: str | None
    lines: int
    updated_at: datetime
    version: int


class LineCells(NamedTuple):
    """A line of a document, column by column."""

    id: str
    position: int
    product_id: str | None
    product_code: str | None
    product_name: str | None
    number: str | None
    name: str
    name_ar: str | None
    description: str | None
    quantity: str
    unit: str
    unit_price: str
    discount: str
    tax_rate: str
    amount_minor: int
    net_minor: int
    ordered: str
    version: int


class SumCells(NamedTuple):
    """What a document comes to, column by column; and the moment at which a quotation's last day is over."""

    currency: str
    tax_inclusive: bool
    reduction: str | None
    amount_minor: int
    off_minor: int
    net_minor: int
    discount_minor: int
    taxes: list[dict[str, Any]]
    tax_minor: int
    total_minor: int
    expires_at: datetime | None


QUOTES_OF: Final = Named("app.domain.quotes", "quotes.of", QuotationCells)
QUOTE_LINES: Final = Named("app.domain.quotes", "quotes.lines", LineCells)
QUOTE_SUMS: Final = Named("app.domain.quotes", "quotes.sums", SumCells)
