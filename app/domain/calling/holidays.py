"""Public holidays of countries, as the library knows them; it is loaded when one is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache


def holiday_of(country: str, day: date) -> str:
    """What public holiday a day is in a country; empty for none, and for a country that is not known."""
    return _of_year(country, day.year).get(day, "") if country else ""


@lru_cache(maxsize=512)
def _of_year(country: str, year: int) -> Mapping[date, str]:
    import holidays

    try:
        return dict(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return {}
