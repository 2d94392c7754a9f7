"""Links to products and their lists as types of field."""

from __future__ import annotations

from typing import Final

from app.domain.core.field_types.links import RecordLink

PRODUCT_LINK: Final = RecordLink("product")
PRICE_LIST_LINK: Final = RecordLink("price_list")
DISCOUNT_LIST_LINK: Final = RecordLink("discount_list")
UNIT_GROUP_LINK: Final = RecordLink("unit_group")
