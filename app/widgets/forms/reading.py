"""Between a field's value and the text a person edits, and back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, ParseContext, parse
from app.domain.core.moments import MONTHS, WEEKDAYS
from app.domain.core.text import for_display

#: Types whose understood value is shown beside what was typed.
TOLD: Final = frozenset({"date", "moment", "money", "percent", "integer", "decimal", "duration"})
#: Types that name another record.
LINKS: Final = frozenset({"user", "contact", "account", "competitor", "lead", "people"})

YES_NO: Final = (("yes", "Yes"), ("no", "No"))


def read(field: Field, text: str, context: ParseContext) -> Any:
    """The value a text stands for, as the domain reads it.

    Besides the domain's types a form knows ``duration`` (whole seconds), ``people`` (names, separated by commas)
    and tags with choices, of which the codes are given back.

    Raises:
        Invalid: It does not fit; the message names the field.
    """
    if field.type == "duration":
        return _duration(field, text)
    if field.type == "choice":
        exact = next((code for code, label in field.choices if label == text), None)
        return exact or parse(field, text, context)
    if field.type == "tags" and field.choices:
        return _choices(field, text, context)
    if field.type == "people":
        return tuple(part.strip() for part in text.split(",") if part.strip()) or None
    return parse(field, text, context)


def written(field: Field, value: Any, context: ParseContext) -> str:
    """A value as the text a person edits; reading it again gives the same value."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int) and field.type == "duration":
        return _spelled_duration(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(context.zone):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return ", ".join(field.choice_label(str(each)) for each in value)
    text = "" if value is None else field.choice_label(str(value)) if field.choices else str(value)
    return for_display(text, lines=field.type == "prose")


def understood(field: Field, text: str, context: ParseContext) -> str:
    """What the text is taken for, in words, such as ``Tue 24 Nov 10:00``; empty where that says nothing new."""
    if field.type not in TOLD or not text.strip():
        return ""
    try:
        value = read(field, text, context)
    except Invalid:
        return ""
    told = told_value(field, value, context)
    return "" if told == text.strip() else told


def told_value(field: Field, value: Any, context: ParseContext) -> str:
    """A value in words for people, such as ``Tue 24 Nov 10:00`` or ``1 h 30 min``."""
    if field.type == "duration" and isinstance(value, int):
        from app.domain.core.moments import duration

        return duration(value)
    if isinstance(value, datetime):
        local = value.astimezone(context.zone)
        return f"{_day(local.date(), context)} {local:%H:%M}"
    if isinstance(value, date):
        return _day(value, context)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,} %" if field.type == "percent" else f"{value:,}"
    return written(field, value, context)


def _day(day: date, context: ParseContext) -> str:
    this_year = day.year == context.now.astimezone(context.zone).year
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{'' if this_year else f' {day.year}'}"


def _duration(field: Field, text: str) -> int | None:
    from app.domain.core.moments import parse_duration

    if not text.strip():
        return None
    try:
        return round(parse_duration(text) / timedelta(seconds=1))
    except Invalid as problem:
        raise Invalid(f"{field.label}: {problem.message}", field=field.code, hint=problem.hint) from problem


def _spelled_duration(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = [f"{count}{unit}" for count, unit in ((hours, "h"), (minutes, "m"), (rest, "s")) if count]
    return " ".join(parts) or "0m"


def _choices(field: Field, text: str, context: ParseContext) -> tuple[str, ...] | None:
    one = Field(field.code, field.label, "choice", choices=field.choices, open=field.open)
    codes = [parse(one, part, context) for part in text.split(",") if part.strip()]
    return tuple(dict.fromkeys(codes)) or None
