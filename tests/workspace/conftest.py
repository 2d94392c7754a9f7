"""A workspace in a terminal, on a database of the test's own, on the morning at which the tests take place."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.settings import Settings
from app.workspace import Workspace
from tests.conftest import NOW
from tests.terminal.driver import Terminal
from tests.workspace.person import Person

CHECKOUT = Path(__file__).parent.parent.parent
ZONE = "Asia/Dubai"

SitDown = Callable[..., Person]
"""Opens the workspace in a terminal: ``sit_down((80, 24))``, ``sit_down(size, NO_COLOR="1")``."""
Behind = Callable[[Path], Workspace]
"""Opens a database behind the workspace's back, as another program would."""


def settings_of(path: Path) -> Settings:
    """The settings of Amal, who works in Dubai."""
    return Settings(str(path), user="amal", now=NOW, time_zone=ZONE, region="AE")


def arguments_of(path: Path, *words: str) -> list[str | Path]:
    """The program and its arguments, at a database."""
    return [sys.executable, "-m", "app", "--db", path, "--as", "amal", *words]


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the first start leaves it, to be copied."""
    path = tmp_path_factory.mktemp("fresh") / "leadline.db"
    open_workspace(settings_of(path)).close()
    return path


@pytest.fixture
def database(fresh_database: Path, tmp_path: Path) -> Path:
    """A database of this test's own, with nobody in it but Amal."""
    return shutil.copyfile(fresh_database, tmp_path / "leadline.db")


def enter_leads(there: Workspace, *names: str) -> None:
    """Enter leads of these companies, so that the list shows them in this order."""
    for name in reversed(names):
        there.leads.add({"company": name, "name": "Sara Nadim"})


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Starts programs in terminals that close themselves when the test is over."""
    with ExitStack() as open_terminals:

        def start(argv: list[str | Path], size: tuple[int, int] = (160, 48), **env: str) -> Terminal:
            # 256 colours take half as many bytes to say, and most of a test's time is spent reading them
            looks = {"TEXTUAL_COLOR_SYSTEM": "256"}
            variables = looks | {"LEADLINE_NOW": NOW.isoformat(), "LEADLINE_ZONE": ZONE} | env
            return open_terminals.enter_context(Terminal(argv, size=size, env=variables, cwd=CHECKOUT))

        yield start


@pytest.fixture
def sit_down(terminal: Callable[..., Terminal], database: Path) -> SitDown:
    """Opens the workspace on the test's database."""

    def start(size: tuple[int, int] = (160, 48), *, at: Path = database, **env: str) -> Person:
        person = Person(terminal(arguments_of(at), size, **env), size)
        person.sees("Open leads", "Amal", timeout=30)
        return person

    return start


@pytest.fixture
def behind() -> Iterator[Behind]:
    """Opens databases behind the workspace's back."""
    with ExitStack() as opened:
        yield lambda path: opened.enter_context(closing(open_workspace(settings_of(path))))
