"""The value of any field as words a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.core.fields import in_words
from app.widgets.text import safe_line

if TYPE_CHECKING:
    from app.domain.core.fields import Field
    from app.widgets.display_context import DisplayContext


def value_text(value: Any, context: DisplayContext, field: Field | None) -> str:
    """A value in words, safe for a terminal; nothing for a blank one.

    Args:
        value: As a record's card holds it.
        context: The display context, for dates and times.
        field: The field it is of, if it is known.
    """
    return safe_line(value if field is None else in_words(field, value, context))


def choice_text(fields: Mapping[str, Field], code: str, value: object) -> str:
    """The label of a choice by its field's code."""
    field = fields.get(code)
    if value is None or field is None:
        return safe_line(value)
    return safe_line(field.choice_label(str(value)))
