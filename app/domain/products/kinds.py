"""Products, price lists, discount lists and unit groups as kinds of record."""

from __future__ import annotations

from typing import Final

from app.domain.fields.kinds import Kind, register
from app.domain.products.fields import DISCOUNT_LIST_FIELDS, PRICE_LIST_FIELDS, PRODUCT_FIELDS, UNIT_GROUP_FIELDS
from app.words import in_context, say_many

PRODUCT: Final = register(
    Kind(
        "product",
        "PRO",
        "PRO-7M2K",
        "app.domain.products.records:Product",
        PRODUCT_FIELDS,
        turn=7,
        noun=in_context("kind", "product"),
        plural=in_context("kind", "products"),
        counted=lambda number: say_many("{n} product", "{n} products", number),
        beside=("number",),
        detail="number",
        names=("number", "name"),
        derive="app.domain.products.catalogue:derive",
        service="app.domain.products.service:ProductService",
        reading="app.domain.products.queries:card",
    )
)
PRICE_LIST: Final = register(
    Kind(
        "price_list",
        "PLI",
        "PLI-4T9W",
        "app.domain.products.records:PriceList",
        PRICE_LIST_FIELDS,
        turn=8,
        noun=in_context("kind", "price list"),
        plural=in_context("kind", "price lists"),
        counted=lambda number: say_many("{n} price list", "{n} price lists", number),
        detail="currency",
        names=("name",),
        reading="app.domain.products.queries:price_list_card",
    )
)
DISCOUNT_LIST: Final = register(
    Kind(
        "discount_list",
        "DLI",
        "DLI-2H6C",
        "app.domain.products.records:DiscountList",
        DISCOUNT_LIST_FIELDS,
        turn=9,
        noun=in_context("kind", "discount list"),
        plural=in_context("kind", "discount lists"),
        counted=lambda number: say_many("{n} discount list", "{n} discount lists", number),
        names=("name",),
        reading="app.domain.products.queries:discount_list_card",
    )
)
UNIT_GROUP: Final = register(
    Kind(
        "unit_group",
        "UNI",
        "UNI-9D3R",
        "app.domain.products.records:UnitGroup",
        UNIT_GROUP_FIELDS,
        turn=10,
        noun=in_context("kind", "unit group"),
        plural=in_context("kind", "unit groups"),
        counted=lambda number: say_many("{n} unit group", "{n} unit groups", number),
        names=("name",),
        reading="app.domain.products.queries:unit_group_card",
    )
)
