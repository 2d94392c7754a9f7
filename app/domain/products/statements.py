"""Statements that read products and their prices."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased

from app.domain.fields.statements import card_select
from app.domain.products.kinds import DISCOUNT_LIST, PRICE_LIST, PRODUCT, UNIT_GROUP
from app.domain.products.named import INTERESTS, PARTS, PRICES_OF_LIST, PRICES_OF_PRODUCT, STEPS, UNITS
from app.domain.products.records import (
    BundleItem,
    DiscountList,
    PriceList,
    PriceRow,
    Product,
    ProductInterest,
    UnitGroup,
)
from app.domain.store.named import builds


@builds(PRODUCT.card)
def product_card() -> Select[Any]:
    """A product in full; binds ``id``."""
    return card_select(PRODUCT, {"unit_group": UNIT_GROUP.table, "discount_list": DISCOUNT_LIST.table})


@builds(PRICE_LIST.card)
def price_list_card() -> Select[Any]:
    """A price list in full; binds ``id``."""
    return card_select(PRICE_LIST, {"discount_list": DISCOUNT_LIST.table})


@builds(DISCOUNT_LIST.card)
def discount_list_card() -> Select[Any]:
    """A discount list in full; binds ``id``."""
    return card_select(DISCOUNT_LIST, {})


@builds(UNIT_GROUP.card)
def unit_group_card() -> Select[Any]:
    """A unit group in full; binds ``id``."""
    return card_select(UNIT_GROUP, {})


@builds(PARTS)
def parts() -> Select[Any]:
    """The products in a bundle that are there, in the order in which they were put in; binds ``id``."""
    part = aliased(Product)
    columns: tuple[Any, ...] = (
        BundleItem.id, part.id.label("product_id"), part.number, part.name, part.unit, BundleItem.quantity,
    )  # fmt: skip
    return (
        select(*columns)
        .select_from(BundleItem)
        .join(part, part.id == BundleItem.product_id)
        .where(BundleItem.bundle_id == bindparam("id"), part.deleted_at.is_(None))
        .order_by(BundleItem.id)
    )


@builds(PRICES_OF_PRODUCT)
def prices_of_product() -> Select[Any]:
    """The prices of a product in lists that are there, by list; binds ``id``."""
    return _prices().where(PriceRow.product_id == bindparam("id")).order_by(PriceList.name_key, PriceRow.unit_key)


@builds(PRICES_OF_LIST)
def prices_of_list() -> Select[Any]:
    """The prices in a list of products that are there, by name; binds ``id``."""
    mine = PriceRow.price_list_id == bindparam("id")
    return _prices().where(mine).order_by(Product.name_key, Product.id, PriceRow.unit_key)


def _prices() -> Select[Any]:
    columns: tuple[Any, ...] = (
        PriceRow.id,
        PriceList.id.label("price_list_id"),
        PriceList.code.label("price_list_code"),
        PriceList.name.label("price_list"),
        Product.id.label("product_id"),
        Product.number,
        Product.name,
        PriceRow.unit,
        PriceList.currency,
        PriceRow.price,
    )
    return (
        select(*columns)
        .select_from(PriceRow)
        .join(PriceList, PriceList.id == PriceRow.price_list_id)
        .join(Product, Product.id == PriceRow.product_id)
        .where(PriceList.deleted_at.is_(None), Product.deleted_at.is_(None))
    )


@builds(STEPS)
def steps() -> Select[Any]:
    """The steps of a discount list; binds ``id``."""
    return select(DiscountList.steps.label("rows")).where(DiscountList.id == bindparam("id"))


@builds(UNITS)
def units() -> Select[Any]:
    """The units of a group; binds ``id``."""
    return select(UnitGroup.units.label("rows")).where(UnitGroup.id == bindparam("id"))


@builds(INTERESTS)
def interests() -> Select[Any]:
    """The products that a record asks about, in the order in which they were noted; binds ``record_id``."""
    columns: tuple[Any, ...] = (
        ProductInterest.id,
        Product.id.label("product_id"),
        Product.code.label("product_code"),
        Product.number,
        Product.name,
        Product.unit,
        Product.price,
        Product.price_currency,
        ProductInterest.quantity,
        ProductInterest.notes,
        ProductInterest.version,
    )
    return (
        select(*columns)
        .select_from(ProductInterest)
        .join(Product, Product.id == ProductInterest.product_id)
        .where(ProductInterest.record_id == bindparam("record_id"), Product.deleted_at.is_(None))
        .order_by(ProductInterest.id)
    )
