"""What is read of products by name, and what its rows are."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from app.domain.core.unit_price import UnitPrice
from app.domain.products.rows import BundlePart, InterestLine, ListedPrice
from app.domain.store.named import Named


def _part(id: str, product_id: str, number: str, name: str, unit: str, quantity: str) -> BundlePart:
    return BundlePart(id, product_id, number, name, unit, Decimal(quantity))


class PriceCells(NamedTuple):
    """The price of a product in a price list, as it is kept."""

    id: str
    price_list_id: str
    price_list_code: str
    price_list: str
    product_id: str
    number: str
    name: str
    unit: str
    currency: str
    price: str

    @property
    def shown(self) -> ListedPrice:
        """The price as the faces see it."""
        return ListedPrice(*self[:8], UnitPrice(Decimal(self.price), self.currency))


class InterestCells(NamedTuple):
    """A product that a lead asks about, as it is kept."""

    id: str
    product_id: str
    product_code: str
    number: str
    name: str
    unit: str
    price: str | None
    price_currency: str | None
    quantity: str | None
    notes: str | None
    version: int

    @property
    def shown(self) -> InterestLine:
        """The product as the faces see it."""
        known = self.price is not None and self.price_currency is not None
        price = UnitPrice(Decimal(self.price or 0), self.price_currency or "") if known else None
        quantity = None if self.quantity is None else Decimal(self.quantity)
        return InterestLine(*self[:6], price, quantity, self.notes, self.version)


class RowsRow(NamedTuple):
    """The rows of a discount list or of a unit group."""

    rows: list[dict[str, str]]


PARTS: Final = Named("app.domain.products", "product.parts", _part)
PRICES_OF_PRODUCT: Final = Named("app.domain.products", "product.prices", PriceCells)
PRICES_OF_LIST: Final = Named("app.domain.products", "price_list.prices", PriceCells)
STEPS: Final = Named("app.domain.products", "discount_list.steps", RowsRow)
UNITS: Final = Named("app.domain.products", "unit_group.units", RowsRow)
INTERESTS: Final = Named("app.domain.products", "product.interests", InterestCells)
