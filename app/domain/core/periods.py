"""Days, moments and periods in words: what “14 days ago” or “this month” covers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.words import say

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

#: The words for a length of time, by the unit of calendar or clock they count.
UNITS = {
    fold(name): unit
    for unit, names in {
        "minute": ("minute", "minutes", "min", "mins"),
        "hour": ("hour", "hours", "hr", "hrs"),
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "quarter": ("quarter", "quarters"),
        "year": ("year", "years"),
    }.items()
    for name in names
}
#: Years a query may name; databases and zones agree about these.
FIRST_YEAR, LAST_YEAR = 1900, 2199

_AGO = re.compile(r"(\d{1,6}|an?) (\w+) ago|(?:قبل|منذ) (\d{1,6}) (\w+)")
_AHEAD = re.compile(r"in (\d{1,6}|an?) (\w+)")
_RUN = re.compile(r"(last|past|next) (\d{1,6}) (\w+)")
_NEAR = re.compile(r"(this|last|past|next) (\w+)")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_STEPS = {"this": 0, "last": -1, "past": -1, "next": 1}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_SECONDS = {"minute": 60, "hour": 3600}


@dataclass(frozen=True, slots=True)
class Period:
    """What a day, moment or period covers.

    Attributes:
        start: When it begins, UTC.
        end: When it is over, UTC; the same as the start for an exact moment.
        first: Its first day in the user's zone.
        after: The day after its last.
    """

    start: datetime
    end: datetime
    first: date
    after: date


def parse_period(text: str, now: datetime, zone: ZoneInfo, first_weekday: int = 0) -> Period:
    """The period a text means: a day covers the whole day, ``2 hours ago`` is a moment.

    Weeks begin on Monday, unless another day is given; ``last 30 days`` end with today, ``next 30 days`` begin with it.

    Args:
        text: ``today``, ``14 days ago``, ``in 3 days``, ``this month``, ``last 30 days``, ``next friday``,
            ``2026-11-24``, ``2026-11-24 10:00``, or what forms read as a day or a time.
        now: The present moment, aware.
        zone: The user's zone; days begin and end in it.
        first_weekday: The day weeks begin with, from 0 for Monday.

    Raises:
        Invalid: It names no day or time, or one outside 1900 to 2199.
    """
    from app.domain.core.moments import plain_words

    try:
        words = fold(text) if text.isascii() else plain_words(text)
        period = (
            _moment_near(words, now, zone)
            or _days_near(words, now.astimezone(zone).date(), zone, first_weekday)
            or _clocked(words, now, zone)
            or _day(words, now.astimezone(zone).date(), zone)
        )
    except (Invalid, OverflowError, ValueError):
        period = None
    if period is None or not FIRST_YEAR <= period.first.year <= period.after.year <= LAST_YEAR:
        raise Invalid(
            say("“{text}” is not a day or time.", text=text[:40]),
            hint=say("Write it like today, 14 days ago, in 3 days, this month or 2026-11-24."),
        )
    return period


def _moment_near(words: str, now: datetime, zone: ZoneInfo) -> Period | None:
    """Now, or minutes and hours from now."""
    if words == "now":
        return _moment(now, zone)
    for pattern, sign in ((_AGO, -1), (_AHEAD, 1)):
        if found := pattern.fullmatch(words):
            count, unit = _counted(found)
            if unit in _SECONDS:
                return _moment(now + timedelta(seconds=sign * count * _SECONDS[unit]), zone)
    return None


def _days_near(words: str, today: date, zone: ZoneInfo, first_weekday: int) -> Period | None:
    """Days counted from today, and periods named by where today stands in them."""
    for pattern, sign in ((_AGO, -1), (_AHEAD, 1)):
        if found := pattern.fullmatch(words):
            count, unit = _counted(found)
            return _days(*_one_day(_moved(today, unit, sign * count)), zone)
    if found := _RUN.fullmatch(words):
        count, unit = int(found[2]), UNITS.get(found[3], "")
        ends = (today, _moved(today, unit, _STEPS[found[1]] * count))
        return _days(ends[0], ends[1], zone) if found[1] == "next" else _days(_next(ends[1]), _next(today), zone)
    if (found := _NEAR.fullmatch(words)) and found[2] in UNITS:
        unit = UNITS[found[2]]
        first = _moved(_beginning(today, unit, first_weekday), unit, _STEPS[found[1]])
        return _days(first, _moved(first, unit, 1), zone)
    return None


def _counted(found: re.Match[str]) -> tuple[int, str]:
    """The number and the unit of a match; no unit for a word that is none."""
    count, unit = (each for each in found.groups() if each is not None)
    return int(count) if count.isdecimal() else 1, UNITS.get(unit, "")


def _moved(day: date, unit: str, count: int) -> date:
    """The day so many units later; a month that is too short gives its last day."""
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    if unit not in _MONTHS:
        raise ValueError(f"{unit!r} is no unit of the calendar")
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def _beginning(day: date, unit: str, first_weekday: int) -> date:
    """The first day of the week, month, quarter or year a day is in."""
    if unit == "week":
        return day - timedelta(days=(day.weekday() - first_weekday) % 7)
    if unit in _MONTHS:
        return date(day.year, (day.month - 1) // _MONTHS[unit] * _MONTHS[unit] + 1, 1)
    return day


def _clocked(words: str, now: datetime, zone: ZoneInfo) -> Period | None:
    """A time of day on some day, to the minute."""
    if not _CLOCK.search(words):
        return None
    from app.domain.core.moments import parse_moment

    moment = parse_moment(words, now, zone)
    day = moment.astimezone(zone).date()
    return Period(moment, moment + timedelta(minutes=1), day, _next(day))


def _day(words: str, today: date, zone: ZoneInfo) -> Period:
    from app.domain.core.moments import parse_day

    return _days(*_one_day(parse_day(words, today)), zone)


def _moment(moment: datetime, zone: ZoneInfo) -> Period:
    day = moment.astimezone(zone).date()
    return Period(moment.astimezone(UTC), moment.astimezone(UTC), day, _next(day))


def _one_day(day: date) -> tuple[date, date]:
    return day, _next(day)


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _days(first: date, after: date, zone: ZoneInfo) -> Period:
    """The period from the beginning of one day to the beginning of another, in a zone."""
    if first.year < FIRST_YEAR:
        raise ValueError("too early for time zones")
    start, end = (datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC) for day in (first, after))
    return Period(start, end, first, after)
