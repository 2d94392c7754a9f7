"""The doctor: versions, where everything is, and what is wrong."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import typer

from app import __version__
from app.cli.options import noun
from app.cli.session import Session, here
from app.domain.core.addresses import shown_address
from app.domain.core.errors import Refusal
from app.domain.core.zones import zone_data
from app.domain.people.seats import Seat, find_seat
from app.remembered import Remembered
from app.settings import Settings
from app.start.quick_read import read_quickly
from app.terminals import SAMPLE, VARIABLES, order_for, ordered_sample, terminal_key
from app.words import LANGUAGES, Message, label, language, say, speaking, system_language
from app.words import problems as known_problems
from app.words.language import is_known

app = noun("Doctor.")

_PACKAGES = ("textual", "sqlalchemy", "alembic", "typer", "pysqlite3")
#: What the facts are called; those of the environment and of packages have only their names.
_NAMED: Final[Mapping[str, Message]] = {
    "platform": "platform",
    "config path": "config path",
    "config exists": "config exists",
    "state": "state",
    "time_zone": "time zone",
    "zone_data version": "zone data version",
    "zone_data from": "zone data from",
    "zone_data system": "zone data of the system",
    "zone_data package": "zone data of the package",
    "language spoken": "language spoken",
    "language from": "language from",
    "language digits": "language digits",
    "database path": "database path",
    "database exists": "database exists",
    "database kind": "database kind",
    "database version": "database version",
    "database journal_mode": "database journal mode",
    "database schema": "database schema",
    "database newest_schema": "database newest schema",
    "database bytes": "database bytes",
    "database roles": "database roles",
    "database integrity": "database integrity",
    "database unfinished": "database unfinished",
    "terminal is_terminal": "terminal is terminal",
    "terminal size": "terminal size",
    "terminal encoding": "terminal encoding",
    "bidi mode": "bidi mode",
    "bidi reason": "bidi reason",
    "bidi setting": "bidi setting",
    "bidi terminal": "bidi terminal",
    "bidi terminal_orders": "bidi terminal orders letters",
    "problem": "problem",
    "problems": "problems",
}
_TERMINAL = (*VARIABLES, "COLORTERM", "NO_COLOR", "LANG", "SSH_TTY")


@app.command("doctor")
def doctor(context: typer.Context) -> None:
    """Say which versions run, where everything is, and what is wrong (then the exit code is 1); changes nothing."""
    session = here(context)
    problems: list[str] = []
    facts: dict[str, Any] = {
        "leadline": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: _version(name) for name in _PACKAGES},
    }
    try:
        facts |= _places(session)
        facts["language"] = _language(session, problems)
        facts["database"] = _database(session, problems)
    except Refusal as refusal:
        problems.append(str(refusal))
    facts["terminal"] = _terminal()
    facts["problems"] = problems
    try:
        facts["bidi"] = _bidi(session)
    except Refusal:  # named already
        facts["bidi"] = None
    session.answers.record(facts, _lines(facts))
    if not session.answers.as_json:
        session.answers.text(
            say("Where line 1 reads correctly, set bidi = “terminal”; where line 2 does, bidi = “leadline”.")
        )
        session.answers.text(f"  1  {SAMPLE}\n  2  {ordered_sample()}")
    if problems:
        raise typer.Exit(1)


def _places(session: Session) -> dict[str, Any]:
    settings = session.settings
    return {
        "config": {"path": str(settings.config_file), "exists": settings.config_file.exists()},
        "state": str(settings.state_folder),
        "time_zone": settings.zone.key,
        "zone_data": zone_data().as_json(),
    }


def _language(session: Session, problems: list[str]) -> dict[str, Any]:
    """Which language is spoken, and who wanted it; what is wrong with any goes to the problems."""
    settings = session.settings
    seat = _seat(settings)
    if seat is not None:
        settings.seat(seat)
    wishes = {
        "--lang": session.given.get("spoken"),
        "LEADLINE_LANG": settings.spoken,
        "user": seat.language if seat else "",
        "config": settings.language,
        "system": system_language(),
    }
    wanted = next((name for name, wish in wishes.items() if wish and is_known(str(wish))), "")
    for code in LANGUAGES:
        with speaking(code):  # reads its catalogue
            pass
    problems += known_problems()
    return {
        "spoken": language(),
        "from": "--json" if session.answers.as_json else wanted or None,
        "digits": settings.digits,
    }


def _seat(settings: Settings) -> Seat | None:
    """Who works here, as far as that can be read; what is wrong with the database is said of the database."""
    try:
        if settings.address.path is None:
            from app.bootstrap import seat_on_server

            return seat_on_server(settings)
        read = read_quickly(settings, lambda reader, _: find_seat(reader, settings.user, settings.login), "")
    except Refusal:
        return None
    return read[0] if read else None


def _database(session: Session, problems: list[str]) -> dict[str, Any]:
    """What can be said of the database; what is wrong with it goes to the problems."""
    from app.upkeep import check, condition, left_unfinished

    address = shown_address(session.settings.database)
    facts: dict[str, Any] = {"path": address, "exists": True}
    path = session.settings.address.path
    if path is not None and not path.exists():
        return {**facts, "exists": False}
    try:
        found = condition(session.settings)
        facts |= {
            "kind": found.kind,
            "version": found.server,
            "journal_mode": found.journal_mode,
            "schema": found.schema,
            "newest_schema": found.newest_schema,
            "bytes": found.size,
        }
        if found.kind == "sqlite":
            facts["roles"] = say("kept by the program; whoever can open the file can change anything")
        findings = check(session.settings, records=False)
        facts["integrity"] = say("whole") if not findings else say("damaged")
        problems += findings
        facts["unfinished"] = list(left_unfinished(session.settings))
        if found.kind == "sqlite" and found.journal_mode != "wal":
            problems.append(say("The journal mode is {mode}: safe, but slower than WAL.", mode=found.journal_mode))
    except Refusal as refusal:
        problems.append(str(refusal))
    return facts


def _terminal() -> dict[str, Any]:
    size = shutil.get_terminal_size()
    return {
        "is_terminal": sys.stdout is not None and sys.stdout.isatty(),
        "size": f"{size.columns}x{size.lines}",
        "encoding": sys.stdout.encoding if sys.stdout is not None else None,
        **{name: os.environ[name] for name in _TERMINAL if name in os.environ},
    }


def _bidi(session: Session) -> dict[str, Any]:
    """Who puts right-to-left letters in order, and how that is known."""
    settings = session.settings
    answer = Remembered(settings.state_folder).orders.get(terminal_key(os.environ), "")
    order = order_for(settings.bidi, answer, os.environ)
    guess = order.guess
    return {
        "mode": order.mode,
        "reason": order.reason,
        "setting": settings.bidi,
        "terminal": guess.name or None,
        "terminal_orders": guess.mode == "terminal" if guess.is_certain else None,
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _plain(value: Any) -> Any:
    return " ".join(value) or say("nothing") if isinstance(value, list) else value


def _name(outer: str, inner: str = "") -> str:
    """What a fact is called in the language of the moment."""
    known = _NAMED.get(f"{outer} {inner}" if inner else outer)
    if known:
        return label(known)
    if outer == "packages":
        return say("packages {name}", name=inner)
    return say("terminal {name}", name=inner.replace("_", " "))


def _lines(facts: dict[str, Any]) -> list[tuple[str, Any]]:
    """The facts as lines for a person, nested ones below their name."""
    lines: list[tuple[str, Any]] = []
    for name, value in facts.items():
        if isinstance(value, dict):
            lines += [(_name(name, inner), _plain(each)) for inner, each in value.items()]
        elif name != "problems":
            lines.append((_name(name) if name in _NAMED else name, value))
    problems = facts["problems"]
    return (
        [*lines, *((_name("problem"), each) for each in problems)]
        if problems
        else [*lines, (_name("problems"), say("none"))]
    )
