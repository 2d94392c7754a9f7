"""The fields of a sample."""

from __future__ import annotations

from typing import Final

from app.domain.core.fields import Field

PRODUCT: Final = Field("product", "Product", help="What was sent, such as a bag of beans.")
