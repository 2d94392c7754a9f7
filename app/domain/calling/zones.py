"""Zones of people: on which clocks somebody may live, by what is given, their address and their number."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, Final

from app.data_files import data_path
from app.domain.core.countries import region_of
from app.domain.core.folding import letters_of
from app.domain.core.frozen import frozen
from app.domain.core.zones import canonical, country_of_zone, zone, zones_by_country

#: Calling codes whose mobile numbers belong to an area, as those of landlines do.
_MOBILES_WITH_AREA: Final = frozenset({55})


@frozen
class Locality:
    """A country and one of its clocks.

    Attributes:
        country: ISO 3166 code of two letters; empty where none is known.
        zone: IANA name of the zone.
    """

    country: str
    zone: str


@frozen
class Zones:
    """Where somebody may be: in any of these localities, so each of them must allow a call.

    Attributes:
        localities: In order of their names; none where nothing tells.
        known_by: What told: ``given``, or ``address`` and ``number``.
    """

    localities: tuple[Locality, ...]
    known_by: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The zones, each once."""
        return tuple(dict.fromkeys(each.zone for each in self.localities))


def zones_of(
    *,
    given: str | None = None,
    country: str | None = None,
    part: str | None = None,
    city: str | None = None,
    number: str | None = None,
) -> Zones:
    """The zones that somebody may be in.

    What is given wins. Else those of the address and those of the number both count.

    Args:
        given: IANA name of their zone, as somebody entered it; passed over where there is none of that name.
        country: The country of their address, as it was entered.
        part: Its part, such as a state.
        city: Their city.
        number: The number that is called, as E.164.
    """
    address = region_of(country) if country else ""
    dialled = _country_of_number(number) if number else ""
    if given and _is_zone(given):
        return Zones((Locality(address or country_of_zone(given) or dialled, given),), ("given",))
    by = {
        "address": _of(address, _zones_of_address(address, part or "", city or "")),
        "number": _of(dialled, _zones_of_number(number, dialled)) if number else (),
    }
    found = {each for localities in by.values() for each in localities}
    in_order = sorted(found, key=lambda each: (each.country, each.zone))
    return Zones(tuple(in_order), tuple(name for name, localities in by.items() if localities))


def _of(country: str, names: Iterable[str]) -> tuple[Locality, ...]:
    return tuple(Locality(country, name) for name in names)


@lru_cache(maxsize=1024)
def _is_zone(name: str) -> bool:
    try:
        zone(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=4096)
def _zones_of_address(country: str, part: str, city: str) -> tuple[str, ...]:
    """The zones of a country, or those of its part or its city where they are known."""
    every = zones_by_country().get(country, ())
    if len(every) < 2:
        return every
    by_part = _parts().get(country, {}).get(letters_of(part), ()) if part else ()
    if by_part:
        return by_part
    sought = letters_of(city)
    by_city = tuple(name for name in every if letters_of(name.rpartition("/")[2]) == sought) if sought else ()
    return by_city or every


@lru_cache(maxsize=16384)
def _country_of_number(number: str) -> str:
    """The country of a number; empty for one that belongs to none, or to any of several that share a calling code."""
    import phonenumbers
    from phonenumbers import PhoneNumberType

    parsed = _parsed(number)
    region = phonenumbers.region_code_for_number(parsed) if parsed is not None else None
    if parsed is None or region is None or region not in zones_by_country():
        return ""
    shared = len(phonenumbers.COUNTRY_CODE_TO_REGION_CODE[parsed.country_code]) > 1
    anywhere = {
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.PERSONAL_NUMBER,
        PhoneNumberType.UAN,
        PhoneNumberType.VOIP,
    }
    return "" if shared and phonenumbers.number_type(parsed) in anywhere else region


def _zones_of_number(number: str, country: str) -> tuple[str, ...]:
    """The zones of a number's country, or those of its area where the library knows a finer one."""
    every = zones_by_country().get(country, ())
    if len(every) < 2:
        return every
    area = {canonical(name) for name in _zones_of_area(number)}
    finer = tuple(name for name in every if canonical(name) in area)
    return finer or every


def _zones_of_area(number: str) -> tuple[str, ...]:
    """The zones of the area that a number belongs to; none for a mobile phone, which is carried along."""
    import phonenumbers
    from phonenumbers import PhoneNumberType
    from phonenumbers.tzdata import TIMEZONE_DATA, TIMEZONE_LONGEST_PREFIX

    parsed = _parsed(number)
    if parsed is None or parsed.country_code is None:
        return ()
    of_area = {PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
    if parsed.country_code in _MOBILES_WITH_AREA:
        of_area.add(PhoneNumberType.MOBILE)
    if phonenumbers.number_type(parsed) not in of_area:
        return ()
    digits = number.removeprefix("+")
    for length in range(TIMEZONE_LONGEST_PREFIX, len(str(parsed.country_code)), -1):
        names: tuple[str, ...] | None = TIMEZONE_DATA.get(digits[:length])
        if names:
            return names
    return ()


def _parsed(number: str) -> Any:
    import phonenumbers

    try:
        return phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None


@cache
def shipped() -> Mapping[str, Any]:
    """What comes with Leadline about calling: hours, weekends and the zones of parts of countries."""
    with data_path("calling.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def _parts() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The zones of the parts of countries, by the letters of their names."""
    return {
        country: {letters_of(name): tuple(part["zones"]) for part in parts for name in part["names"]}
        for country, parts in shipped()["parts"].items()
    }
