"""Public holidays of countries, as the library knows them; it is loaded when one is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from app.words import language


def holiday_of(country: str, day: date) -> str:
    """What public holiday a day is in a country; empty for none, and for a country that is not known."""
    return holidays_of(country, day.year).get(day, "")


def holidays_of(country: str, year: int) -> Mapping[date, str]:
    """The public holidays of a country in a year; none for a country that is not known."""
    return _of_year(country, year, "ar" if language() == "ar" else "en_US") if country else {}


@lru_cache(maxsize=512)
def _of_year(country: str, year: int, language: str) -> Mapping[date, str]:
    import holidays

    try:
        return dict(holidays.country_holidays(country, years=year, language=language))
    except NotImplementedError:
        return {}
