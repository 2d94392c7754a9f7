"""What every test stands on: a home of its own, a clock that stands still, a database of either kind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from app.domain.core.clock import FixedClock
from tests.postgres import REQUIRE_VARIABLE, PostgresServer, ServerMissing, running_server

#: Monday morning, nine o'clock in Dubai: the moment at which the tests take place.
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)

# a slow machine is no counterexample, and a failure must come back when the test is run again
settings.register_profile("leadline", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("leadline")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, so that no test reads or touches the data of whoever runs it."""
    place = tmp_path_factory.mktemp("home")
    for name in os.environ:
        if name.startswith("LEADLINE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(place))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(place / name.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place / "run"))
    return place


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
