"""What every test stands on: a home of its own, a clock that stands still, a database of either kind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.settings import Settings
from app.words import keep_speaking, speak
from app.workspace import Workspace
from tests.postgres import REQUIRE_VARIABLE, PostgresServer, ServerMissing, database_name, running_server

#: Monday morning, nine o'clock in Dubai: the moment at which the tests take place.
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)

# a slow machine is no counterexample, and a failure must come back when the test is run again
settings.register_profile("leadline", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("leadline")


#: Fixtures that take seconds: programs in terminals of their own, a database server, a year of the demo.
_SLOW_FIXTURES = frozenset({"postgres_server", "postgres_url", "small_demo", "terminal"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes seconds as slow: whatever runs on PostgreSQL, in a terminal or on the demo.

    Files with slow tests go first, so that quick ones fill up what is left of each worker's time.
    """
    for item in items:
        chosen = getattr(item, "callspec", None)
        on_server = chosen is not None and "postgresql" in chosen.params.values()
        if on_server or _SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder, so that no test reads or touches the data of whoever runs it."""
    place = tmp_path_factory.mktemp("home")
    for name in os.environ:
        if name.startswith("LEADLINE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LEADLINE_LANG", "en")
    monkeypatch.setenv("HOME", str(place))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(place / name.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place / "run"))
    yield place
    keep_speaking(None)
    speak("en")


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at `NOW` until a test moves it."""
    return FixedClock(NOW)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The PostgreSQL server of this run; where there is none, its tests are skipped unless it is required."""
    required = os.environ.get(REQUIRE_VARIABLE) == "1"
    try:
        with running_server() as server:
            yield server
    except ServerMissing as missing:
        if required:
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of an empty PostgreSQL database, dropped after the test."""
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'leadline.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, once of each kind: a test that takes it runs on both."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


def settings_for(url: str, *, user: str = "omar", read_only: bool = False) -> Settings:
    """The settings of somebody who works in Dubai with the database at an address, and sees text as it is written."""
    return Settings(database=url, user=user, time_zone="Asia/Dubai", region="AE", read_only=read_only, bidi="off")


def _set_up(url: str) -> None:
    """Bring a database to where a first start leaves it: the schema, Omar, the shipped processes."""
    open_workspace(settings_for(url), FixedClock(NOW)).close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file as a first start leaves it, to be copied."""
    path = tmp_path_factory.mktemp("template") / "leadline.db"
    _set_up(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    """The name of a PostgreSQL database as a first start leaves it, to be copied."""
    url = postgres_server.create_database()
    _set_up(url)
    return database_name(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def workspace_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database as a first start leaves it, once of each kind."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "leadline.db")
        yield f"sqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.create_database(template=request.getfixturevalue("postgres_template"))
    yield url
    server.drop_database(url)


SitDown = Callable[..., Workspace]
"""Opens a workspace on the test's database: ``sit_down("huda")`` or ``sit_down(read_only=True)``."""


@pytest.fixture
def sit_down(workspace_url: str, clock: FixedClock) -> Iterator[SitDown]:
    """Opens further workspaces on the same database, each as another program would."""
    with ExitStack() as opened:

        def sit_down(user: str = "omar", *, read_only: bool = False) -> Workspace:
            there = open_workspace(settings_for(workspace_url, user=user, read_only=read_only), clock)
            return opened.enter_context(closing(there))

        yield sit_down


@pytest.fixture
def workspace(sit_down: SitDown) -> Workspace:
    """Omar's workspace, in Dubai, on Monday morning, on each kind of database."""
    return sit_down()


@pytest.fixture
def shop(sqlite_template: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """Omar's workspace on SQLite, where what is tested does not depend on the database."""
    path = shutil.copy(sqlite_template, tmp_path / "leadline.db")
    with closing(open_workspace(settings_for(f"sqlite:///{path}"), clock)) as workspace:
        yield workspace
