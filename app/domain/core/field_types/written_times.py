"""Days and moments as lists write them: numbers in some order, months by name, zones, and days counted by workbooks."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import Final

from app.domain.core.folding import fold
from app.domain.core.moment_words import MONTH_NAMES

#: Days a workbook counts from here; those of 1954 to 2119 are believed.
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no zone
_SERIAL_DAYS: Final = (20_000, 80_000)
#: Seconds since 1970 that lie in the years 2001 to 2065, and the same in thousandths.
_SECONDS: Final = (1_000_000_000, 3_000_000_000)

_FURTHER_MONTHS: Final = {
    1: "januar jänner janvier janv enero ene gennaio gen janeiro januari",
    2: "februar feber février févr fevr febrero febbraio fevereiro fev februari",
    3: "märz mrz mars marzo março maart mrt",
    4: "avril avr abril abr aprile",
    5: "mai mayo maggio mag maio mei",
    6: "juni juin junio giugno giu junho",
    7: "juli juillet juil julio luglio lug julho",
    8: "août aout agosto ago augustus",
    9: "septembre septiembre settembre set setembro",
    10: "oktober okt octobre octubre ottobre ott outubro out",
    11: "novembre noviembre novembro",
    12: "dezember dez décembre déc diciembre dic dicembre dezembro",
}
_LONGEST: Final = 90
_HOURS_EAST: Final = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "gst": 4,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip

_WEEKDAY: Final = r"(?:[^\W\d]{2,10}\.?,? +)?"
_NAME: Final = r"([^\W\d]+(?: (?!de )[^\W\d]+)?)"
_DAYS: Final = (
    ("numbers", re.compile(rf"{_WEEKDAY}(\d{{1,4}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{1,2}})(?!\d)")),
    ("day_name", re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|\.)?[-/. ]+(?:of |de )?{_NAME}(?:\.|,| de)?[-/ ]*(\d{{4}}|\d{{2}})(?!\d|:)")),  # noqa: E501
    ("name_day", re.compile(rf"{_WEEKDAY}{_NAME}\.?[- ](\d{{1,2}})(?:st|nd|rd|th)?[, -]+(\d{{4}})(?!\d)")),
    ("year_name", re.compile(rf"(\d{{4}})[-/ ]{_NAME}\.?[-/ ](\d{{1,2}})(?!\d)")),
)  # fmt: skip
_CLOCK: Final = re.compile(
    r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(?: uhr)? ?(am|pm|a\.m\.|p\.m\.|ص|م)? ?"
    r"(?:\(?(?:utc|gmt)?([+-]\d{1,2}):?(\d{2})?\)?|([a-z]{1,4}))?(?: ?\(.*\))?"
)


def written_time(text: str, order: str | None, *, chosen: bool, today: date) -> date | datetime | None:
    """The day or moment of a text with a whole date in it; None where it is written in another way.

    Args:
        text: As it stands in a list.
        order: dmy or mdy, for numbers that could be either; the day comes first if left out.
        chosen: Whether no other order may be meant, even if a number is too large for it.
        today: Decides the century of a year of two digits: it is at most ten years ahead.

    Raises:
        ValueError: There is no such day or time.
    """
    words = fold(text) if len(text) <= _LONGEST else ""
    for form, pattern in _DAYS:
        found = pattern.match(words)
        day = _day(form, found.groups(), order, today, chosen=chosen) if found else None
        if day is None or found is None:
            continue
        rest = words[found.end() :].lstrip("t,@ -").strip()
        if not rest:
            return day
        moment = _clock(rest)
        return None if moment is None else datetime.combine(day, moment)
    return None


def counted_time(number: float) -> date | datetime | None:
    """The day or moment that a number counts to: days as workbooks do, or seconds since 1970; None for another."""
    if _SERIAL_DAYS[0] <= number < _SERIAL_DAYS[1]:
        moment = _FIRST_DAY + timedelta(seconds=round(number * 86_400))
        return moment.date() if moment.time() == time() else moment
    for parts in (1, 1000):
        if _SECONDS[0] <= number / parts < _SECONDS[1]:
            return datetime.fromtimestamp(number / parts, UTC).replace(microsecond=0)
    return None


def _day(form: str, parts: tuple[str, ...], order: str | None, today: date, *, chosen: bool) -> date | None:
    """The day of the parts that a pattern found; None where a word among them is no month."""
    if form == "numbers":
        return _of_numbers(parts[0], parts[2], parts[3], order, today, chosen=chosen)
    places = {"day_name": (2, 1, 0), "name_day": (2, 0, 1), "year_name": (0, 1, 2)}[form]
    year, name, day = (parts[place] for place in places)
    month = _months().get(name)
    return None if month is None else date(_year(year, today), month, int(day))


def _of_numbers(first: str, second: str, third: str, order: str | None, today: date, *, chosen: bool) -> date | None:
    if len(first) > 2:
        return date(int(first), int(second), int(third)) if len(first) == 4 else None
    if len(third) == 1:
        return None
    if order == "ymd" and len(third) == 2:
        return date(_year(first, today), int(second), int(third))
    month_first = order == "mdy"
    if not chosen and int(second if not month_first else first) > 12 >= int(first if not month_first else second):
        month_first = not month_first
    day, month = (second, first) if month_first else (first, second)
    return date(_year(third, today), int(month), int(day))


def _year(written: str, today: date) -> int:
    if len(written) == 4:
        return int(written)
    year = today.year // 100 * 100 + int(written)
    return year - 100 if year > today.year + 10 else year


def _clock(words: str) -> time | None:
    """The time of day of folded words, with its offset where they give one; None where they are none."""
    found = _CLOCK.fullmatch(words)
    if found is None:
        return None
    hour, minute, second, half, east, quarter, zone = found.groups()
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half[0] in "pم" else 0)
    offset: timedelta | None = None
    if east:
        beyond = timedelta(minutes=int(quarter or 0))
        offset = timedelta(hours=int(east)) + (-beyond if east[0] == "-" else beyond)
    elif zone:
        if zone not in _HOURS_EAST:
            return None
        offset = timedelta(hours=_HOURS_EAST[zone])
    return time(hours, int(minute), int(second or 0), tzinfo=None if offset is None else timezone(offset))


@cache
def _months() -> dict[str, int]:
    """Months by their folded names in the languages lists come in."""
    further = {fold(name): month for month, names in _FURTHER_MONTHS.items() for name in names.split()}
    return {**further, **MONTH_NAMES}
