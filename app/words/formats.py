"""Formats: numbers, money and days as the language of the moment writes them.

Only what people read passes here: codes, what is kept, and what programs read are the same in every language.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from app.words import locale_data
from app.words.language import language

_ENGLISH_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENGLISH_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ARABIC: Final = "ar"
_LATIN_DIGITS, _ARABIC_DIGITS = "0123456789", "٠١٢٣٤٥٦٧٨٩"
_TO_ARABIC_DIGITS: Final = str.maketrans(_LATIN_DIGITS, _ARABIC_DIGITS)
#: The most cells of a day in a list, and of a day of the week there.
_SHORT: Final = 11
#: The room for what was understood of a field, in cells.
_NOTE: Final = 18


class _Forms:
    """What people chose; one for the whole program, whose user is one person."""

    def __init__(self) -> None:
        self.digits = "latin"
        self.region = ""


_forms = _Forms()


def use_forms(*, digits: str = "latin", region: str = "") -> None:
    """Write numbers and days in the forms of a region from now on.

    Args:
        digits: latin, or arabic for ٠ to ٩ where Arabic is spoken.
        region: The ISO 3166 code of the country; empty where it is not known.
    """
    _forms.digits, _forms.region = digits, region.upper()


def digits(text: str) -> str:
    """A text of digits, such as a time of day, in the digits people want."""
    return text.translate(_TO_ARABIC_DIGITS) if _has_arabic_digits() else text


def number(value: float | Decimal, form: str = ",") -> str:
    """A number with its thousands apart.

    Args:
        value: The number.
        form: Python's format of it.
    """
    return _marked(format(value, form))


def percent(value: float | Decimal) -> str:
    """A percentage with its sign: 12 is twelve of a hundred."""
    return f"{number(value)}{_marks()[2]}" if _is_arabic() else f"{value:,} %"


def money(amount: Decimal, currency: str) -> str:
    """An amount in major units and its currency; no decimals where it has only noughts."""
    written = number(amount, ",.0f" if amount == amount.to_integral_value() else ",f")
    if not _is_arabic():
        return f"{currency} {written}"
    return f"{written}\N{NO-BREAK SPACE}{locale_data.CURRENCY_SIGNS.get(currency, currency)}"


def clock(moment: datetime) -> str:
    """The time of day of a moment in its zone, such as ``09:20``."""
    return digits(f"{moment:%H:%M}")


def weekday(day: date) -> str:
    """The name of a day of the week: three letters in English, whole in Arabic."""
    return _weekdays(locale_data.WEEKDAYS)[day.weekday()]


def short_weekday(day: date) -> str:
    """The name of a day of the week in at most eight cells."""
    return _weekdays(locale_data.SHORT_WEEKDAYS)[day.weekday()]


def day_and_month(day: date, *, with_year: bool) -> str:
    """A day such as ``25 Nov`` or ``25 Nov 2026``."""
    months = _ENGLISH_MONTHS if not _is_arabic() else _arabic_months()
    return digits(f"{day.day} {months[day.month - 1]}{f' {day.year}' if with_year else ''}")


def month_name(day: date, *, with_year: bool) -> str:
    """The month of a day, such as ``Nov`` or ``Nov 2026``."""
    months = _ENGLISH_MONTHS if not _is_arabic() else _arabic_months()
    return digits(f"{months[day.month - 1]}{f' {day.year}' if with_year else ''}")


def short_day(day: date, *, with_year: bool) -> str:
    """The same in at most eleven cells: in numbers where the name of the month is too long."""
    text = day_and_month(day, with_year=with_year)
    return text if len(text) <= _SHORT else day_in_numbers(day, with_year=with_year)


def day_in_numbers(day: date, *, with_year: bool) -> str:
    """A day by its numbers, the day first: ``25/11`` or ``25/11/2026``."""
    return digits(f"{day.day}/{day.month}{f'/{day.year}' if with_year else ''}")


def full_day(day: date, *, with_year: bool) -> str:
    """A day with its day of the week, such as ``Fri 20 Nov``."""
    between = "، " if _is_arabic() else " "
    return f"{weekday(day)}{between}{day_and_month(day, with_year=with_year)}"


def brief_day(day: date, *, with_year: bool, beside_clock: bool = False) -> str:
    """A day with its day of the week where there is little room: in Arabic with the month's number if need be."""
    if not _is_arabic():
        return full_day(day, with_year=with_year)
    named = f"{short_weekday(day)} {day_and_month(day, with_year=with_year)}"
    is_short = len(named) <= _NOTE and not beside_clock
    return named if is_short else f"{short_weekday(day)} {day_in_numbers(day, with_year=with_year)}"


def first_weekday(region: str) -> int:
    """The day weeks begin with in a country, from 0 for Monday; Monday where the country is not known."""
    return next((day for day, regions in locale_data.FIRST_WEEKDAYS.items() if region in regions.split()), 0)


def shown(value: Any) -> Any:
    """A number as the place of a sentence writes it, whatever its format there; anything else as it is."""
    is_number = type(value) in (int, float, Decimal)
    return _Shown(value) if is_number and _is_arabic() else value


class _Shown:
    """A number that is written as people want it when a sentence formats it."""

    def __init__(self, value: float | Decimal) -> None:
        self._value = value

    def __format__(self, form: str) -> str:
        return _marked(format(self._value, form))

    def __str__(self) -> str:
        return _marked(str(self._value))


def _is_arabic() -> bool:
    return language() == _ARABIC


def _has_arabic_digits() -> bool:
    return _forms.digits == "arabic" and _is_arabic()


def _marks() -> Sequence[str]:
    """The decimal mark, the mark between thousands, and the sign for per cent."""
    if _has_arabic_digits():
        return locale_data.ARABIC_MARKS
    return locale_data.MARKS_BY_REGION.get(_forms.region, locale_data.MARKS)


def _marked(written: str) -> str:
    """A number as Python writes it, with the digits and marks of the language."""
    if not _is_arabic():
        return written
    decimal, group, _ = _marks()
    return digits(written.translate({ord("."): decimal, ord(","): group}))


def _weekdays(arabic: str) -> Sequence[str]:
    return arabic.split(",") if _is_arabic() else _ENGLISH_WEEKDAYS


def _arabic_months() -> Sequence[str]:
    return locale_data.MONTHS_BY_REGION.get(_forms.region, locale_data.MONTHS).split(",")
