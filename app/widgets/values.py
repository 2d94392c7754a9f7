"""The value of any field as words a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.widgets.text import shown

if TYPE_CHECKING:
    from app.domain.core.fields import Field
    from app.widgets.vantage import Vantage


def value_text(value: Any, vantage: Vantage, field: Field | None = None) -> str:
    """A value in words; nothing for a blank one.

    Args:
        value: As a record's card holds it.
        vantage: From where the user looks, for dates and times.
        field: The field it is of, for the labels of choices.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, (bool, date)):
        return _plain_word(value, vantage)
    if isinstance(value, (int, Decimal)):
        return f"{value:,}{' %' if field is not None and field.type == 'percent' else ''}"
    if isinstance(value, (tuple, list, frozenset, set)):
        return ", ".join(shown(each) for each in value)
    return shown(field.choice_label(str(value)) if field is not None and field.choices else value)


def _plain_word(value: bool | date, vantage: Vantage) -> str:
    """Yes, no, a day or a moment in words."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return vantage.when(value) if isinstance(value, datetime) else vantage.short_day(value)


def choice_text(fields: Mapping[str, Field], code: str, value: object) -> str:
    """The label of a choice by its field's code."""
    field = fields.get(code)
    if value is None or field is None:
        return shown(value)
    return shown(field.choice_label(str(value)))
