"""The cold reader, which needs no SQLAlchemy, reads exactly what the warm one reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.overview.opening import read_opening
from app.domain.prepare import as_text
from app.domain.statements import NAMED
from app.domain.store.cold import PREPARED, NotPreparedError, cold_reader
from app.domain.store.database import Reader
from app.domain.store.migrations import HEAD
from app.workspace import Workspace
from tests.conftest import NOW, settings_for


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "leadline.db"


@pytest.fixture
def space(path: Path) -> Iterator[Workspace]:
    """A workspace with something in every pane."""
    clock = FixedClock(NOW)
    space = open_workspace(settings_for(f"sqlite:///{path}"), clock)
    space.fields.add("lead", "Cups a day", "number")
    for company in ("Contoso", "مقهى المنارة", "Fabrikam [/]"):
        lead = space.leads.add(
            {"company": company, "name": "Sara Nadim", "email": "sara@contoso.com", "budget": "USD 5k"}
        )
        space.timeline.log_call(lead.code, "Call", "spoke with", notes="Wants two machines.")
        space.timeline.post(lead.code, "What do you think?")
        space.timeline.book(lead.code, "Visit", "tomorrow 10")
        space.stakeholders.add(lead.code, {"name": "Omar Haddad", "role": "decision_maker"})
        space.competitors.add(lead.code, "Northwind")
        space.leads.edit(lead.code, {"cups_a_day": 40})
    clock.moment += timedelta(minutes=5)
    space.qualification.qualify(space.leads.add({"company": "Adatum", "name": "Lina Berg"}).code)
    yield space
    space.close()


def parameters_of(name: str, ids: dict[str, str]) -> dict[str, Any]:
    """Something fitting for every parameter that a named statement asks for."""
    wanted = {key for key, bound in NAMED[name]().compile().binds.items() if bound.required}
    known: dict[str, Any] = {
        "id": ids[next((kind for kind in ids if name.startswith(kind)), "lead")],
        "record_id": ids["opportunity" if "opportunity" in name else "lead"],
        "user_id": ids["user"],
        "kind": "lead",
        "limit": 50,
        "at": NOW + timedelta(days=400),
        "now": NOW,
        "since": NOW - timedelta(days=30),
        "until": NOW + timedelta(days=30),
        "recent": NOW - timedelta(days=2),
        "silent": NOW + timedelta(days=1),
        "close": (NOW + timedelta(days=30)).date(),
    }
    assert wanted <= known.keys(), f"{name} asks for {wanted - known.keys()}, which this test does not know"
    return {key: known[key] for key in wanted}


def test_the_prepared_statements_are_those_the_areas_name() -> None:
    assert PREPARED.read_text(encoding="utf-8") == as_text(), "run: python -m app.domain.prepare"


@pytest.mark.parametrize("name", sorted(NAMED))
def test_cold_and_warm_read_the_same_rows(space: Workspace, path: Path, name: str) -> None:
    ids = {
        "lead": space.leads.find("LEAD-TZVV") if False else _id(space, "lead", "Contoso"),
        "opportunity": _id(space, "opportunity"),
        "user": space.desk.actor.id,
        "contact": _id(space, "contact"),
        "account": _id(space, "account"),
        "competitor": _id(space, "competitor"),
        "timeline": _id(space, "activity"),
    }
    parameters = parameters_of(name, ids)
    with space.desk.read() as warm, cold_reader(path) as cold:
        expected = [list(row) for row in warm.named(name, **parameters)]
        assert [list(row) for row in cold.named(name, **parameters)] == expected


def _id(space: Workspace, table: str, title: str = "") -> str:
    from sqlalchemy import select

    from app.domain.store.undo import tables_by_name

    found = tables_by_name()[table]
    statement = select(found.c.id).order_by(found.c.id)
    if title:
        statement = statement.where(found.c.title == title)
    with space.desk.read() as reader:
        return str(reader.scalar(statement))


def test_the_opening_is_what_the_workspace_would_show(space: Workspace, path: Path) -> None:
    opening = read_opening(path, "omar", "", NOW, space.desk.zone, 60)
    assert opening is not None
    window = space.leads.window(space.leads.view("open").query, limit=60)
    assert opening.window.lines == window.lines
    assert opening.user_name == space.desk.actor.name
    assert opening.overview is not None
    assert opening.overview.card == space.overviews.of(window.lines[0].id).card
    assert opening.overview.timeline.entries
    assert opening.overview.stakeholders
    assert opening.overview.rivals


def test_a_file_that_is_not_there_or_of_another_version_is_left_to_the_workspace(space: Workspace, path: Path) -> None:
    missing = path.with_name("nowhere.db")
    assert read_opening(missing, "omar", "", NOW, space.desk.zone, 60) is None
    with space.desk.write("age") as unit:
        unit.session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    with pytest.raises(NotPreparedError), cold_reader(path):
        pass


def test_a_file_that_is_no_database_is_left_to_the_workspace(path: Path) -> None:
    path.write_text("not a database " * 100, encoding="utf-8")
    with pytest.raises(NotPreparedError), cold_reader(path):
        pass


def test_reading_cold_changes_nothing(space: Workspace, path: Path) -> None:
    with cold_reader(path) as reader, pytest.raises(KeyError):
        reader.named("no.such.statement")
    assert re.fullmatch(r"\d{4}", HEAD)
    with space.desk.read() as warm:
        assert isinstance(warm, Reader)
