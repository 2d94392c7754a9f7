"""Types that hold a time: a day, or a moment."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, TypeVar

from app.domain.core.errors import Invalid
from app.domain.core.field_types.base import CellContext, Field, FieldType, LocalTime, ParseContext
from app.domain.core.field_types.comparisons import DAY, MOMENT
from app.words import Message, formats, say

AnyDay = TypeVar("AnyDay", date, datetime)

_YEARS = range(1900, 2200)
_COUNTED = re.compile(r"\d{5}(?:\.\d{1,15})?|\d{10}|\d{13}")
_ISO_LENGTH = 10
_PERIODS = (
    "today",
    "yesterday",
    "tomorrow",
    "7 days ago",
    "in 7 days",
    "this week",
    "last 30 days",
    "this month",
)


class Day(FieldType):
    """A day of the calendar."""

    name = "date"
    noun: Message = "dates"
    value_class = date
    comparison = DAY
    query_words = _PERIODS
    has_preview = True
    has_date_order = True
    cell_shapes = frozenset({"date", "moment"})

    def parse(self, field: Field, value: object, context: ParseContext) -> date:
        """A day as people write it, seen from today where the user is."""
        from app.domain.core.moments import parse_day

        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return parse_day(str(value), context.now.astimezone(context.zone).date())

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> date:
        """A day as its column writes it."""
        written = cell.strip() if isinstance(cell, str) else ""
        if cells.date_order != "mdy" and len(written) == _ISO_LENGTH and written[4] == written[7] == "-":
            return _likely(date.fromisoformat(written))
        return _likely(self.parse(field, _of_list(cell, cells), cells.parse_context))

    def takes(self, text: str, shape: str) -> bool:
        """A date, or what a workbook counts to one."""
        return super().takes(text, shape) or _counts_days(text, shape)

    def from_plain(self, plain: Any) -> date:
        """The day in ISO 8601."""
        return date.fromisoformat(plain)

    def display(self, field: Field, value: date, at: LocalTime) -> str:
        """In at most eleven cells, such as ``25 Nov``."""
        from app.domain.core.moments import short_day

        return short_day(value, at.now.astimezone(at.zone).date())

    def written(self, field: Field, value: date, context: ParseContext) -> str:
        """In ISO 8601."""
        return value.isoformat()

    def preview(self, field: Field, value: date, context: ParseContext) -> str:
        """With its day of the week."""
        return _weekday(value, context)


class Moment(FieldType):
    """A moment, kept in UTC."""

    name = "moment"
    noun: Message = "dates with times"
    value_class = datetime
    comparison = MOMENT
    query_words = _PERIODS
    has_preview = True
    has_date_order = True
    cell_shapes = frozenset({"date", "moment"})

    def parse(self, field: Field, value: object, context: ParseContext) -> datetime:
        """A moment as people write it, in the user's zone where it names none."""
        from app.domain.core.moments import parse_moment

        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=context.zone)
        return parse_moment(str(value), context.now, context.zone)

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> datetime:
        """A moment as its column writes it."""
        found = _of_list(cell, cells)
        plain = found if isinstance(found, datetime) else str(found)
        return _likely(self.parse(field, plain, cells.parse_context))

    def takes(self, text: str, shape: str) -> bool:
        """A date, or what a workbook counts to one."""
        return super().takes(text, shape) or _counts_days(text, shape)

    def from_plain(self, plain: Any) -> datetime:
        """The moment in ISO 8601.

        Raises:
            ValueError: It has no offset, so that nobody knows which moment it is.
        """
        moment = datetime.fromisoformat(plain)
        if moment.tzinfo is None:
            raise ValueError("a moment without an offset")
        return moment

    def display(self, field: Field, value: datetime, at: LocalTime) -> str:
        """In at most twelve cells, in the user's zone."""
        from app.domain.core.moments import when

        return when(value, at.now, at.zone)

    def written(self, field: Field, value: datetime, context: ParseContext) -> str:
        """Day and time in the user's zone."""
        return f"{value.astimezone(context.zone):%Y-%m-%d %H:%M}"

    def preview(self, field: Field, value: datetime, context: ParseContext) -> str:
        """With its day of the week, in the user's zone."""
        local = value.astimezone(context.zone)
        return f"{_weekday(local.date(), context, beside_clock=True)} {formats.clock(local)}"


def _of_list(cell: object, cells: CellContext) -> object:
    """A cell as the day or moment that lists write or count so; any other as people type it."""
    from app.domain.core.field_types.written_times import counted_time, written_time

    if isinstance(cell, str):
        text = cell.strip()
        number = float(text) if _COUNTED.fullmatch(text) else None
        today = cells.parse_context.now.astimezone(cells.parse_context.zone).date()
        found = (
            written_time(text, cells.date_order, chosen=cells.form_chosen, today=today)
            if number is None
            else counted_time(number)
        )
        return text if found is None else found
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        counted = counted_time(cell)
        return cell if counted is None else counted
    return cell


def _counts_days(text: str, shape: str) -> bool:
    from app.domain.core.field_types.written_times import counted_time

    return shape in {"integer", "decimal"} and bool(_COUNTED.fullmatch(text)) and counted_time(float(text)) is not None


def _likely(found: AnyDay) -> AnyDay:
    """A day or moment of a file, unless its year tells that it is something else."""
    if found.year not in _YEARS:
        raise Invalid(say("the year {year} cannot be meant.", year=found.year))
    return found


def _weekday(day: date, context: ParseContext, *, beside_clock: bool = False) -> str:
    this_year = day.year == context.now.astimezone(context.zone).year
    return formats.brief_day(day, with_year=not this_year, beside_clock=beside_clock)
