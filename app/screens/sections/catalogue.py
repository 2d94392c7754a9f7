"""The sections of the catalogue: products, price lists with their prices, unit groups, discount lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.screens.actions.catalogue import PriceListActions, ProductActions
from app.screens.actions.stepped import DiscountListActions, UnitGroupActions
from app.screens.spec import Section
from app.widgets.catalogue import MOST_PRODUCTS, PriceListDetail, PriceListsPane, ProductDetail, ProductsPane
from app.widgets.stepped import DiscountListDetail, DiscountListsPane, UnitGroupDetail, UnitGroupsPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.core.columns import RecordCard
    from app.domain.products.rows import ProductLine, SteppedLine
    from app.workspace import Workspace


def _products(space: Workspace) -> Sequence[ProductLine]:
    return space.products.list(limit=MOST_PRODUCTS)


def _price_lists(space: Workspace) -> Sequence[RecordCard]:
    return [space.price_lists.show(each.id) for each in space.price_lists.list()]


def _discount_lists(space: Workspace) -> Sequence[SteppedLine]:
    return space.discount_lists.list()


def _unit_groups(space: Workspace) -> Sequence[SteppedLine]:
    return space.unit_groups.list()


PRODUCTS: Final = Section(
    "products",
    "Products",
    ProductsPane,
    ProductDetail,
    _products,
    frozenset({"product", "bundle_item"}),
    "setup_products",
    (ProductActions,),
    "product.add",
    turn=30,
)
PRICE_LISTS: Final = Section(
    "price_lists",
    "Price lists",
    PriceListsPane,
    PriceListDetail,
    _price_lists,
    frozenset({"price_list", "price_row", "product", "discount_list"}),
    "setup_price_lists",
    (PriceListActions,),
    "price_list.add",
    turn=31,
)
DISCOUNT_LISTS: Final = Section(
    "discount_lists",
    "Discount lists",
    DiscountListsPane,
    DiscountListDetail,
    _discount_lists,
    frozenset({"discount_list"}),
    "setup_discount_lists",
    (DiscountListActions,),
    "discount_list.add",
    turn=32,
)
UNIT_GROUPS: Final = Section(
    "unit_groups",
    "Unit groups",
    UnitGroupsPane,
    UnitGroupDetail,
    _unit_groups,
    frozenset({"unit_group"}),
    "setup_unit_groups",
    (UnitGroupActions,),
    "unit_group.add",
    turn=33,
)
