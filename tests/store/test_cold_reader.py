"""The cold reader, which needs no SQLAlchemy, reads exactly what the warm one reads."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import select
from sqlalchemy.types import NullType

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Refusal
from app.domain.fields.kinds import CardRow
from app.domain.leads.queries import show_lead
from app.domain.overview.parts import RIVALS, STAKEHOLDERS, TIMELINE
from app.domain.statements import every_statement
from app.domain.store.named import NamedReader
from app.domain.store.types import Document, UtcDateTime
from app.domain.store.undo import tables_by_name
from app.settings import Settings
from app.start.cold_reader import NotPreparedError, cold_reader
from app.start.opening import read_opening
from app.start.prepare import prepared
from app.workspace import Workspace
from tests.conftest import NOW, settings_for


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database is."""
    return tmp_path_factory.mktemp("cold") / "leadline.db"


@pytest.fixture(scope="module")
def space(path: Path) -> Iterator[Workspace]:
    """A workspace with something in every pane."""
    clock = FixedClock(NOW)
    space = open_workspace(settings_for(f"sqlite:///{path}"), clock)
    space.fields.add_custom("lead", "Cups a day", "integer")
    for company in ("Contoso", "مقهى المنارة", "Fabrikam [/]"):
        values = {"company": company, "name": "Sara Nadim", "email": "sara@contoso.com", "budget": "USD 5k"}
        lead = space.leads.add(values).code
        space.timeline.log_call(lead, outcome="spoke with", notes="Wants two machines.")
        space.timeline.post(lead, "What do you think?")
        space.timeline.book(lead, "Visit", "tomorrow 10", people=["Sara Nadim"])
        space.stakeholders.add(lead, name="Omar Haddad")
        space.competitors.add(lead, "Northwind")
        space.leads.edit(lead, {"cups_a_day": 40})
    clock.moment += timedelta(minutes=5)
    space.qualification.qualify(space.leads.add({"company": "Adatum", "name": "Lina Berg"}).code)
    yield space
    space.close()


@pytest.fixture(scope="module")
def ids(space: Workspace) -> dict[str, str]:
    """The id of a record of each kind, by the words the names of statements begin with."""
    return {
        "opportunity": _id(space, "opportunity"),
        "contact": _id(space, "contact"),
        "account": _id(space, "account"),
        "competitor": _id(space, "competitor"),
        "timeline": _id(space, "activity"),
        "user": space.desk.actor.id,
        "lead": _id(space, "lead"),
    }


def _id(space: Workspace, table: str) -> str:
    """The oldest record of a table."""
    found = tables_by_name()[table]
    with space.desk.read() as reader:
        return str(reader.scalar(select(found.c.id).order_by(found.c.id)))


_WANTED = {"email": "sara@contoso.com", "title": "contoso", "name": "sara nadim"}
"""What is looked for in a column."""


STATEMENTS = {each.name: each for each in every_statement()}


def parameters_of(name: str, ids: dict[str, str]) -> dict[str, Any]:
    """Something fitting for every parameter that a named statement asks for."""
    wanted = {key for key, bound in STATEMENTS[name].build().compile().binds.items() if bound.required}
    known: dict[str, Any] = {
        "id": ids[next((kind for kind in ids if name.startswith(kind)), "lead")],
        "record_id": ids["opportunity" if "opportunity" in name else "lead"],
        "lead_id": ids["lead"],
        "opportunity_id": ids["opportunity"],
        "document_id": ids["lead"],
        "user_id": ids["user"],
        "kind": "lead",
        "wanted": _WANTED.get(name.rpartition(".")[2], ""),
        "limit": 50,
        **{f"{part}_at": NOW + timedelta(days=400) for part in ("pinned", "rest")},
        **dict.fromkeys(("pinned_id", "rest_id"), ""),
        "now": NOW,
        "day": NOW.date(),
        "since": NOW - timedelta(days=30),
        "until": NOW + timedelta(days=30),
        "recent": NOW - timedelta(days=2),
        "silent": NOW + timedelta(days=1),
        "close": (NOW + timedelta(days=30)).date(),
    }
    assert wanted <= known.keys(), f"{name} asks for {wanted - known.keys()}, which this test does not know"
    return {key: known[key] for key in wanted}


def test_the_prepared_statements_are_those_the_areas_name() -> None:
    for path, text in prepared().items():
        assert path.read_text(encoding="utf-8") == text, "run: python -m app.start.prepare"


@pytest.mark.parametrize("name", STATEMENTS)
def test_cold_and_warm_read_the_same_rows(space: Workspace, path: Path, ids: dict[str, str], name: str) -> None:
    parameters = parameters_of(name, ids)
    with space.desk.read() as warm, cold_reader(path) as cold:
        assert cold.named(STATEMENTS[name], **parameters) == warm.named(STATEMENTS[name], **parameters)


def type_in(hint: Any) -> Any:
    """The type of a value that may be missing."""
    present = [each for each in get_args(hint) if each is not type(None)]
    return present[0] if isinstance(hint, UnionType) else hint


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_a_row_has_an_attribute_of_the_right_type_for_each_column(name: str) -> None:
    make = STATEMENTS[name].row
    if make == CardRow.of:
        return  # a card's columns follow from the fields of its kind
    columns = list(STATEMENTS[name].build().selected_columns)
    hints = get_type_hints(make)
    names = list(hints)[: len(columns)]
    assert [each.rstrip("_") for each in names] == [column.name for column in columns]
    for each, column in zip(names, columns, strict=True):
        if not isinstance(column.type, Document | NullType):
            held = datetime if isinstance(column.type, UtcDateTime) else column.type.python_type
            assert type_in(hints[each]) is held, each


DUBAI = Settings("", time_zone="Asia/Dubai")


@pytest.mark.parametrize(
    "name", ["lead.card", "leads.first", "timeline.page", "timeline.page.people", "process.of_record"]
)
def test_what_the_opening_reads_is_there_to_be_compared(space: Workspace, ids: dict[str, str], name: str) -> None:
    with space.desk.read() as warm:
        assert warm.named(STATEMENTS[name], **parameters_of(name, ids))


def test_the_opening_is_what_the_workspace_would_show(space: Workspace, path: Path) -> None:
    opening = read_opening(path, "omar", "", NOW, DUBAI.seat, 60)
    assert opening is not None
    window = space.leads.window(space.leads.view("open").query, limit=60)
    assert opening.window.lines == window.lines
    assert (opening.user_name, opening.zone) == (space.desk.actor.name, space.desk.zone)
    assert opening.overview is not None
    assert opening.overview.card == space.overviews.of(window.lines[0].id).card
    assert opening.overview[TIMELINE].entries
    assert opening.overview[STAKEHOLDERS]
    assert opening.overview[RIVALS]


@pytest.mark.parametrize(
    "ref",
    ["Contoso", "fabrikam [/]", "sara@contoso.com", "Sara Nadim", "مقهى المنارة", "Adatum", "nobody", "LEAD-0000"],
)
def test_a_lead_is_found_cold_as_it_is_warm(space: Workspace, path: Path, ref: str) -> None:
    def found(reader: NamedReader) -> object:
        try:
            return show_lead(reader, ref)
        except Refusal as refusal:
            return type(refusal), str(refusal)

    with space.desk.read() as warm, cold_reader(path) as cold:
        assert found(cold) == found(warm)
        shown = show_lead(warm, space.leads.window(space.leads.view("open").query, limit=1).lines[0].code)
        assert show_lead(cold, shown.card.code) == show_lead(cold, shown.card.id) == shown


def test_a_file_that_is_not_there_is_left_to_the_workspace(path: Path) -> None:
    assert read_opening(path.with_name("nowhere.db"), "omar", "", NOW, DUBAI.seat, 60) is None


def test_a_file_of_another_version_is_left_to_the_workspace(sqlite_template: Path, tmp_path: Path) -> None:
    older = Path(shutil.copy(sqlite_template, tmp_path / "older.db"))
    with closing(sqlite.connect(str(older))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'older'")
        connection.commit()
    with pytest.raises(NotPreparedError), cold_reader(older):
        pass


def test_a_file_that_is_no_database_is_left_to_the_workspace(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("not a database " * 100, encoding="utf-8")
    with pytest.raises(NotPreparedError), cold_reader(letter):
        pass
