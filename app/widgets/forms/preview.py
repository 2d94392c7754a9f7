"""What a text is taken for while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.core.errors import Invalid
from app.domain.core.fields import parse

if TYPE_CHECKING:
    from app.domain.core.fields import Field, ParseContext


def parse_preview(field: Field, text: str, context: ParseContext) -> str:
    """What the text is taken for, in words, such as ``Tue 24 Nov 10:00``; empty where that says nothing new."""
    if not field.field_type.has_preview or not text.strip():
        return ""
    try:
        value = parse(field, text, context)
    except Invalid:
        return ""
    preview = field.field_type.preview(field, value, context)
    return "" if preview == text.strip() else preview
