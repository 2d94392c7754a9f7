"""What is read of products by name, and what its rows are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, NamedTuple

from app.domain.core.unit_price import UnitPrice
from app.domain.products.rows import BundlePart, InterestLine, ListedPrice
from app.domain.store.named import Named


def _part(id: str, product_id: str, number: str, name: str, unit: str, quantity: str) -> BundlePart:
    return BundlePart(id, product_id, number, name, unit, Decimal(quantity))


def _price(*columns: Any) -> ListedPrice:
    *told, currency, price = columns
    shown = (*told, UnitPrice(Decimal(price), currency))
    return ListedPrice(*shown)


def _interest(*columns: Any) -> InterestLine:
    *told, price, currency, quantity, notes, version = columns
    exact = None if price is None else UnitPrice(Decimal(price), currency)
    shown = (*told, exact, None if quantity is None else Decimal(quantity), notes, version)
    return InterestLine(*shown)


class RowsRow(NamedTuple):
    """The rows of a discount list or of a unit group."""

    rows: list[dict[str, str]]


PARTS: Final = Named("app.domain.products", "product.parts", _part)
PRICES_OF_PRODUCT: Final = Named("app.domain.products", "product.prices", _price)
PRICES_OF_LIST: Final = Named("app.domain.products", "price_list.prices", _price)
STEPS: Final = Named("app.domain.products", "discount_list.steps", RowsRow)
UNITS: Final = Named("app.domain.products", "unit_group.units", RowsRow)
INTERESTS: Final = Named("app.domain.products", "product.interests", _interest)
