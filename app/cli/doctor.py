"""The doctor: versions, where everything is, and what is wrong."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import typer

from app import __version__
from app.cli.options import noun
from app.cli.session import Session, here
from app.domain.core.addresses import shown_address
from app.domain.core.errors import Refusal

app = noun("Doctor.")

_PACKAGES = ("textual", "sqlalchemy", "alembic", "typer", "pysqlite3")
_TERMINAL = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LANG", "SSH_TTY", "TMUX")


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
        facts["database"] = _database(session, problems)
    except Refusal as refusal:
        problems.append(str(refusal))
    facts["terminal"] = _terminal()
    facts["problems"] = problems
    session.answers.record(facts, _lines(facts))
    if problems:
        raise typer.Exit(1)


def _places(session: Session) -> dict[str, Any]:
    settings = session.settings
    return {
        "config": {"path": str(settings.config_file), "exists": settings.config_file.exists()},
        "state": str(settings.state_folder),
        "time_zone": settings.zone.key,
    }


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
            facts["roles"] = "kept by the program; whoever can open the file can change anything"
        findings = check(session.settings, records=False)
        facts["integrity"] = "whole" if not findings else "damaged"
        problems += findings
        facts["unfinished"] = list(left_unfinished(session.settings))
        if found.kind == "sqlite" and found.journal_mode != "wal":
            problems.append(f"The journal mode is {found.journal_mode}: safe, but slower than WAL.")
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


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _plain(value: Any) -> Any:
    return " ".join(value) or "nothing" if isinstance(value, list) else value


def _lines(facts: dict[str, Any]) -> list[tuple[str, Any]]:
    """The facts as lines for a person, nested ones below their name."""
    lines: list[tuple[str, Any]] = []
    for name, value in facts.items():
        if isinstance(value, dict):
            lines += [(f"{name} {inner}".replace("_", " "), _plain(each)) for inner, each in value.items()]
        elif name != "problems":
            lines.append((name.replace("_", " "), value))
    problems = facts["problems"]
    return [*lines, *(("problem", each) for each in problems)] if problems else [*lines, ("problems", "none")]
