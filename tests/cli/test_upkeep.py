"""Looking after a database, and working with one on a server, is the same from the command line."""

from __future__ import annotations

import pytest

from app import upkeep
from app.bootstrap import open_workspace
from app.domain.store.migrations import HEAD
from app.settings import Settings
from tests.cli.conftest import Leadline
from tests.conftest import NOW


@pytest.fixture
def settings(database_url: str) -> Settings:
    """The settings of a workspace that was opened once, on a database of either kind."""
    made = Settings(database_url, user="amal", now=NOW, time_zone="Asia/Dubai")
    open_workspace(made).close()
    return made


def test_a_database_of_either_kind_is_whole_and_says_what_it_is(settings: Settings) -> None:
    found = upkeep.condition(settings)
    assert found.kind == settings.database.partition("+")[0].partition(":")[0]
    assert found.server[0].isdigit()
    assert (found.schema, found.newest_schema) == (HEAD, HEAD)
    assert upkeep.check(settings) == ()


def test_commands_work_on_a_database_of_either_kind(settings: Settings, leadline: Leadline) -> None:
    added = leadline("--db", settings.database, "--json", "lead", "add", "--name", "سارة نديم")
    assert added.code == 0, added.err
    listed = leadline("--db", settings.database, "--json", "lead", "list", "--search", "ساره")
    assert [line["name"] for line in listed.data] == ["سارة نديم"]
    assert leadline("--db", settings.database, "--json", "undo").code == 0
    assert leadline("--db", settings.database, "--json", "lead", "list").data == []


def test_a_server_is_backed_up_with_its_own_tools(leadline: Leadline, postgres_url: str) -> None:
    answer = leadline("--db", postgres_url, "db", "backup", "copy.db")
    assert answer.code == 1
    assert "pg_dump" in answer.err
