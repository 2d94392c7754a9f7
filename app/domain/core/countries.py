"""Countries: the ISO 3166 code behind whatever a list or a person calls one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from app.data_files import data_path
from app.domain.core.folding import fold, letters_of

COUNTRY_MARKS: Final = " .,-'&/()"
"""What may stand between the letters of a country's name, and makes no difference."""

_ARTICLE: Final = "ال"
_UNMARKED: Final = str.maketrans("", "", COUNTRY_MARKS)
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_CODE: Final = re.compile("[A-Z]{2,3}")
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


def unmarked(text: str) -> str:
    """A text folded and without the marks between its letters, as spellings of countries are compared."""
    return fold(text).translate(_UNMARKED)


@lru_cache(maxsize=64)
def spellings_of(region: str) -> tuple[str, ...]:
    """The spellings of a country that `region_of` knows, each as `unmarked` gives it.

    Args:
        region: Its ISO 3166 code of two letters, in capitals.
    """
    names = [region, *_countries()[region]]
    whole = [each for name in names if _regions()[letters_of(name)] == region for each in _with_article(unmarked(name))]
    flag = "".join(chr(ord(letter) + _FLAG_LETTER) for letter in region)
    codes = [*(unmarked(name) for name in names if _CODE.fullmatch(name)), flag]
    beside = [spelling for code in codes for name in whole for spelling in (code + name, name + code)]
    return tuple(dict.fromkeys((*whole, flag, *beside, *_dialling_codes(region))))


def _with_article(name: str) -> tuple[str, ...]:
    """An Arabic name with and without the article; any other as it is."""
    bare = name.removeprefix(_ARTICLE)
    return (bare, _ARTICLE + bare) if "\u0600" <= bare[:1] <= "\u06ff" else (name,)


def _dialling_codes(region: str) -> tuple[str, ...]:
    """The country code that is dialled for a region, where it means no other."""
    import phonenumbers

    code = phonenumbers.country_code_for_region(region)
    return (str(code), f"+{code}", f"00{code}") if code and _dialled(str(code)) == region else ()


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
    found: dict[str, str] = {}
    for code, names in _countries().items():
        for name in (code, *names):
            key = letters_of(name)
            found.setdefault(key, code)
            found.setdefault(key.removeprefix(_ARTICLE), code)
    return found


@cache
def _countries() -> Mapping[str, list[str]]:
    """The names of each country by its code, the code of three letters first."""
    import tomllib

    with data_path("countries.toml").open("rb") as stream:
        return tomllib.load(stream)
