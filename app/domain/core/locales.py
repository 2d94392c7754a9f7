"""Time zones and languages: the name or code behind whatever a person calls one; what is none is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from app.data_files import data_path
from app.domain.core.errors import Invalid
from app.domain.core.folding import letters_of
from app.domain.core.zones import zone, zone_data
from app.words import Message, say, say_declared

_ZONE_HINT: Final[Message] = "Write it like Asia/Dubai."
_LANGUAGE_HINT: Final[Message] = "Write its code or name, such as ar or Arabic."
#: What may stand behind the language in a tag: script, region and variants (BCP 47).
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?")


def parse_zone(text: str) -> str:
    """The IANA name of a time zone, in whatever capitals it is typed, or by its city alone.

    Raises:
        Invalid: There is none of that name, or several.
    """
    typed = " ".join(text.split())
    try:
        return zone(typed).key if typed else ""
    except (LookupError, ValueError, OSError):  # a folder of zones, or no file name at all
        found = _zones().get(letters_of(typed), "")
    if not found:
        raise Invalid(say("“{text}” is not a time zone.", text=typed[:60]), hint=say_declared(_ZONE_HINT))
    return found


def parse_language(text: str) -> str:
    """The code of a language (ISO 639, with script and region as BCP 47 writes them) by its code or name.

    Raises:
        Invalid: There is no such language.
    """
    typed = " ".join(text.split())
    found = "" if typed.endswith(("-", "_")) else _languages().get(letters_of(typed), "")
    if found or not typed:
        return found
    tag = _TAG.fullmatch(typed)
    language = _languages().get(tag[1].lower()) if tag else None
    if tag is None or language is None:
        raise Invalid(say("“{text}” is not a language.", text=typed[:60]), hint=say_declared(_LANGUAGE_HINT))
    return "-".join(filter(None, (language, (tag[2] or "").capitalize(), (tag[3] or "").upper())))


@cache
def _zones() -> Mapping[str, str]:
    """Each zone by the letters of its name, and of its city where no other has one called so."""
    zone_data()
    found = {letters_of(name): name for name in available_timezones()}
    cities: dict[str, set[str]] = {}
    for name in found.values():
        cities.setdefault(letters_of(name.rpartition("/")[2]), set()).add(name)
    return {**{city: min(names) for city, names in cities.items() if len(names) == 1}, **found}


@cache
def _languages() -> Mapping[str, str]:
    """The code of each language by its codes and names, as letters alone."""
    import tomllib

    with data_path("languages.toml").open("rb") as stream:
        languages: dict[str, list[str]] = tomllib.load(stream)
    found = {code: code for code in languages}
    for code, names in languages.items():
        for name in names:
            found.setdefault(letters_of(name), code)
    return found
