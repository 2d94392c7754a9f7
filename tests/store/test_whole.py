"""Whatever is done to a database behind the program's back is found by its check, and named."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from app import upkeep
from app.bootstrap import database_url, open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.moments import short_day, when
from app.domain.core.windows import ListQuery
from app.domain.store.engine import open_engine
from app.settings import Settings
from app.start.opening import read_opening
from app.workspace import Workspace
from tests.conftest import NOW, settings_for

LIST = "Company,Email,Employees\n" + "".join(f"Roastery {n},info@roastery{n}.example.com,{n}\n" for n in range(1, 40))


def _work(space: Workspace, folder: Path) -> None:
    """A morning's work: leads by hand and from a list, a call, a decision, and some of it undone and redone."""
    lead = space.leads.add({"company": "Contoso Coffee", "name": "Sara Nadim", "estimated_close": date(2026, 12, 1)}).id
    space.leads.edit(lead, {"topic": "Beans", "do_not_phone": False})
    space.leads.edit(lead, {"topic": "Machines"})
    space.timeline.log_call(lead, subject="First call", outcome="Reached")
    space.stakeholders.add(lead, name="Huda Karim")
    space.qualification.qualify(lead)
    (folder / "list.csv").write_text(LIST, encoding="utf-8")
    with space.capture.open(str(folder / "list.csv")) as plan:
        space.capture.run(plan)
    space.log.undo()
    space.log.redo()
    one = space.leads.window(ListQuery(search="Roastery 7")).lines[0].id
    space.leads.edit(one, {"topic": "Training"})
    space.leads.add({"company": "Fabrikam"})


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite with a morning's work in it."""
    folder = tmp_path_factory.mktemp("worked")
    with closing(open_workspace(settings_for(f"sqlite:///{folder / 'leadline.db'}"), FixedClock(NOW))) as space:
        _work(space, folder)
    return folder / "leadline.db"


@pytest.fixture
def settings(worked_on: Path, tmp_path: Path) -> Settings:
    """The settings of a start with a copy of it."""
    return replace(settings_for(str(shutil.copy(worked_on, tmp_path / "leadline.db"))), now=NOW)


def _plant(settings: Settings, *statements: str) -> None:
    with closing(sqlite.connect(settings.database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


CONTOSO = "(SELECT id FROM lead WHERE company = 'Contoso Coffee')"
FIRST_EDIT = "(SELECT min(seq) FROM command_log WHERE name = 'lead.edit')"
LAST = "(SELECT max(seq) FROM command_log)"
IMPORTED = "(SELECT id FROM lead WHERE company = 'Roastery 3')"
COPY = "INSERT INTO {0} SELECT {2} FROM {0} WHERE {1}"

FORGED = "INSERT INTO change_log (command_seq, table_name, row_id, operation) VALUES ({}, 'lead', 'x', 'delete')"

PLANTED = {
    "a change in the log edited": (
        [f"""UPDATE change_log SET after = '{{"topic": "Tea", "version": 2}}' WHERE command_seq = {FIRST_EDIT}"""],
        r"Command \d+ \(lead\.edit, .*\) is not in the log as it was written",
    ),
    "whose change it was": (
        [f"UPDATE change_log SET row_id = {IMPORTED} WHERE command_seq = {FIRST_EDIT}"],
        r"Command \d+ \(lead\.edit, .*\) is not in the log as it was written",
    ),
    "a change lost from the log": (
        [f"DELETE FROM change_log WHERE command_seq = {FIRST_EDIT}"],
        r"Command \d+ \(lead\.edit, .*\) has lost 1 of its 1 changes",
    ),
    "a change added to the log": (
        [FORGED.format(FIRST_EDIT)],
        r"Command \d+ \(lead\.edit, .*\) has 1 changes in the log that it did not make",
    ),
    "an image in the log broken": (
        [f"UPDATE change_log SET after = '{{' WHERE command_seq = {FIRST_EDIT}"],
        r"change_log \d+: after is no document",
    ),
    "a command edited": (
        [f"UPDATE command_log SET summary = 'Nothing happened.' WHERE seq = {FIRST_EDIT}"],
        r"Command \d+ \(lead\.edit, “Nothing happened\.”\) is not in the log as it was written",
    ),
    "what an import came to edited": (
        ["UPDATE command_log SET summary = 'Much came in.' WHERE name = 'capture.import' AND part_of IS NULL"],
        r"What command \d+ came to is not in the log as it was written",
    ),
    "who did it edited": (
        [f"UPDATE command_log SET actor_id = NULL WHERE seq = {FIRST_EDIT}"],
        r"Command \d+ \(lead\.edit, .*\) is not in the log as it was written",
    ),
    "a command lost": (
        [
            f"DELETE FROM change_log WHERE command_seq = {FIRST_EDIT}",
            f"DELETE FROM command_log WHERE seq = {FIRST_EDIT}",
        ],
        r"Command \d+ is missing from the log",
    ),
    "the last command lost": (
        [f"DELETE FROM change_log WHERE command_seq = {LAST}", f"DELETE FROM command_log WHERE seq = {LAST}"],
        r"Command \d+ is missing from the log",
    ),
    "a command lost whose changes stayed": (
        [f"DELETE FROM command_log WHERE seq = {FIRST_EDIT}"],
        r"change_log \d+: command_seq refers to a command_log that is not there",
    ),
    "a command added": (
        [
            "INSERT INTO command_log (seq, at, name, summary) SELECT 4711, max(at), 'x', 'Forged.' FROM command_log",
            FORGED.format(4711),
        ],
        r"Command 4711 \(x, “Forged\.”\) has no seal",
    ),
    "a seal lost": (
        [f"DELETE FROM log_seal WHERE command_seq = {FIRST_EDIT}"],
        r"Command \d+ \(lead\.edit, .*\) has no seal",
    ),
    "a seal edited": (
        [f"UPDATE log_seal SET seal = 'f' || substr(seal, 2) || 'x' WHERE command_seq = {FIRST_EDIT}"],
        r"Command \d+ \(lead\.edit, .*\) is not in the log as it was written",
    ),
    "a table dropped": (["DROP TABLE rivalry"], r"The table rivalry is missing"),
    "a table with rows dropped": (["DROP TABLE stakeholder"], r"The table stakeholder is missing"),
    "an index dropped": (["DROP INDEX ix_change_log_row"], r"The index ix_change_log_row of change_log is missing"),
    "a broken document": (
        [f"UPDATE lead SET custom = '{{' WHERE id = {CONTOSO}"],
        r"lead LEAD-\w+ \(\w+\): custom is no document \(“\{”\)",
    ),
    "a broken moment": (
        [f"UPDATE lead SET created_at = 'yesterday' WHERE id = {CONTOSO}"],
        r"lead LEAD-\w+ \(\w+\): created_at is no moment \(“yesterday”\)",
    ),
    "a broken date": (
        [f"UPDATE lead SET estimated_close = '2026-13-45' WHERE id = {CONTOSO}"],
        r"lead LEAD-\w+ \(\w+\): estimated_close is no date \(“2026-13-45”\)",
    ),
    "a broken number": (
        [f"UPDATE lead SET employees = 'many' WHERE id = {CONTOSO}"],
        r"lead LEAD-\w+ \(\w+\): employees is no whole number \(“many”\)",
    ),
    "a broken moment of an activity": (
        ["UPDATE activity SET created_at = '' WHERE kind = 'call'"],
        r"activity .*: created_at is no moment \(“”\)",
    ),
    "an owner that is nobody": (
        [f"UPDATE lead SET owner_id = 'nobody' WHERE id = {CONTOSO}"],
        r"lead LEAD-\w+ \(\w+\): owner_id refers to a user_account that is not there \(nobody\)",
    ),
    "an activity of no record": (
        ["UPDATE timeline_link SET record_id = 'nothing' WHERE record_kind = 'lead'"],
        r"timeline_link \w+: record_id refers to a lead that is not there \(nothing\)",
    ),
    "a lead edited behind the log": (
        [f"UPDATE lead SET topic = 'Tea' WHERE id = {CONTOSO}"],
        r"lead LEAD-\w+ \(\w+\): topic is “Tea”, but “Machines” after command \d+ in the log",
    ),
    "an imported lead edited behind the log": (
        [f"UPDATE lead SET company = 'Tea House' WHERE id = {IMPORTED}"],
        r"lead LEAD-\w+ \(\w+\): company is “Tea House”, but “Roastery 3”|is not as it came in with command",
    ),
    "a lead removed behind the log": (
        [f"DELETE FROM lead WHERE id = {IMPORTED}"],
        r"lead \w+ is missing: command \d+ left it there",
    ),
    "a lead added behind the log": (
        [
            "CREATE TEMP TABLE t AS SELECT * FROM lead LIMIT 1",
            "UPDATE t SET id = hex(zeroblob(16)), code = 'LEAD-X'",
            "INSERT INTO lead SELECT * FROM t",
        ],
        r"lead LEAD-X \(0+\) is not in the log: it was added",
    ),
}


def test_a_mornings_work_is_whole(settings: Settings) -> None:
    told: list[tuple[int, int]] = []
    assert upkeep.check(settings, progress=lambda *each: told.append(each)) == ()
    assert told == sorted(told)
    assert 0 < told[0][0] < told[-1][0] <= told[-1][1]


@pytest.mark.parametrize("kind", PLANTED)
def test_planted_damage_is_found_and_named(settings: Settings, kind: str) -> None:
    statements, says = PLANTED[kind]
    _plant(settings, *statements)
    findings = upkeep.check(settings)
    assert any(re.search(says, each) for each in findings), findings
    assert len(findings) <= 45, findings
    _use(settings)


def _use(settings: Settings) -> None:
    """Whatever is damaged, the workspace opens, the rest is there, and work goes on."""
    assert settings.address.path is not None
    read_opening(settings.address.path, settings.login, settings.user, NOW, lambda _own: settings.zone, 60)
    with closing(open_workspace(settings)) as space:
        lines = space.leads.window(ListQuery()).lines
        assert len(lines) > 30
        for line in lines[:5]:
            space.overviews.of(line.id)
        assert space.leads.window(ListQuery(search="Roastery 9")).lines
        assert space.search.everything("Fabrikam")
        space.log.recent()
        added = space.leads.add({"company": "Northwind"})
        space.timeline.log_call(added.id, subject="Hello")
        space.leads.edit(added.id, {"topic": "Cups"})
        space.log.undo()


DAMAGED = {
    "a moment": ("lead", "next_contact_at = 'soon'"),
    "a day": ("lead", "estimated_close = 'soon'"),
    "a document": ("lead", "custom = 'x', folded = '['"),
    "a process": ("process_instance", "visits = '', ticks = '['"),
    "its definition": ("process_definition", "body = '{'"),
    "an entry": ("activity", "at = 'x', start_at = 1"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_what_is_damaged_is_shown_so(settings: Settings, kind: str) -> None:
    table, cells = DAMAGED[kind]
    _plant(settings, f"UPDATE {table} SET {cells}")
    with closing(open_workspace(settings)) as space:
        line = space.leads.window(ListQuery(search="Fabrikam")).lines[0]
        values = space.leads.show(line.id).values
        if kind == "a moment":
            assert when(values["next_contact_at"], NOW, settings.zone) == "damaged"
        if kind == "a day":
            assert short_day(values["estimated_close"], NOW.date()) == "damaged"
        if table.startswith("process"):
            shown = space.processes.show(line.id)
            assert shown is not None
            assert [stage.name for stage in shown.stages] == ["damaged"]
    _use(settings)


@pytest.fixture
def on_a_server(postgres_url: str, tmp_path: Path) -> Settings:
    """The settings of a start with the same work on a server."""
    settings = settings_for(postgres_url)
    with closing(open_workspace(settings, FixedClock(NOW))) as space:
        _work(space, tmp_path)
    return settings


#: What a server lets be done to it; the links of its rows it guards itself.
ON_A_SERVER = (
    "a change in the log edited",
    "what an import came to edited",
    "the last command lost",
    "an index dropped",
    "a lead edited behind the log",
    "an imported lead edited behind the log",
    "an activity of no record",
)


def test_the_same_is_found_on_a_server(on_a_server: Settings) -> None:
    assert upkeep.check(on_a_server) == ()
    engine = open_engine(database_url(on_a_server.database), writer=True)
    with engine.begin() as connection:
        for kind in ON_A_SERVER:
            for statement in PLANTED[kind][0]:
                connection.exec_driver_sql(statement)
    engine.dispose()
    findings = upkeep.check(on_a_server)
    for kind in ON_A_SERVER:
        assert any(re.search(PLANTED[kind][1], each) for each in findings), (kind, findings)
