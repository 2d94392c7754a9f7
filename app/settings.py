"""Settings: what the config file, the environment and the command line say, in that order of growing weight."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from dataclasses import field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_config_path, user_data_path, user_state_path

from app.domain.core.addresses import Address, read_address, shown_address
from app.domain.core.errors import Invalid
from app.domain.core.frozen import frozen
from app.domain.core.moments import FIRST_YEAR, LAST_YEAR
from app.words import listed, say
from app.words.formats import day_and_month, use_forms
from app.words.language import chosen, is_known, speak, system_language

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from app.domain.people.seats import Seat

_NAME = "leadline"
_DEFAULT_CURRENCY = "USD"
_CHOICES = {"bidi": ("auto", "terminal", "leadline", "off"), "digits": ("latin", "arabic")}


@frozen
class Settings:
    """How this start of the program is meant to be.

    Attributes:
        database: A SQLite file or a ``postgresql://`` address.
        user: Who works; a code, login or name. Empty for the operating system's account.
        now: A moment the clock stands still at; ``None`` for the real time.
        theme: The theme's name.
        time_zone: IANA zone times are shown in; empty for the user's own, else the machine's.
        currency: ISO 4217 code for money that names none.
        region: ISO 3166 code for phone numbers without a country.
        spoken: The language that the command line or the environment asks for; before all others.
        language: The language of whoever has none of their own; empty for the system's.
        bidi: Who puts right-to-left text in order: auto, terminal, leadline or off.
        digits: The digits numbers are shown in: latin or arabic.
        read_only: Refuse every change.
        ascii: Draw with ASCII signs only.
        no_activity_days: After how many silent days the assistant speaks up.
        dial: What dials a number: a link such as ``tel:{number}`` or ``sip:{number}@pbx.example.com``, or a command
            with ``{number}`` and ``{name}`` in it, which may tell the result; see ``app.dialling``.
        keys: Keys by command, where they differ from the usual ones.
        config_file: Where the config file is, whether it exists or not.
        state_folder: Where drafts and logs are kept.
    """

    database: str
    user: str = ""
    now: datetime | None = None
    theme: str = ""
    time_zone: str = ""
    currency: str = _DEFAULT_CURRENCY
    region: str = ""
    spoken: str = ""
    language: str = ""
    bidi: str = "auto"
    digits: str = "latin"
    read_only: bool = False
    ascii: bool = False
    no_activity_days: int = 14
    dial: str = "tel:{number}"
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    config_file: Path = field(default_factory=lambda: user_config_path(_NAME) / "config.toml")
    state_folder: Path = field(default_factory=lambda: user_state_path(_NAME))

    def __repr__(self) -> str:
        return f"Settings({shown_address(self.database)!r}, user={self.user!r})"

    @property
    def address(self) -> Address:
        """Where the database is.

        Raises:
            Invalid: The setting is no address of a database.
        """
        return read_address(self.database)

    @property
    def zone(self) -> ZoneInfo:
        """The zone times are typed and shown in by a user who has none of their own."""
        return _zone(self.time_zone) if self.time_zone else _machine_zone()

    def zone_of(self, own: str) -> ZoneInfo:
        """The zone times are typed and shown in: the settings' own, else the user's, else the machine's.

        Args:
            own: IANA name of the user's zone; empty, or unknown to this machine, for none.
        """
        try:
            return self.zone if self.time_zone or not own else _zone(own)
        except (LookupError, ValueError, OSError):
            return self.zone

    def speak(self, own: str = "") -> None:
        """Speak the language that is wanted: of the command line, else the user's own, the settings', the system's.

        Args:
            own: The code of the user's language; empty for none.
        """
        wanted = (self.spoken, own, self.language, system_language())
        use_forms(digits=self.digits, region=self.region)
        speak(chosen(*wanted), wanted=next((each for each in wanted[:3] if each and not is_known(each)), ""))

    def seat(self, seat: Seat) -> ZoneInfo:
        """Speak as whoever sits down wants, and give the zone that times are typed and shown in."""
        self.speak(seat.language)
        return self.zone_of(seat.time_zone)

    @property
    def login(self) -> str:
        """The operating system's account; its number where it has no name, as in some containers."""
        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return f"user{os.getuid()}"


_CONFIGURABLE = {
    "database": str,
    "user": str,
    "theme": str,
    "time_zone": str,
    "currency": str,
    "region": str,
    "language": str,
    "bidi": str,
    "digits": str,
    "read_only": bool,
    "ascii": bool,
    "no_activity_days": int,
    "dial": str,
}
_ENVIRONMENT = {
    "LEADLINE_DB": "database",
    "LEADLINE_AS": "user",
    "LEADLINE_NOW": "now",
    "LEADLINE_THEME": "theme",
    "LEADLINE_ZONE": "time_zone",
    "LEADLINE_LANG": "spoken",
    "LEADLINE_BIDI": "bidi",
}


def load_settings(**given: Any) -> Settings:
    """The settings of this start.

    Args:
        given: What the command line says; ``None`` where it says nothing. ``now`` may be ISO 8601 text.

    Raises:
        Invalid: A setting does not fit; the message names it, where it stands and the fix.
    """
    try:
        return _loaded(given)
    except Invalid:  # what is wrong is told in the language wanted, as far as that is known without the settings
        speak(chosen(given.get("spoken") or os.environ.get("LEADLINE_LANG", ""), system_language()))
        raise


def _loaded(given: Mapping[str, Any]) -> Settings:
    path = Path(os.environ.get("LEADLINE_CONFIG") or user_config_path(_NAME) / "config.toml")
    values: dict[str, Any] = {"database": str(user_data_path(_NAME) / "leadline.db"), "config_file": path}
    values |= _from_file(path)
    values |= {name: os.environ[key] for key, name in _ENVIRONMENT.items() if os.environ.get(key)}
    values |= {name: value for name, value in given.items() if value is not None}
    written = values.pop("now", None)
    settings = _checked(Settings(**values))
    return settings if written is None else replace(settings, now=_moment(written, settings.zone))


def _from_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as problem:
        raise Invalid(
            say("{path} cannot be read: it is no text in UTF-8.", path=path), hint=say("Mend or remove the file.")
        ) from problem
    except OSError as problem:
        from app.domain.core.outputs import reason

        message = say("{path} cannot be read: {problem}.", path=path, problem=reason(problem))
        raise Invalid(message, hint=say("Mend or remove the file.")) from problem
    import tomllib

    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise Invalid(
            say("{path} is not valid TOML: {problem}.", path=path, problem=problem), hint=say("Mend that line.")
        ) from problem
    values: dict[str, Any] = {}
    for name, value in written.items():
        if name == "keys":
            values["keys"] = _keys(path, value)
        elif name not in _CONFIGURABLE:
            from difflib import get_close_matches

            near = get_close_matches(name, [*_CONFIGURABLE, "keys"], n=1)
            hint = (
                say("Did you mean {name}?", name=near[0])
                if near
                else say("Known are: {names}.", names=listed([*_CONFIGURABLE, "keys"]))
            )
            raise Invalid(say("{path}: there is no setting “{name}”.", path=path, name=name), field=name, hint=hint)
        elif not isinstance(value, _CONFIGURABLE[name]) or (_CONFIGURABLE[name] is int and isinstance(value, bool)):
            raise Invalid(
                say(
                    "{path}: {name} must be {type}, not {value}.",
                    path=path,
                    name=name,
                    type=_CONFIGURABLE[name].__name__,
                    value=repr(value),
                ),
                field=name,
            )
        else:
            values[name] = value
    return values


def _keys(path: Path, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise Invalid(say("{path}: [keys] must be a table of command = key.", path=path), field="keys")
    read: dict[str, tuple[str, ...]] = {}
    for command, keys in value.items():
        wanted = [keys] if isinstance(keys, str) else keys
        if not isinstance(wanted, list) or not all(isinstance(key, str) for key in wanted):
            raise Invalid(
                say(
                    "{path}: the key of {command} must be text, not {keys}.",
                    path=path,
                    command=command,
                    keys=repr(keys),
                ),
                field="keys",
                hint=say('Write it like "ctrl+l", or ["l", "ctrl+l"].'),
            )
        read[command] = tuple(wanted)
    return read


def _moment(written: str | datetime, zone: ZoneInfo) -> datetime:
    """The moment the clock stands still at; without an offset it is meant in the user's zone."""
    hint = say("Write it like 2026-11-23T09:00+04:00.")
    try:
        moment = datetime.fromisoformat(written) if isinstance(written, str) else written
        utc = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as problem:
        raise Invalid(say("“{text}” is not a moment.", text=str(written)[:40]), field="now", hint=hint) from problem
    if not FIRST_YEAR <= utc.year <= LAST_YEAR:
        raise Invalid(
            say("The clock cannot stand at {day}.", day=day_and_month(utc, with_year=True)), field="now", hint=hint
        )
    return utc


def _checked(settings: Settings) -> Settings:
    for each in fields(settings):
        value = getattr(settings, each.name)
        if isinstance(value, str) and "\0" in value:
            raise Invalid(say("{name} holds a NUL character.", name=each.name), field=each.name)
    for name, choices in _CHOICES.items():
        value = getattr(settings, name)
        if value not in choices:
            raise Invalid(
                say("{name} is “{value}”.", name=name, value=value[:40]),
                field=name,
                hint=say("Choose one of: {choices}.", choices=listed(choices)),
            )
    if settings.time_zone:
        try:
            _zone(settings.time_zone)
        except (LookupError, ValueError, OSError) as problem:
            raise Invalid(
                say("“{text}” is not a time zone.", text=settings.time_zone),
                field="time_zone",
                hint=say("Write it like Asia/Dubai."),
            ) from problem
    if not _is_currency(settings.currency):
        raise Invalid(
            say("“{text}” is not a currency.", text=settings.currency[:40]),
            field="currency",
            hint=say("Write it like USD."),
        )
    if settings.region and not _is_region(settings.region):
        raise Invalid(
            say("“{text}” is not a country.", text=settings.region[:40]),
            field="region",
            hint=say("Write it like AE."),
        )
    if settings.no_activity_days < 1:
        raise Invalid(
            say("{name} is {value}.", name="no_activity_days", value=settings.no_activity_days),
            field="no_activity_days",
            hint=say("Give at least 1."),
        )
    return replace(settings, currency=settings.currency.upper(), region=settings.region.upper())


def _is_currency(code: str) -> bool:
    """Whether money has a currency of this code; the usual one is known without loading all others."""
    if code.upper() == _DEFAULT_CURRENCY:
        return True
    from app.domain.core.currencies import CURRENCIES

    return code.upper() in CURRENCIES


def _is_region(code: str) -> bool:
    """Whether a country has this code of two letters."""
    from app.domain.core.countries import is_region

    return is_region(code)


def _machine_zone() -> ZoneInfo:
    """The machine's own zone by its IANA name, UTC where it has none."""
    named = os.environ.get("TZ", "")
    link = Path("/etc/localtime")
    if not named and link.is_symlink():
        named = str(link.readlink()).split("zoneinfo/")[-1]
    try:
        return _zone(named or "UTC")
    except (LookupError, ValueError, OSError):
        return _zone("UTC")


def _zone(name: str) -> ZoneInfo:
    """A zone by its IANA name; a ``LookupError``, ``ValueError`` or ``OSError`` if there is none of that name."""
    from app.domain.core.zones import zone  # the remembered frame is drawn without it

    return zone(name)
