"""Migrations lead to exactly the schema that the records declare, on both databases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import TextClause, bindparam, create_engine, select, text
from sqlalchemy.engine import make_url

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.jobs.records import Job
from app.domain.records import metadata
from app.domain.store.engine import open_engine
from app.domain.store.migrations import HEAD
from app.domain.store.schema import alembic_config, prepare, version_of
from app.domain.store.types import Document
from tests.conftest import NOW, settings_for


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    assert scripts.get_heads() == [HEAD]


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
def test_migrations_make_the_schema_the_records_declare(database_url: str) -> None:
    assert prepare(make_url(database_url), name="the test's")
    engine = create_engine(database_url, **_driver(database_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, metadata())
    engine.dispose()
    assert differences == []


def test_preparing_again_changes_nothing(database_url: str) -> None:
    url = make_url(database_url)
    assert prepare(url, name="the test's")
    assert not prepare(url, name="the test's")
    engine = open_engine(url, writer=False)
    assert version_of(engine) == HEAD
    engine.dispose()


OLD_CONDITION = {
    "all": [
        {"field": "budget", "op": ">=", "value": {"amount": "5000.50", "currency": "USD"}},
        {"not": {"field": "estimated_close", "op": ">", "value": {"date": "2026-11-24"}}},
        {"any": [{"field": "source", "op": "in", "value": ["web", "trade_show"]}, {"field": "need", "op": "is empty"}]},
        {"field": "company", "op": "contains", "value": "coffee bar"},
    ]
}
OLD_PROCESS = r"""
INSERT INTO process_definition (id, version, created_at, updated_at, code, edition, name, position, active, body)
VALUES ('p', 1, '2026-01-01 00\:00\:00+00\:00', '2026-01-01 00\:00\:00+00\:00', 'old', 1, 'Old', 1, TRUE, :body)
"""


def test_the_conditions_of_an_older_databases_processes_become_texts(database_url: str) -> None:
    stages = [{"code": "a", "next": [{"to": "b", "condition": {"field": "urgent", "op": "=", "value": True}}]}]
    kept = _upgraded(
        database_url,
        text(OLD_PROCESS).bindparams(bindparam("body", {"condition": OLD_CONDITION, "stages": stages}, Document())),
        "SELECT body FROM process_definition",
    )
    assert kept["stages"][0]["next"] == [{"to": "b", "condition": "urgent = yes"}]
    assert kept["condition"] == (
        'budget >= "5000.50 USD" and not estimated_close > 2026-11-24'
        ' and (source in (web, trade_show) or need is empty) and company ~ "coffee bar"'
    )


def _driver(url: str) -> dict[str, Any]:
    import pysqlite3.dbapi2 as sqlite

    return {"module": sqlite} if url.startswith("sqlite") else {}


@pytest.mark.parametrize("part", ["", "-wal", "-shm"])
def test_a_new_file_is_for_its_owner_only(sqlite_url: str, part: str) -> None:
    from pathlib import Path

    url = make_url(sqlite_url)
    prepare(url, name="the test's")
    file = Path(f"{url.database}{part}")
    assert not part or not file.exists() or file.stat().st_mode & 0o077 == 0
    assert Path(str(url.database)).stat().st_mode & 0o077 == 0


OLD_ACCOUNT = r"""
INSERT INTO account (id, version, created_at, updated_at, code, name, name_key, city, search_text, custom)
VALUES ('a', 1, '2026-01-01 00\:00\:00+00\:00', '2026-01-01 00\:00\:00+00\:00', 'ACC-1', 'Plain', 'plain', 'Zürich', '',
        '{"origin"\: "Messe  Köln"}')
"""


def test_what_an_older_database_holds_is_folded_for_conditions(database_url: str) -> None:
    kept = _upgraded(database_url, text(OLD_ACCOUNT), "SELECT folded FROM account")
    assert kept == {"city": "zurich", "custom.origin": "messe koln"}


def _upgraded(database_url: str, fill: TextClause, ask: str) -> Any:
    """A document of a database of the first version that was filled and then brought up to date."""
    url = make_url(database_url)
    engine = open_engine(url.set(drivername="postgresql+psycopg") if "postgres" in url.drivername else url, writer=True)
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with engine.begin() as connection:
        connection.execute(fill)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        kept = connection.execute(text(ask)).scalar_one()
    engine.dispose()
    return json.loads(kept) if isinstance(kept, str) else kept


def test_what_lies_ahead_in_a_database_without_jobs_is_scheduled(database_url: str) -> None:
    space = open_workspace(settings_for(database_url), FixedClock(NOW))
    lead = space.leads.add({"company": "Contoso", "next_contact_at": NOW + timedelta(days=20_000)}).id
    space.timeline.add_task(lead, "Send the offer", due=NOW + timedelta(days=20_000, hours=1))
    space.leads.add({"company": "Fabrikam"})
    with space.desk.read() as reader:
        scheduled = select(Job.name, Job.key, Job.title, Job.subject_kind, Job.subject_id, Job.due_at, Job.payload)
        before = sorted(map(_without_words, reader.rows(scheduled)), key=str)
    space.close()
    engine = open_engine(make_url(database_url), writer=True)
    with engine.begin() as connection:
        for statement in ("DROP TABLE job", "DROP TABLE reminder", "UPDATE alembic_version SET version_num = '0003'"):
            connection.execute(text(statement))
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")  # what later versions bring is there already
        connection.execute(text("UPDATE alembic_version SET version_num = :head").bindparams(head=HEAD))
    engine.dispose()
    space = open_workspace(settings_for(database_url), FixedClock(NOW))
    with space.desk.read() as reader:
        after = sorted(map(_without_words, reader.rows(scheduled)), key=str)
    space.close()
    assert len(before) == 4
    assert after == before


def _without_words(job: Sequence[Any]) -> tuple[Any, ...]:
    """A job without what its payload keeps of its title to tell it in any language; jobs of before have none."""
    *columns, payload = job
    return (*columns, {key: value for key, value in payload.items() if key != "title"})
