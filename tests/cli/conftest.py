"""A prepared database for every test of the command line, and a way to run commands in this process."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import open_workspace
from app.cli.program import run
from app.domain.core.clock import Clock
from app.settings import Settings
from app.walkthrough.plan import Plan
from catalogue.files import compile_to_file
from catalogue.messages import TRANSLATED
from tests.conftest import NOW

ZONE = "Asia/Dubai"


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as the data it is."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The error that a command with ``--json`` says on standard error."""
        return json.loads(self.err.splitlines()[-1])["error"]


Leadline = Callable[..., Answer]


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the first start leaves it, to be copied."""
    path = tmp_path_factory.mktemp("fresh") / "leadline.db"
    open_workspace(Settings(str(path), user="amal", now=NOW, time_zone=ZONE)).close()
    return path


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """The catalogues of the languages as the sources have them."""
    for language in TRANSLATED:
        compile_to_file(language)


@pytest.fixture
def database(fresh_database: Path, tmp_path: Path) -> Path:
    """A database of this test's own, with nothing in it but its user Amal and the shipped processes."""
    path = tmp_path / "leadline.db"
    shutil.copyfile(fresh_database, path)
    return path


@pytest.fixture
def leadline(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Leadline:
    """Runs a command in this process, on the test's database, on Monday 23 November 2026 at nine in Dubai."""
    for name, value in (("DB", str(database)), ("NOW", NOW.isoformat()), ("ZONE", ZONE), ("DEBUG", "")):
        monkeypatch.setenv(f"LEADLINE_{name}", value)

    def command(*words: str, typed: str | bytes = "") -> Answer:
        given = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        capsys.readouterr()
        code = run(words, launch=_no_screen)
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return command


@pytest.fixture
def ask(leadline: Leadline) -> Callable[..., Any]:
    """Runs a command with ``--json`` that has to succeed; answers its data."""

    def asked(*words: str, typed: str | bytes = "") -> Any:
        answer = leadline("--json", *words, typed=typed)
        assert answer.code == 0, answer.err
        return answer.data

    return asked


@pytest.fixture
def contoso(ask: Callable[..., Any]) -> str:
    """The code of a lead from a business card."""
    code: str = ask(
        *("lead", "add", "--kind", "organisation", "--company", "Contoso Coffee", "--name", "Sara Nadim"),
        *("--email", "sara@contoso.example.com", "--phone", "+971 50 123 4567", "--topic", "Modernise the machines"),
    )["code"]
    return code


def _no_screen(settings: Settings, view: str = "", *, clock: Clock | None = None, plan: Plan | None = None) -> int:
    raise AssertionError(f"no command of these tests opens the screen: {settings}, {view}, {clock}, {plan}")
