"""What the faces see of quotations, and of what all documents that sell have in common."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.domain.core.columns import RecordCard
from app.domain.core.exact import shortest
from app.domain.core.field_types.links import Link
from app.domain.core.frozen import frozen
from app.domain.core.money import Money
from app.domain.core.unit_price import UnitPrice


@frozen
class SoldLine:
    """A line of a quotation or an order.

    Attributes:
        id: Its identity.
        row: Its place in the document, from 1.
        product: The product; none for what is not in the catalogue.
        number: The product's number when the line was made.
        name: What it is called.
        name_ar: What papers in Arabic call it.
        description: More about it.
        quantity: How many units.
        unit: Of what.
        unit_price: What one costs.
        discount: What is taken off this line alone, in percent.
        tax_rate: In percent.
        amount: As it is priced: with its tax where the prices include it.
        net: Without tax, before a discount on the whole document.
        ordered: Of a quotation: how much of the quantity stands in orders.
        version: What an edit passes back, so that a conflict is seen.
    """

    id: str
    row: int
    product: Link | None
    number: str | None
    name: str
    name_ar: str | None
    description: str | None
    quantity: Decimal
    unit: str
    unit_price: UnitPrice
    discount: Decimal
    tax_rate: Decimal
    amount: Money
    net: Money
    ordered: Decimal
    version: int

    @property
    def left(self) -> Decimal:
        """How much of the quantity can still be ordered."""
        return self.quantity - self.ordered

    def as_json(self) -> dict[str, Any]:
        """The line as the command line prints it; numbers with decimals as text."""
        return {
            "id": self.id,
            "row": self.row,
            "product": self.product.as_json() if self.product else None,
            "number": self.number,
            "name": self.name,
            "name_ar": self.name_ar,
            "description": self.description,
            "quantity": shortest(self.quantity),
            "unit": self.unit,
            "unit_price": self.unit_price.as_json(),
            "discount": shortest(self.discount),
            "tax_rate": shortest(self.tax_rate),
            "amount": self.amount.as_json(),
            "net": self.net.as_json(),
            "ordered": shortest(self.ordered),
            "left": shortest(self.left),
            "version": self.version,
        }


@frozen
class TaxShare:
    """What is taxed at one rate, in percent: the base after the discount, and the tax."""

    rate: Decimal
    base: Money
    tax: Money

    def as_json(self) -> dict[str, Any]:
        """The same as the command line prints it."""
        return {"rate": shortest(self.rate), "base": self.base.as_json(), "tax": self.tax.as_json()}


@frozen
class Sums:
    """What a document comes to, as it was worked out and kept; ``total`` is ``net`` less ``discount``, with ``tax``.

    Attributes:
        currency: ISO 4217 code of all of it.
        tax_inclusive: Whether tax is in its prices.
        reduction: The discount as it was typed: ``10%`` or an amount; empty for none.
        amount: The sum of the lines as they are priced.
        off: What the discount takes off that; an amount is what was typed.
        net: The sum of the nets of the lines.
        discount: What the discount takes off the net.
        taxes: Of each rate, the highest first.
        tax: All of them together.
        total: What there is to pay.
    """

    currency: str
    tax_inclusive: bool
    reduction: str
    amount: Money
    off: Money
    net: Money
    discount: Money
    taxes: tuple[TaxShare, ...]
    tax: Money
    total: Money

    @property
    def discount_percent(self) -> Decimal | None:
        """The discount in percent, where it was given so."""
        return Decimal(self.reduction[:-1]) if self.reduction.endswith("%") else None

    def as_json(self) -> dict[str, Any]:
        """The same as the command line prints it."""
        return {
            "currency": self.currency,
            "tax_inclusive": self.tax_inclusive,
            "discount_typed": self.reduction or None,
            "amount": self.amount.as_json(),
            "off": self.off.as_json(),
            "net": self.net.as_json(),
            "discount": self.discount.as_json(),
            "taxes": [each.as_json() for each in self.taxes],
            "tax": self.tax.as_json(),
            "total": self.total.as_json(),
        }


@frozen
class QuotationRow:
    """A quotation as one line of a list.

    Attributes:
        status: As it stands now: an offer whose last day is over is expired, also before that was noted.
        lines: How many lines it has.
    """

    id: str
    code: str
    name: str
    customer_name: str
    status: str
    total: Money
    net: Money
    quoted_on: date
    valid_until: date
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


@frozen
class ShownQuotation:
    """A quotation in full.

    Attributes:
        card: Its fields; ``status`` as it stands now.
        lines: What is offered, in their order.
        sums: What it comes to.
        contacts: Who has a part in it.
        validity: Until when it holds, in words.
    """

    card: RecordCard
    lines: tuple[SoldLine, ...]
    sums: Sums
    contacts: tuple[Link, ...] = field(default=())
    validity: str = ""

    def as_json(self) -> dict[str, Any]:
        """All of it as the command line prints it."""
        return {
            **self.card.as_json(),
            **self.sums.as_json(),
            "validity": self.validity,
            "contacts": [each.as_json() for each in self.contacts],
            "lines": [each.as_json() for each in self.lines],
        }
