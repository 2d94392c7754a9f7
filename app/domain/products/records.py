"""The stored truth about products and their prices; every number with decimals is kept as text, digit by digit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import KEY, Counted, Record
from app.domain.store.types import Code, Day, Document, Id, Line, Prose
from app.words import say_many


class UnitGroup(Record):
    """Units of one thing that come in each other: pieces, and boxes of twelve."""

    __tablename__ = "unit_group"

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(info=KEY)
    units: Mapped[list[Any]] = mapped_column(Document, default=list)
    """Name and factor of each, the factor as text: how many of the first one it is."""
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    deleted_at: Mapped[datetime | None]


class DiscountList(Record):
    """What is taken off a price from which quantity on."""

    __tablename__ = "discount_list"

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(info=KEY)
    steps: Mapped[list[Any]] = mapped_column(Document, default=list)
    """Quantity and percent of each, both as text, by quantity."""
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    deleted_at: Mapped[datetime | None]


class Product(Record):
    """Something we sell: a product, or a bundle of several."""

    __tablename__ = "product"
    __table_args__ = (
        Index(
            "uq_product_number_key",
            "number_key",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_product_name_key", "name_key", "id"),
        Index("ix_product_family", "family", "name_key", "id"),
        Index("ix_product_import_key", "import_key"),
    )
    counted_naming = Counted(5, lambda number: say_many("{n} product", "{n} products", number))

    code: Mapped[Code] = mapped_column(unique=True)
    number: Mapped[Line]
    """The number that people give it, such as M2; no two products that are there have the same."""
    number_key: Mapped[Line] = mapped_column(info=KEY)
    name: Mapped[Line]
    name_ar: Mapped[Line | None]
    """What papers in Arabic call it."""
    name_key: Mapped[Line] = mapped_column(info=KEY)
    kind: Mapped[Code] = mapped_column(default="product")
    """product or bundle."""
    family: Mapped[Line | None]
    description: Mapped[Prose | None]
    unit: Mapped[Line]
    """The unit that the price is for."""
    unit_group_id: Mapped[Id | None] = mapped_column(
        ForeignKey("unit_group.id", deferrable=True, initially="DEFERRED"), index=True
    )
    price: Mapped[Line | None]
    price_minor: Mapped[int | None] = mapped_column(BigInteger)
    """The price in the smallest unit of its currency, by which prices are compared."""
    price_currency: Mapped[Code | None]
    tax_rate: Mapped[Line | None]
    """Percent."""
    discount_list_id: Mapped[Id | None] = mapped_column(
        ForeignKey("discount_list.id", deferrable=True, initially="DEFERRED"), index=True
    )
    active_from: Mapped[date | None] = mapped_column(Day)
    active_to: Mapped[date | None] = mapped_column(Day)
    """The last day on which it is sold."""
    import_key: Mapped[Line | None]
    search_text: Mapped[Prose] = mapped_column(default="", info=KEY)
    folded: Mapped[dict[str, Any] | None] = mapped_column(Document, info=KEY)
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    deleted_at: Mapped[datetime | None]


class BundleItem(Record):
    """A product in a bundle."""

    __tablename__ = "bundle_item"
    __table_args__ = (
        Index("uq_bundle_item_bundle_product", "bundle_id", "product_id", unique=True),
        Index("ix_bundle_item_product", "product_id"),
    )
    counted_naming = Counted(6, lambda number: say_many("{n} part of bundles", "{n} parts of bundles", number))

    bundle_id: Mapped[Id] = mapped_column(ForeignKey("product.id", deferrable=True, initially="DEFERRED"))
    product_id: Mapped[Id] = mapped_column(ForeignKey("product.id", deferrable=True, initially="DEFERRED"))
    quantity: Mapped[Line]


class PriceList(Record):
    """Prices in one currency, for everybody, a group of customers or a campaign."""

    __tablename__ = "price_list"
    __table_args__ = (Index("ix_price_list_currency", "currency", "valid_from", "id"),)

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(info=KEY)
    currency: Mapped[Code]
    customer_group: Mapped[Line | None]
    campaign: Mapped[Line | None]
    tax_inclusive: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date | None] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)
    """The last day on which it holds."""
    discount_list_id: Mapped[Id | None] = mapped_column(
        ForeignKey("discount_list.id", deferrable=True, initially="DEFERRED"), index=True
    )
    notes: Mapped[Prose | None]
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    deleted_at: Mapped[datetime | None]


class PriceRow(Record):
    """The price of a product in a price list, for one of its units."""

    __tablename__ = "price_row"
    __table_args__ = (
        Index("uq_price_row_list_product_unit", "price_list_id", "product_id", "unit_key", unique=True),
        Index("ix_price_row_product", "product_id"),
    )
    counted_naming = Counted(7, lambda number: say_many("{n} price in lists", "{n} prices in lists", number))

    price_list_id: Mapped[Id] = mapped_column(ForeignKey("price_list.id", deferrable=True, initially="DEFERRED"))
    product_id: Mapped[Id] = mapped_column(ForeignKey("product.id", deferrable=True, initially="DEFERRED"))
    unit: Mapped[Line]
    unit_key: Mapped[Line] = mapped_column(info=KEY)
    price: Mapped[Line]


class ProductInterest(Record):
    """A product that a lead asks about."""

    __tablename__ = "product_interest"
    __table_args__ = (
        Index("uq_product_interest_record_product", "record_id", "product_id", unique=True),
        Index("ix_product_interest_product", "product_id"),
    )
    counted_naming = Counted(8, lambda number: say_many("{n} interest of leads", "{n} interests of leads", number))
    counted_hanging = Counted(5, lambda number: say_many("{n} product of interest", "{n} products of interest", number))

    record_kind: Mapped[Code]
    record_id: Mapped[Id]
    product_id: Mapped[Id] = mapped_column(ForeignKey("product.id", deferrable=True, initially="DEFERRED"))
    quantity: Mapped[Line | None]
    """How many they ask about, where they said so."""
    notes: Mapped[Prose | None]
