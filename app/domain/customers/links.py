"""Links to customers as a type of field."""

from __future__ import annotations

from typing import Final

from app.domain.core.field_types.links import RecordLink

CUSTOMER_LINK: Final = RecordLink("customer")
