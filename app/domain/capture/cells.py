"""Reads the cells of one column as the field they fill: typed, cleaned, or told apart as unfit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal, cast
from zoneinfo import ZoneInfo

from app.domain.capture.headings import TargetField
from app.domain.capture.mapping import ColumnPlan, meaning_of
from app.domain.capture.table import Cell
from app.domain.capture.values import blank, value_text, yes_no
from app.domain.core.amounts import parse_decimal, parse_money
from app.domain.core.columns import custom_to_plain
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import LINE_LIMIT, Field, ParseContext, parse
from app.domain.core.text import clean_line

Read = Callable[[Cell], Any]
"""A cell as its field stores it; raises Invalid when it does not fit."""

REMEMBERED = 4096
"""How many different values of a column are remembered with what they became."""

_UNSEEN: Final = object()
_PHONE_DIGITS = re.compile(r"(?:\d\D*){5}")
_YEARS = range(1900, 2200)
_MONTH_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_ISO_LENGTH = 10
_SHOWN_DIGITS = 15
"""How many digits a workbook shows of a number; it stores two more, in which sums are off."""
_CHOSEN = frozenset({"choice", "extendable"})


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that its field does not take, and why."""

    text: str
    reason: str


@dataclass(slots=True)
class Column:
    """One column at work.

    Attributes:
        place: Where its cells stand in a row.
        heading: As in the file.
        code: The field it fills, without ``custom:``.
        custom: Whether that is a custom field.
        known: What the values met so far became.
    """

    place: int
    heading: str
    code: str
    custom: bool
    _read: Read
    known: dict[object, Any] = field(default_factory=dict)

    def value(self, cell: Cell) -> Any:
        """The cell's value, ``None`` for a blank one, or a `Misfit`."""
        key: object = cell if cell.__class__ is str else (cell.__class__, cell)
        value = self.known.get(key, _UNSEEN)
        if value is _UNSEEN:
            value = self._fresh(cell)
            if len(self.known) < REMEMBERED:
                self.known[key] = value
        return value

    def _fresh(self, cell: Cell) -> Any:
        if blank(cell):
            return None
        try:
            return self._read(cell)
        except Invalid as problem:
            return Misfit(value_text(cell), problem.message)
        except (OverflowError, ValueError):
            return Misfit(value_text(cell), f"{self.heading}: “{value_text(cell)[:60]}” does not fit.")


def read_column(
    place: int,
    plan: ColumnPlan,
    fields: Mapping[str, Field],
    target: TargetField | None,
    context: ParseContext,
    find_user: Callable[[str], str],
) -> Column:
    """Prepare a column for reading.

    Args:
        place: Where its cells stand in a row.
        plan: What becomes of it.
        fields: The kind's fields by code, custom ones among them.
        target: What an import knows of the field; ``None`` for a new custom field.
        context: What reading depends on.
        find_user: Gives the id of the user a text names, or raises NotFound.
    """
    code = plan.target.removeprefix("custom:")
    known = fields.get(code)
    type_ = known.type if plan.is_custom and known else (plan.custom_type or (target.type if target else "line"))
    heading = clean_line(plan.heading)
    each = Field(
        code,
        known.label if known else heading,
        type_ if type_ not in {"country", "language", "id", "reference", "user"} else "line",
        minimum=known.minimum if known else None,
        maximum=known.maximum if known else None,
        custom=plan.is_custom,
    )
    read = _reader(each, type_, plan, target, context, find_user)
    if plan.is_custom:
        typed = read

        def read(cell: Cell) -> Any:
            return custom_to_plain(each, typed(cell))

    return Column(place, heading, code, plan.is_custom, read)


def _reader(
    each: Field,
    type_: str,
    plan: ColumnPlan,
    target: TargetField | None,
    context: ParseContext,
    find_user: Callable[[str], str],
) -> Read:
    mark = cast("Literal['.', ','] | None", plan.decimal_mark)
    readers: dict[str, Read] = {
        "line": lambda cell: _line(each, cell),
        "phone": lambda cell: _phone(each, cell),
        "yes_no": lambda cell: _yes_no(each, cell),
        "date": lambda cell: _dated(each, cell, plan.date_order, context),
        "moment": lambda cell: _dated(each, cell, plan.date_order, context),
        "integer": lambda cell: parse(each, _number(each, cell, mark), context),
        "decimal": lambda cell: parse(each, _number(each, cell, mark), context),
        "money": lambda cell: parse(each, _money(each, cell, mark, context), context),
        "user": lambda cell: _user(each, cell, find_user),
        "time_zone": lambda cell: _time_zone(each, cell),
    }
    if type_ in _CHOSEN:
        return lambda cell: _choice(each, cell, plan, target)
    return readers.get(type_) or readers.get(each.type) or (lambda cell: parse(each, value_text(cell), context))


def _line(each: Field, cell: Cell) -> str | None:
    text = clean_line(cell if isinstance(cell, str) else value_text(cell))
    if len(text) > LINE_LIMIT:
        raise Invalid(f"{each.label}: {len(text):,} characters are too long for a line.", field=each.code)
    return text or None


def _phone(each: Field, cell: Cell) -> str | None:
    text = _line(each, cell)
    if text and not _PHONE_DIGITS.search(text):
        raise Invalid(f"{each.label}: “{text[:60]}” is not a phone number.", field=each.code)
    return text


def _yes_no(each: Field, cell: Cell) -> bool:
    answer = yes_no(cell)
    if answer is None:
        raise Invalid(f"{each.label}: “{value_text(cell)[:60]}” is neither yes nor no.", field=each.code)
    return answer


def _number(each: Field, cell: Cell, mark: Literal[".", ","] | None) -> object:
    """The cell as a number is read from it; text with the decimal mark of its column."""
    if isinstance(cell, str) and mark:
        return _naming(each, lambda: parse_decimal(cell, decimal_mark=mark))
    return cell


def _money(each: Field, cell: Cell, mark: Literal[".", ","] | None, context: ParseContext) -> object:
    """The cell as money is read from it; a workbook's number with the digits it shows, not those it is stored with."""
    if isinstance(cell, float):
        return float(f"{cell:.{_SHOWN_DIGITS}g}")
    if isinstance(cell, str) and mark:
        return _naming(each, lambda: parse_money(cell, context.currency, decimal_mark=mark))
    return cell


def _naming(each: Field, read: Callable[[], object]) -> object:
    """What is read, or a refusal that names the field."""
    try:
        return read()
    except Invalid as problem:
        raise Invalid(f"{each.label}: {problem.message}", field=each.code, hint=problem.hint) from problem


def _dated(each: Field, cell: Cell, order: str | None, context: ParseContext) -> date | datetime | None:
    """A day or a moment; text in the order the column's dates are in."""
    value: object = cell
    if isinstance(cell, str):
        value = cell.strip()
        if order == "mdy":
            value = _MONTH_FIRST.sub(r"\3\2\1\2\4", cell, count=1)
        elif each.type == "date" and len(cell) == _ISO_LENGTH and cell[4] == cell[7] == "-":
            value = date.fromisoformat(cell)
    found: date | datetime | None = parse(each, value, context)
    if found is not None and found.year not in _YEARS:
        raise Invalid(f"{each.label}: the year {found.year} cannot be meant.", field=each.code)
    return found


def _choice(each: Field, cell: Cell, plan: ColumnPlan, target: TargetField | None) -> str:
    sort, meaning = meaning_of(cell, plan, target)
    if sort == "unfit":
        raise Invalid(f"{each.label}: “{meaning[:60]}” is not one of its choices.", field=each.code)
    return meaning if sort == "code" else _line(each, meaning) or ""


def _user(each: Field, cell: Cell, find_user: Callable[[str], str]) -> str:
    try:
        return find_user(value_text(cell))
    except NotFound as problem:
        raise Invalid(f"{each.label}: {problem.message}", field=each.code) from problem


def _time_zone(each: Field, cell: Cell) -> str:
    name = value_text(cell)
    try:
        return ZoneInfo(name).key
    except (KeyError, OSError) as problem:
        raise Invalid(f"{each.label}: “{name[:60]}” is not a time zone.", field=each.code) from problem
