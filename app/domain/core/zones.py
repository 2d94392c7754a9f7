"""Time zones by name, of the newest zone data at hand, and which of them a country has."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.core.frozen import frozen

SYSTEM: Final = "system"
PACKAGE: Final = "package"
#: Files that say in their first line which version of the data lies beside them, such as ``# version 2025b``.
_VERSION_FILES: Final = ("tzdata.zi", "+VERSION")
_COUNTRIES_FILE: Final = "zone.tab"
#: Regions of phone numbers that have no code of ISO 3166 of their own, and so no line in the table of countries.
_WITHOUT_CODE: Final[Mapping[str, tuple[str, ...]]] = {
    "AC": ("Atlantic/St_Helena",),
    "TA": ("Atlantic/St_Helena",),
    "XK": ("Europe/Belgrade",),
}


@frozen
class ZoneData:
    """The zone data that this program goes by.

    Attributes:
        version: As IANA names it, such as ``2026f``; empty where the data does not say.
        source: ``system`` or ``package``.
        system: The version the system has; empty where it has none, or does not say.
        package: The version the package has; empty where it is not installed.
    """

    version: str
    source: str
    system: str
    package: str

    def as_json(self) -> dict[str, str]:
        """The versions as ``doctor`` tells them."""
        return {"version": self.version, "from": self.source, "system": self.system, "package": self.package}


def zone(name: str) -> ZoneInfo:
    """A zone by its IANA name, of the newest data at hand.

    Raises:
        LookupError, ValueError, OSError: There is none of that name.
    """
    zone_data()
    return ZoneInfo(name)


@cache
def zone_data() -> ZoneData:
    """Which zone data is used: that of the package where the system's is older, since Python alone prefers the latter.

    From the first call on it holds for every zone of this process.
    """
    system, package = _system_folder(), _package_folder()
    versions = _version(system), _version(package)
    if package is not None and versions[1] > versions[0]:
        zoneinfo.reset_tzpath(to=(str(package),))
        ZoneInfo.clear_cache()
        return ZoneData(versions[1], PACKAGE, *versions)
    return ZoneData(versions[0], SYSTEM, *versions)


@cache
def zones_by_country() -> Mapping[str, tuple[str, ...]]:
    """The zones of each country by its ISO 3166 code, as ``zone.tab`` has them."""
    found: dict[str, tuple[str, ...]] = dict(_WITHOUT_CODE)
    for line in _read(_COUNTRIES_FILE).splitlines():
        if line and not line.startswith("#"):
            code, _, name = line.split("\t")[:3]
            found[code] = (*found.get(code, ()), name)
    return found


@cache
def country_of_zone(name: str) -> str:
    """The ISO 3166 code of the country that a zone is of; empty for one of none or of several, such as UTC."""
    same = canonical(name)
    own = {code for code, names in zones_by_country().items() if name in names}
    alike = own or {code for code, names in zones_by_country().items() if same in map(canonical, names)}
    return next(iter(alike)) if len(alike) == 1 else ""


def canonical(name: str) -> str:
    """The name by which a zone is told to be the same as one of another name, such as an older spelling."""
    return _links().get(name, name)


@cache
def _links() -> Mapping[str, str]:
    """What each further name of a zone stands for."""
    lines = (line.split() for line in _read(_VERSION_FILES[0]).splitlines() if line.startswith("L "))
    found = {further: target for _, target, further in lines}
    return {further: found.get(target, target) for further, target in found.items()}


def _read(name: str) -> str:
    """A file beside the zone data in use, or the package's where the system has none; empty where there is neither."""
    zone_data()
    folders = [Path(folder) for folder in zoneinfo.TZPATH]
    files = [folder / name for folder in (*folders, _package_folder()) if folder is not None]
    return next((file.read_text(encoding="utf-8") for file in files if file.is_file()), "")


def _system_folder() -> Path | None:
    """The folder in which Python finds the system's zones."""
    return next((folder for folder in map(Path, zoneinfo.TZPATH) if folder.is_dir()), None)


def _package_folder() -> Path | None:
    """The folder of the package's zones; ``None`` where it is not installed."""
    found = find_spec("tzdata")
    folder = Path(found.origin).with_name("zoneinfo") if found and found.origin else None
    return folder if folder is not None and folder.is_dir() else None


def _version(folder: Path | None) -> str:
    """The version of the zone data in a folder; empty where it does not say."""
    for name in _VERSION_FILES:
        if folder is None:
            break
        try:
            with (folder / name).open(encoding="ascii") as stream:
                words = stream.readline().split()
        except (OSError, ValueError):
            continue
        if words:
            return words[-1]
    return ""
