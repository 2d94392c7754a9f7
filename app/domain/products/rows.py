"""What the faces see of products and their prices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.core.exact import shortest
from app.domain.core.frozen import frozen
from app.domain.core.unit_price import UnitPrice


@frozen
class ProductLine:
    """A product as one line of a list."""

    id: str
    code: str
    number: str
    name: str
    name_ar: str | None
    kind: str
    """product or bundle."""
    family: str | None
    unit: str
    price: UnitPrice | None
    tax_rate: Decimal | None
    """Percent."""
    active_from: date | None
    active_to: date | None
    version: int


@frozen
class BundlePart:
    """A product in a bundle."""

    id: str
    product_id: str
    number: str
    name: str
    unit: str
    quantity: Decimal

    def as_json(self) -> dict[str, Any]:
        """The part as the command line prints it."""
        return {
            "product": self.product_id,
            "number": self.number,
            "name": self.name,
            "unit": self.unit,
            "quantity": shortest(self.quantity),
        }


@frozen
class ListedPrice:
    """The price of a product in a price list."""

    id: str
    price_list_id: str
    price_list_code: str
    price_list: str
    product_id: str
    number: str
    name: str
    unit: str
    price: UnitPrice

    def as_json(self) -> dict[str, Any]:
        """The price as the command line prints it."""
        return {
            "id": self.id,
            "price_list": self.price_list,
            "price_list_code": self.price_list_code,
            "product": self.product_id,
            "number": self.number,
            "name": self.name,
            "unit": self.unit,
            "price": self.price.as_json(),
        }


@frozen
class PriceListLine:
    """A price list as one line of a list."""

    id: str
    code: str
    name: str
    currency: str
    customer_group: str | None
    campaign: str | None
    tax_inclusive: bool
    valid_from: date | None
    valid_to: date | None
    count: int
    """How many prices it has."""
    version: int


@frozen
class SteppedLine:
    """A discount list or a unit group as one line of a list."""

    id: str
    code: str
    name: str
    rows: tuple[dict[str, str], ...]
    """Its steps or its units, each number as text."""
    version: int

    @property
    def in_words(self) -> str:
        """Its rows in one line, each as it is typed."""
        written = (
            f"{each['from']}={each['percent']}%" if "from" in each else _unit_as_typed(each) for each in self.rows
        )
        return ", ".join(written)


def _unit_as_typed(unit: dict[str, str]) -> str:
    return unit["name"] if unit["factor"] == "1" else f"{unit['name']}={unit['factor']}"


@frozen
class InterestLine:
    """A product that a lead asks about."""

    id: str
    product_id: str
    product_code: str
    number: str
    name: str
    unit: str
    price: UnitPrice | None
    """That of the catalogue, for one unit."""
    quantity: Decimal | None
    notes: str | None
    version: int

    def __str__(self) -> str:
        called = f"{self.name} ({self.number})"
        return called if self.quantity is None else f"{called} × {shortest(self.quantity)}"
