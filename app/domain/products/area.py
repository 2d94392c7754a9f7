"""Products: the catalogue, its units, price lists and discounts."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Hangs, Shared

PRODUCTS: Final = Area(
    "products",
    records="app.domain.products.records",
    rights=(
        ("unit_group", Shared("unit_group")),
        ("discount_list", Shared("discount_list")),
        ("product", Shared("product")),
        ("bundle_item", Shared()),
        ("price_list", Shared("price_list")),
        ("price_row", Shared()),
        ("product_interest", Hangs()),
    ),
    statements="app.domain.products.statements",
    field_types=(
        "app.domain.products.links:PRODUCT_LINK",
        "app.domain.products.links:PRICE_LIST_LINK",
        "app.domain.products.links:DISCOUNT_LIST_LINK",
        "app.domain.products.links:UNIT_GROUP_LINK",
    ),
    kinds="app.domain.products.kinds",
    services=(
        ("products", "app.domain.products.service:ProductService"),
        ("price_lists", "app.domain.products.lists:PriceListService"),
        ("discount_lists", "app.domain.products.groups:DiscountListService"),
        ("unit_groups", "app.domain.products.groups:UnitGroupService"),
        ("interests", "app.domain.products.interests:InterestService"),
    ),
    suggesting=(
        ("product", "app.domain.products.service:ProductService"),
        ("price_list", "app.domain.products.lists:PriceListService"),
        ("discount_list", "app.domain.products.groups:DiscountListService"),
        ("unit_group", "app.domain.products.groups:UnitGroupService"),
    ),
    query_fields=(("lead", "app.domain.products.query_fields:INTERESTS"),),
    commands="app.commands.products",
    panels=("app.screens.panels.products:INTERESTS",),
    sections=(
        "app.screens.sections.catalogue:PRODUCTS",
        "app.screens.sections.catalogue:PRICE_LISTS",
        "app.screens.sections.catalogue:DISCOUNT_LISTS",
        "app.screens.sections.catalogue:UNIT_GROUPS",
    ),
    nouns=(
        Noun("product", "app.cli.product", turn=9),
        Noun("pricelist", "app.cli.pricelist", turn=9),
        Noun("discountlist", "app.cli.discountlist", turn=9),
        Noun("unit", "app.cli.unit", turn=9),
    ),
)
