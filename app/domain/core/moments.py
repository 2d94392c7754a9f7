"""Times in words: reading "tomorrow 10", "+2d" or "غدا", and saying a moment in few cells."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from app.domain.core.errors import Invalid
from app.domain.core.folding import fold
from app.domain.core.moment_words import (
    MONTH_NAMES,
    NEAR_DAYS,
    NEAR_MONTHS,
    UNITS,
    WEEKDAY_NAMES,
)
from app.domain.core.spans import A_MINUTE, age, late_in_words
from app.domain.core.stamps import DAMAGED, is_damaged
from app.domain.core.suggestions import what_was_typed
from app.words import Message, formats, label, say, say_declared

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

#: When a day is named without a time.
DEFAULT_TIME: Final = time(9)

#: The years a moment, or a clock that stands still, may lie in: identities begin in 1970, and calendars must have
#: room ahead. A plain day may be a birthday.
FIRST_YEAR: Final = 1971
FIRST_YEAR_OF_DAYS: Final = 1900
LAST_YEAR: Final = 9000

_MOMENT_HINT: Final[Message] = "Write it like “tomorrow 10”, “tue 14:00”, “+2d”, “25 nov 16:30” or “2026-11-25 09:00”."
_DAY_HINT: Final[Message] = "Write it like “tomorrow”, “next tue”, “+2d”, “25 nov” or “2026-11-25”."
_DURATION_HINT: Final[Message] = "Write it like “12m”, “1h30” or “1:30”; a number alone is minutes."

_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}

# Patterns stay text until they are used: compiling them all would cost the first paint milliseconds.
_CLOCK: Final = r"(?:at |@ ?|الساعه )?(\d{1,2})(?:[:.](\d{2})(?::(\d{2}))?)? ?(am|pm|a|p|ص|م)?"
_CLOCK_AT_END: Final = rf"(?:^| )({_CLOCK}|(?:at )?(?:noon|midnight))$"
_NAMED_HOURS: Final = {"noon": 12, "midnight": 0}
_ISO_MOMENT: Final = r"\d{4}-\d{2}-\d{2}[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:z|[+-]\d{2}:?\d{2})?"
_WEEKDAY: Final = r"(?:on |next |this |coming |(last ))?([^\W\d]+)"
_SHIFT: Final = r"([+-]) ?(\d{1,6}) ?([^\W\d]+)"
_COUNTED: Final = (
    r"in (?:(\d{1,6}|an?) ?)?([^\W\d]+)|(\d{1,6}|an?) ?([^\W\d]+) ago|(?:قبل|منذ) (?:(\d{1,6}) ?)?([^\W\d]+)"
)


def parse_moment(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment a person means, in UTC.

    A day without a time means 09:00, a time without a day today; ``+2d`` keeps the time of day, and
    a weekday is the first one after today, with or without "next". Offsets are obeyed, other times are
    the zone's: one that a change to summer time skips moves forward, of one that comes twice the first
    is taken.

    Args:
        text: English or Arabic words, ISO 8601, or numbers with the day first.
        now: The present moment, aware.
        zone: The person's time zone.

    Raises:
        Invalid: The words name no moment, or one outside the years 1971 to 9000.
    """
    words = plain_words(text)
    try:
        moment = _moment(words, now, zone)
    except OverflowError as problem:
        raise _out_of_range(text, FIRST_YEAR) from problem
    except ValueError:
        moment = None
    if moment is None:
        raise Invalid(say("{text} is not a time.", text=what_was_typed(text)), hint=say_declared(_MOMENT_HINT))
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise _out_of_range(text, FIRST_YEAR)
    return moment


def parse_day(text: str, today: date) -> date:
    """The day a person means; one without a year is the next such day, today included.

    Args:
        text: English or Arabic words, ISO 8601, or numbers with the day first.
        today: The person's day.

    Raises:
        Invalid: The words name no day, the month before the day, or a day outside the years 1900 to 9000.
    """
    try:
        day = _day(plain_words(text), today)
    except OverflowError as problem:
        raise _out_of_range(text, FIRST_YEAR_OF_DAYS) from problem
    except ValueError:
        day = None
    if day is None:
        raise Invalid(say("{text} is not a day.", text=what_was_typed(text)), hint=say_declared(_DAY_HINT))
    if not FIRST_YEAR_OF_DAYS <= day.year <= LAST_YEAR:
        raise _out_of_range(text, FIRST_YEAR_OF_DAYS)
    return day


def parse_duration(text: str) -> timedelta:
    """How long something takes: ``12m``, ``1h30``, ``1:30`` (hours), ``1.5 hours``, or minutes alone.

    Raises:
        Invalid: It is no duration, or longer than 366 days.
    """
    words = plain_words(text)
    seconds: float | None = None
    if clock := re.fullmatch(r"(\d{1,3}):(\d{2})", words):
        seconds = int(clock[1]) * 3600 + int(clock[2]) * 60
    elif re.fullmatch(r"\d{1,6}", words):
        seconds = int(words) * 60
    elif words and re.fullmatch(r"(?:\d{1,6}(?:\.\d{1,3})? ?[^\W\d]+(?: |and )*)+(?:\d{1,2})?", words):
        seconds = _summed_seconds(words)
    if seconds is None or seconds > 366 * _SECONDS["d"]:
        raise Invalid(say("{text} is not a duration.", text=what_was_typed(text)), hint=say_declared(_DURATION_HINT))
    return timedelta(seconds=round(seconds))


_WEEK: Final = 7
_CELLS: Final = 12
"""The room of a moment in a list."""


def when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment in at most twelve cells: ``09:20`` today, ``Tue 14:00`` this coming week, else the date."""
    if is_damaged(moment):
        return label(DAMAGED)
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = formats.clock(local)
    ahead = (local.date() - today).days
    if ahead == 0:
        return clock
    if 0 < ahead < _WEEK:
        return f"{formats.short_weekday(local)} {clock}"
    if local.year != today.year:
        return formats.short_day(local, with_year=True)
    text = f"{formats.day_and_month(local, with_year=False)} {clock}"
    return text if len(text) <= _CELLS else f"{formats.day_in_numbers(local, with_year=False)} {clock}"


def lateness(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """How overdue a moment is, such as ``late 3d``; nothing within a minute of it, or when it is still ahead."""
    behind = _behind(moment, now, zone)
    return say("late {age}", age=age(behind)) if behind else ""


def lateness_in_words(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The same in a sentence, such as ``3 days late``."""
    behind = _behind(moment, now, zone)
    if not behind:
        return ""
    return late_in_words(behind)


def _behind(moment: datetime, now: datetime, zone: ZoneInfo) -> timedelta:
    """How overdue a moment is: from the next day on in whole days of the calendar, as people count them."""
    if is_damaged(moment) or now - moment < A_MINUTE:
        return timedelta()
    days = (now.astimezone(zone).date() - moment.astimezone(zone).date()).days
    return timedelta(days=days) if days else now - moment


def standing(start: datetime, end: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """How far a plan is, such as ``in 20m``, ``under way``, or ``late 2d`` when it was to be over by then."""
    if is_damaged(start):
        return label(DAMAGED)
    if end is not None and start <= now < end:
        return say("under way")
    ahead = start - now
    is_now = ahead < A_MINUTE
    return lateness(end or start, now, zone) or (age(ahead) if is_now else say("in {age}", age=age(ahead)))


def day_heading(day: date, today: date) -> str:
    """A day as the heading of a list: ``Today``, ``Tomorrow``, ``Yesterday``, ``Fri 20 Nov``."""
    if is_damaged(day):
        return label(DAMAGED)
    match (day - today).days:
        case -1:
            return say("Yesterday")
        case 0:
            return say("Today")
        case 1:
            return say("Tomorrow")
    return formats.full_day(day, with_year=day.year != today.year)


def short_day(day: date, today: date) -> str:
    """A day in at most eleven cells, such as ``25 Nov``."""
    if is_damaged(day):
        return label(DAMAGED)
    return formats.short_day(day, with_year=day.year != today.year)


def plain_words(text: str) -> str:
    """The text folded, in English words, and with commas out of the way."""
    folded = " ".join(fold(text).replace(",", " ").replace("،", " ").split())
    if folded.isascii():
        return folded
    from app.domain.core.arabic_times import in_english

    return in_english(folded)


def _moment(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment of folded words, or None."""
    if words == "now":
        return now.astimezone(UTC)
    if re.fullmatch(_ISO_MOMENT, words):
        return _iso_moment(words, zone)
    this_minute = now.replace(second=0, microsecond=0)
    elapsed = _elapsed(words)
    if elapsed is not None:
        return (this_minute + elapsed).astimezone(UTC)
    local = _wall_time(words, this_minute.astimezone(zone).replace(tzinfo=None))
    return None if local is None else _placed(local, zone)


def _wall_time(words: str, this_minute: datetime) -> datetime | None:
    """The wall time of words that name a day, a time of day or both, or None."""
    today = this_minute.date()
    day = _day(words, today)
    if day is not None:
        return datetime.combine(day, this_minute.time() if re.fullmatch(_SHIFT, words) else DEFAULT_TIME)
    found = re.search(_CLOCK_AT_END, words)
    clock = _clock(found[1]) if found else None
    if found is None or clock is None or words.isdecimal():  # a number alone may be a day or an hour
        return None
    before = words[: found.start()].strip()
    day = _day(before, today) if before else today
    return None if day is None else datetime.combine(day, clock)


def _placed(local: datetime, zone: ZoneInfo) -> datetime:
    """The UTC moment of a wall time: skipped ones forward by the gap, of doubled ones the first."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def _iso_moment(words: str, zone: ZoneInfo) -> datetime:
    day, clock = words[:10], words[11:].replace(" ", "").replace("z", "+00:00")
    hour, rest = clock.split(":", 1)
    stated = datetime.fromisoformat(f"{day}T{hour:0>2}:{rest}")
    return stated.astimezone(UTC) if stated.tzinfo else _placed(stated, zone)


def _elapsed(words: str) -> timedelta | None:
    """Hours, minutes or seconds from now in the words; None for days and everything else."""
    if shift := re.fullmatch(_SHIFT, words):
        sign, count, name = -1 if shift[1] == "-" else 1, shift[2], shift[3]
    elif counted := re.fullmatch(_COUNTED, words):
        sign, count, name = _counting(counted)
    else:
        return None
    unit = UNITS.get(name)
    if unit not in {"s", "m", "h"}:
        return None
    return timedelta(seconds=sign * _count(count) * _SECONDS[unit])


def _day(words: str, today: date) -> date | None:
    """The day of folded words, or None."""
    if words in NEAR_DAYS:
        return today + timedelta(days=NEAR_DAYS[words])
    if words in NEAR_MONTHS:
        return _months_on(today, NEAR_MONTHS[words])
    if (weekday := _weekday(words, today)) is not None:
        return weekday
    if shift := re.fullmatch(_SHIFT, words):
        return _days_on(today, -1 if shift[1] == "-" else 1, shift[2], shift[3])
    if counted := re.fullmatch(_COUNTED, words):
        return _days_on(today, *_counting(counted))
    return _named_day(words, today) or _calendar_day(words, today)


def _named_day(words: str, today: date) -> date | None:
    """A day of the calendar with its day of the week before it; None for other words.

    Raises:
        Invalid: It is another day of the week.
    """
    name, _, rest = words.removeprefix("on ").partition(" ")
    weekday = WEEKDAY_NAMES.get(name)
    day = _calendar_day(rest, today) if weekday is not None else None
    if day is None or day.weekday() == weekday:
        return day
    raise Invalid(
        say("{day} is a {weekday}.", day=formats.day_and_month(day, with_year=True), weekday=formats.weekday(day)),
        hint=say("Leave out the day of the week, or write the year."),
    )


def _weekday(words: str, today: date) -> date | None:
    """The first day of that name after today, or the last one before where that is said; None for other words."""
    found = re.fullmatch(_WEEKDAY, words)
    wanted = WEEKDAY_NAMES.get(found[2]) if found else None
    if found is None or wanted is None:
        return None
    if found[1]:
        return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _counting(counted: re.Match[str]) -> tuple[int, str, str]:
    """Forwards or back, how many, and of what."""
    number, name = next((counted[at], counted[at + 1]) for at in (1, 3, 5) if counted[at + 1] is not None)
    return 1 if counted[2] is not None else -1, number or "1", name


def _days_on(today: date, sign: int, count: str, name: str) -> date | None:
    """So many days, weeks or months from today; None for other units."""
    unit = UNITS.get(name)
    if unit in {"mo", "y"}:
        return _months_on(today, sign * _count(count) * (12 if unit == "y" else 1))
    if unit not in {"d", "w"}:
        return None
    return today + timedelta(days=sign * _count(count) * (7 if unit == "w" else 1))


def _count(written: str) -> int:
    return int(written) if written.isdecimal() else 1


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, or its last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_of_next - timedelta(days=1)).day))


def _calendar_day(words: str, today: date) -> date | None:
    """A day by number and month; the day comes before the month unless the year comes first."""
    if iso := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", words):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?", words):
        if int(numbers[3]) > 12 >= int(numbers[1]):
            raise Invalid(
                say("“{text}” has no such month; the day comes before the month.", text=words),
                hint=say("Write it like “25/11/2026” or “2026-11-25”."),
            )
        return _in_year(int(numbers[1]), int(numbers[3]), numbers[4], today)
    named = re.fullmatch(r"(?:on )?(\d{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?([^\W\d]+)\.?[ -]?(\d{4})?", words)
    if named and named[2] in MONTH_NAMES:
        return _in_year(int(named[1]), MONTH_NAMES[named[2]], named[3], today)
    month_first = re.fullmatch(r"(?:on )?([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", words)
    if month_first and month_first[1] in MONTH_NAMES:
        return _in_year(int(month_first[2]), MONTH_NAMES[month_first[1]], month_first[3], today)
    return None


def _in_year(day: int, month: int, year: str | None, today: date) -> date:
    """The day in the year given, or in the first year that has it from today on."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for candidate in range(today.year, today.year + 9):
        leap = candidate % 4 == 0 and (candidate % 100 != 0 or candidate % 400 == 0)
        if (month, day) == (2, 29) and not leap:
            continue
        if date(candidate, month, day) >= today:
            return date(candidate, month, day)
    raise ValueError("no such day")


def _clock(words: str) -> time | None:
    """The time of day in folded words, or None."""
    named = _NAMED_HOURS.get(words.removeprefix("at "))
    if named is not None:
        return time(named)
    parts = re.fullmatch(_CLOCK, words)
    if parts is None:
        return None
    hour, half = int(parts[1]), parts[4] or ""
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pم" else 0)
    return time(hour, int(parts[2] or 0), int(parts[3] or 0))


def _summed_seconds(words: str) -> float | None:
    """The seconds of numbers with units; a number behind hours alone is minutes (``1h30``)."""
    total = 0.0
    for number, name in re.findall(r"(\d+(?:\.\d+)?) ?([^\W\d]*)", words):
        unit = UNITS.get(name.removesuffix("and"), "") if name else "m"
        if unit not in _SECONDS:
            return None
        total += float(number) * _SECONDS[unit]
    return total


def _out_of_range(text: str, first: int) -> Invalid:
    return Invalid(
        say("{text} is outside the years {first} to {last}.", text=what_was_typed(text), first=first, last=LAST_YEAR),
        hint=say("Give a year from {first} to {last}.", first=first, last=LAST_YEAR),
    )
