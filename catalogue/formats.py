"""How languages write numbers, money and days, out of CLDR; ``python -m catalogue formats`` writes it down."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.localedata import locale_identifiers

WRITTEN_TO: Final = Path(__file__).parent.parent / "app" / "words" / "locale_data.py"

_LANGUAGE: Final = "ar"
_HEAD: Final = '''\
"""How Arabic writes numbers, money and days, and weeks begin: out of CLDR, by ``python -m catalogue formats``."""

from __future__ import annotations

from typing import Final

# ruff: noqa: E501

'''
_MONDAY: Final = 0
_RLM: Final = "\N{RIGHT-TO-LEFT MARK}"


def tables() -> dict[str, Any]:
    """The tables by their names in the program."""
    arabic = Locale(_LANGUAGE)
    regions = {each: Locale.parse(each) for each in sorted(locale_identifiers()) if each.startswith(f"{_LANGUAGE}_")}
    months, marks = _months(arabic), _marks(arabic)
    return {
        "MONTHS": months,
        "MONTHS_BY_REGION": {each.territory: found for each in regions.values() if (found := _months(each)) != months},
        "WEEKDAYS": ",".join(arabic.days["format"]["wide"][day] for day in range(7)),
        "SHORT_WEEKDAYS": ",".join(arabic.days["format"]["short"][day] for day in range(7)),
        "MARKS": marks,
        "MARKS_BY_REGION": {each.territory: own for each in regions.values() if (own := _marks(each)) != marks},
        "ARABIC_MARKS": _marks(arabic, "arab"),
        "CURRENCY_SIGNS": {
            code: sign.replace(_RLM, "")
            for code, sign in sorted(arabic.currency_symbols.items())
            if not sign.isascii() and any("\u0600" <= letter <= "\u06ff" for letter in sign)
        },
        "FIRST_WEEKDAYS": {day: " ".join(regions_of) for day, regions_of in sorted(_first_weekdays().items())},
    }


def source() -> str:
    """The module that has them."""
    return _HEAD + "".join(f"{name}: Final = {value!r}\n" for name, value in tables().items())


def write() -> None:
    """Write the module, which the formatter is to see to."""
    WRITTEN_TO.write_text(source(), encoding="utf-8")


def _months(locale: Locale) -> str:
    return ",".join(locale.months["format"]["wide"][month] for month in range(1, 13))


def _marks(locale: Locale, digits: str = "latn") -> tuple[str, str, str]:
    """The decimal mark, the mark between thousands, and the sign for per cent."""
    symbols = locale.number_symbols[digits]
    return symbols["decimal"], symbols["group"], symbols["percentSign"].replace("\u061c", "").replace("\u200e", "")


def _first_weekdays() -> dict[int, list[str]]:
    """The regions by the day their weeks begin with, where it is not Monday."""
    found: dict[int, set[str]] = {}
    for each in locale_identifiers():
        locale = Locale.parse(each)
        if locale.territory and locale.territory.isalpha() and locale.first_week_day != _MONDAY:
            found.setdefault(locale.first_week_day, set()).add(locale.territory)
    return {day: sorted(regions) for day, regions in found.items()}
