"""What the faces see of sales orders."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from app.domain.core.columns import RecordCard
from app.domain.core.field_types.links import Link
from app.domain.core.frozen import frozen
from app.domain.core.money import Money
from app.domain.quotes.rows import SoldLine, Sums


@frozen
class OrderRow:
    """An order as one line of a list; ``lines`` is how many lines it has."""

    id: str
    code: str
    name: str
    customer_name: str
    status: str
    total: Money
    net: Money
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


@frozen
class ShownOrder:
    """An order in full.

    Attributes:
        card: Its fields.
        lines: What is ordered, in their order.
        sums: What it comes to.
        contacts: Who has a part in it.
    """

    card: RecordCard
    lines: tuple[SoldLine, ...]
    sums: Sums
    contacts: tuple[Link, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """All of it as the command line prints it."""
        return {
            **self.card.as_json(),
            **self.sums.as_json(),
            "contacts": [each.as_json() for each in self.contacts],
            "lines": [each.as_json() for each in self.lines],
        }
