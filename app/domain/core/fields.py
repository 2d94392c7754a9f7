"""Fields: what a record can hold, declared once for forms, commands, imports and queries; and the types there are."""

from __future__ import annotations

from typing import Any

from app.domain.core.errors import Invalid
from app.domain.core.field_types.base import (
    LINE_LIMIT,
    CellContext,
    Field,
    FieldType,
    LocalTime,
    ParseContext,
    is_known,
    known_types,
    register,
    to_json,
    type_named,
)
from app.domain.core.field_types.choices import Choice, Tags, YesNo
from app.domain.core.field_types.exact import ExactNumber, ExactPercent, UnitPriceType
from app.domain.core.field_types.links import Colleagues, People, RecordLink
from app.domain.core.field_types.numbers import DecimalNumber, Duration, Integer, MoneyAmount, Percent
from app.domain.core.field_types.paths import FilePath
from app.domain.core.field_types.profiles import Profile
from app.domain.core.field_types.texts import (
    PROSE_LIMIT,
    Code,
    Country,
    Currency,
    Email,
    Language,
    Phone,
    Prose,
    TimeZone,
    Url,
    WorkingHours,
)
from app.domain.core.field_types.times import Day, Moment
from app.words import say

__all__ = [
    "LINE_LIMIT",
    "PROSE_LIMIT",
    "CellContext",
    "Field",
    "FieldType",
    "LocalTime",
    "ParseContext",
    "as_written",
    "from_cell",
    "in_words",
    "is_known",
    "known_types",
    "parse",
    "register",
    "to_json",
    "type_named",
    "unlisted",
]

for _each in (
    FieldType(),
    Prose(),
    Integer(),
    DecimalNumber(),
    MoneyAmount(),
    Percent(),
    UnitPriceType(),
    ExactNumber(),
    ExactPercent(),
    Day(),
    Moment(),
    YesNo(),
    Choice(),
    Tags(),
    Email(),
    FilePath(),
    Profile(),
    Phone(),
    Url(),
    TimeZone(),
    WorkingHours(),
    Language(),
    Country(),
    Currency(),
    Duration(),
    Code(),
    People(),
    Colleagues(),
    *map(RecordLink, ("user", "lead", "contact", "account", "competitor")),
):
    register(_each)


def unlisted(field: Field, value: Any) -> tuple[str, ...]:
    """What of a value is on an open field's list of choices nowhere; nothing for a field of another sort."""
    if not (field.open and field.choices and field.field_type.keeps_choices) or value is None:
        return ()
    codes = {code for code, _ in field.choices}
    several = value if isinstance(value, tuple) else (value,)
    return tuple(str(each) for each in several if each not in codes)


def parse(field: Field, value: object, context: ParseContext) -> Any:
    """A value as the field stores it, from text or from a typed value.

    Args:
        field: The field it is for.
        value: Text as typed, a value of the right type, or ``None`` or blank text for nothing.
        context: What parsing depends on.

    Returns:
        A value of the type's class, or ``None`` for nothing. Links stay text; whoever knows the records resolves
        them.

    Raises:
        Invalid: It does not fit; the message names the field.
    """
    if field.computed:
        raise Invalid(
            say("{label} is set by Leadline itself.", label=field.label), field=field.code, hint=say("Leave it out.")
        )
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        return field.field_type.parse(field, value, context)
    except Invalid as problem:
        raise _named(field, problem) from problem


def from_cell(field: Field, cell: object, cells: CellContext) -> Any:
    """A value as the field stores it, from a filled cell of a file; links come as ids.

    Raises:
        Invalid: It does not fit; the message names the field.
    """
    try:
        return field.field_type.from_cell(field, cell, cells)
    except Invalid as problem:
        raise _named(field, problem) from problem


def _named(field: Field, problem: Invalid) -> Invalid:
    sentence = problem.message
    message = (
        sentence if sentence.startswith(field.label) else say("{label}: {problem}", label=field.label, problem=sentence)
    )
    return Invalid(message, field=field.code, hint=problem.hint)


def in_words(field: Field, value: Any, at: LocalTime) -> str:
    """A value in words for people; nothing for a blank one.

    Args:
        field: The field it is of.
        value: As a record's card holds it; also text that a custom field kept before it had its type.
        at: When and where it is looked at.
    """
    if value is None:
        return ""
    typed = _listed(value)
    return field.field_type.display(field, typed, at) if _of_its_type(field, typed) else str(value)


def as_written(field: Field, value: Any, context: ParseContext) -> str:
    """A value as the text a person edits; reading it again gives the same value."""
    if value is None:
        return ""
    typed = _listed(value)
    if _of_its_type(field, typed):
        return field.field_type.written(field, typed, context)
    return FieldType.written(field.field_type, field, typed, context)


def _listed(value: Any) -> Any:
    """The value as a card holds it: rows hold lists."""
    return tuple(value) if isinstance(value, list) else value


def _of_its_type(field: Field, value: Any) -> bool:
    return type(value) is field.field_type.value_class
