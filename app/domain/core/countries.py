"""Countries: the ISO 3166 code behind whatever a list or a person calls one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from app.data_files import data_path
from app.domain.core.folding import letters_of

_ARTICLE: Final = "ال"
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FLAG_LETTER: Final = 0x1F1E6 - ord("A")
#: A code beside a name, as in ``AE - United Arab Emirates`` or ``Germany (DE)``.
_CODE_BESIDE: Final = re.compile(r"([A-Z]{2,3})\s*[-–—:,/|]\s*\S.*|\S.*[(\[]([A-Z]{2,3})[)\]]")


@lru_cache(maxsize=4096)
def region_of(country: str) -> str:
    """The ISO 3166 code of two letters, in capitals, of a country's name or code; empty for what is none.

    Args:
        country: Its name in English, Arabic or another large language, its code of two or three letters, or its flag.
    """
    flag = _FLAG.search(country)
    if flag:
        country = "".join(chr(ord(letter) - _FLAG_LETTER) for letter in flag[0])
    names = _regions()
    key = letters_of(country)
    if key.isdecimal():
        return _dialled(key)
    found = names.get(key) or names.get(key.removeprefix(_ARTICLE))
    if found is None and (beside := _CODE_BESIDE.fullmatch(country.strip())):
        found = names.get(letters_of(beside[1] or beside[2]))
    return found or ""


def is_region(code: str) -> bool:
    """Whether a country has this code of two letters, in any case; looked up without reading all names."""
    if not re.fullmatch("[A-Za-z]{2}", code):
        return False
    return f"\n{code.upper()} = [" in data_path("countries.toml").read_text(encoding="utf-8")


def _dialled(digits: str) -> str:
    """The region of a country code as it is dialled, such as 971 or 00971; of several the largest."""
    import phonenumbers

    region = str(phonenumbers.region_code_for_country_code(int(digits[-4:])))
    return region if region.isalpha() and region != "ZZ" else ""


def region_beside(country: str | None, region: str) -> str:
    """The region whose national numbers are meant beside a country: the country's own where it is known.

    Args:
        country: What stands beside a number for its country, if anything does.
        region: ISO 3166 code for numbers without a country.
    """
    return (region_of(country) if country else "") or region


@cache
def _regions() -> Mapping[str, str]:
    """The code of each country by its names, as letters alone; Arabic ones with and without the article."""
    import tomllib

    with data_path("countries.toml").open("rb") as stream:
        countries: dict[str, list[str]] = tomllib.load(stream)
    found: dict[str, str] = {}
    for code, names in countries.items():
        for name in (code, *names):
            key = letters_of(name)
            found.setdefault(key, code)
            found.setdefault(key.removeprefix(_ARTICLE), code)
    return found
