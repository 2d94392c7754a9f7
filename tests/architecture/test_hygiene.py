"""The house stays clean: what start-up loads, what every file opens with, how long a file may grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent.parent
APP = CHECKOUT / "app"
SOURCES = sorted(path.relative_to(CHECKOUT).as_posix() for path in APP.rglob("*.py"))

#: Each costs a tenth of a second or more to import, so nothing loads it before it is needed.
HEAVY = {
    "alembic",
    "babel",
    "email_validator",
    "openpyxl",
    "phonenumbers",
    "pydantic",
    "rapidfuzz",
    "sqlalchemy",
    "typer",
}
LONGEST_FILE = 450


def loaded_by(*arguments: str) -> set[str]:
    """The top-level packages a fresh Python has loaded after running with `arguments`."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def imports_of(*modules: str) -> set[str]:
    """The top-level packages that importing `modules` loads."""
    return loaded_by("-c", "; ".join(f"import {module}" for module in modules))


def test_the_version_answers_without_loading_anything_heavy() -> None:
    assert not loaded_by("-m", "app", "--version") & (HEAVY | {"textual", "rich"})


def test_the_whole_domain_runs_without_a_terminal_interface() -> None:
    modules = [
        source.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for source in SOURCES
        if source.startswith("app/domain/") and "/migrations/" not in source  # Alembic runs those, in its own way
    ]
    assert "app.domain.core.errors" in modules
    assert not imports_of(*modules) & {"textual", "rich", "typer"}


def test_the_command_line_runs_without_a_terminal_interface() -> None:
    assert "textual" not in imports_of("app.cli")


def test_the_first_paint_waits_for_nothing_heavy() -> None:
    assert not imports_of("app.shell") & HEAVY


@pytest.mark.parametrize("source", SOURCES)
def test_every_file_says_first_what_it_is_and_stays_one_room(source: str) -> None:
    text = (CHECKOUT / source).read_text(encoding="utf-8")
    sign = ast.get_docstring(ast.parse(text))
    assert sign, f"{source} opens with a sentence that says what it is"
    assert sign.splitlines()[0].endswith((".", "?")), f"the first line of {source} is one whole sentence"
    if "/migrations/versions/" in source:
        return  # Alembic writes a migration, as long as the tables are
    assert text.count("\n") <= LONGEST_FILE, f"{source} has outgrown a room: is there a second purpose inside?"


def test_the_lock_names_versions_only() -> None:
    pinned = [
        line
        for line in (CHECKOUT / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert pinned
    assert all("==" in line and "://" not in line and " @ " not in line for line in pinned)
