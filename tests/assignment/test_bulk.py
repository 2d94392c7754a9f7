"""Many leads at once: as one by one, but with a few statements for all of them; two programs at once keep the turns."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, event, func, select

from app.domain.assignment.files import as_toml
from app.domain.assignment.records import AssignmentDecision
from app.domain.leads.kinds import LEAD
from app.domain.people.records import User
from app.domain.store.unit import table_of
from app.workspace import Workspace
from tests.assignment.conftest import Floor
from tests.conftest import SitDown


@contextmanager
def _statements() -> Iterator[list[str]]:
    """The statements that are run, each once however many rows it is run for."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _take(space: Workspace, folder: Path, count: int, *columns: str) -> None:
    """Import so many leads, every third of them from Oman."""
    path = folder / f"{count}.csv"
    rows = (f"Company {count} {number},{'Egypt' if number % 3 else 'Oman'},badr" for number in range(count))
    heading = ",".join(("Company", "Country", columns[0] if columns else "Remark"))
    path.write_text("\n".join((heading, *rows)), encoding="utf-8")
    with space.capture.open(path, kind="lead") as plan:
        space.capture.run(plan)


def _owners(space: Workspace) -> dict[str, int]:
    """How many leads each has, by login."""
    users = table_of(User)
    owned = (
        select(func.coalesce(users.c.login, "-"), func.count())
        .select_from(LEAD.table.outerjoin(users, users.c.id == LEAD.table.c.owner_id))
        .group_by(users.c.login)
    )
    with space.desk.read() as reader:
        return {str(row[0]): int(row[1]) for row in reader.rows(owned)}


def _decisions(space: Workspace) -> int:
    with space.desk.read() as reader:
        return int(reader.scalar(select(func.count()).select_from(table_of(AssignmentDecision))))


def test_an_import_is_given_out_as_leads_one_by_one_are(floor: Floor, tmp_path: Path) -> None:
    floor.people(amal=None, badr=None, carla=25)
    floor.space.rules.add({"name": "Oman", "condition": "country = Oman", "users": "carla", "with_capacity": "yes"})
    floor.space.rules.add({"name": "Others", "users": "amal, badr"})
    _take(floor.space, tmp_path, 30)
    assert _owners(floor.space) == {"amal": 10, "badr": 10, "carla": 10}
    with _statements() as run:
        _take(floor.space, tmp_path, 90)
    assert _owners(floor.space) == {"amal": 40, "badr": 40, "carla": 25, "-": 15}
    assert _decisions(floor.space) == 120
    of_assignment = [each for each in run if "assignment_" in each or "owner_id IN" in each]
    assert len(of_assignment) <= 2 * 6, "two pieces, with the rules, the turns, what each has, and what was decided"
    _take(floor.space, tmp_path, 20, "Owner")
    assert _owners(floor.space)["badr"] == 60, "whom the file names stays"
    assert _decisions(floor.space) == 121
    floor.space.log.undo()
    floor.space.log.undo()
    assert _decisions(floor.space) == 30
    assert floor.lead() == "amal"


def test_leads_that_are_there_are_tried_and_given_out_at_once(floor: Floor, tmp_path: Path) -> None:
    _take(floor.space, tmp_path, 60)
    floor.people(amal=None, badr=None)
    rule = floor.space.rules.add({"name": "Oman", "condition": "country = Oman", "users": "amal, badr"})
    would = floor.space.assigning.simulate("owner = omar", limit=6)
    assert [(each.user, each.before) for each in would] == [
        ("Amal", "Omar"), (None, "Omar"), (None, "Omar"), ("Badr", "Omar"), (None, "Omar"), (None, "Omar"),
    ]  # fmt: skip
    assert [each.why for each in would[:2]] == [
        "Rule 1: Oman, round robin, Amal was never served.",
        "It fits no rule.",
    ]
    assert _decisions(floor.space) == 0
    with _statements() as run:
        done = floor.space.assigning.run("owner = omar")
    assert len(run) < 45
    assert done.message == "20 leads given out. 40 fit no rule."
    assert _owners(floor.space) == {"amal": 10, "badr": 10, "omar": 40}
    given = floor.space.leads.show(would[0].lead)
    page = floor.space.timeline.page(would[0].lead)
    assert [each.subject for each in page.entries] == ["Assigned to Amal, before Omar"]
    assert given.version == 2
    assert floor.space.assigning.run("owner = omar and country = Egypt").message == "0 leads given out. 40 fit no rule."
    floor.space.log.undo(done.seq)
    assert _owners(floor.space) == {"omar": 60}
    floor.space.log.redo()
    assert _owners(floor.space) == {"amal": 10, "badr": 10, "omar": 40}
    floor.space.rules.delete(rule.code)
    assert floor.space.assigning.explain(would[0].lead)[0].why == would[0].why


def test_programs_side_by_side_keep_the_turns(workspace: Workspace, sit_down: SitDown) -> None:
    for login in ("amal", "badr", "carla"):
        workspace.users.add(login.capitalize(), login=login)
    workspace.rules.add({"name": "All", "users": "amal, badr, carla"})
    spaces = [sit_down() for _ in range(3)]

    def enter(number: int) -> None:
        spaces[number % 3].leads.add({"company": f"Company {number}"})

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(enter, range(30)))
    assert _owners(workspace) == {"amal": 10, "badr": 10, "carla": 10}


def test_rules_go_to_another_workspace_as_text(floor: Floor) -> None:
    floor.people(amal=None)
    floor.space.teams.add("الخليج", ["amal"])
    floor.space.rules.add({"name": "الخليج أولًا", "condition": "topic ~ قهوة", "teams": "الخليج", "days": "Sun-Thu"})
    floor.space.rules.add({"name": "Others", "users": "amal", "way": "load", "within_hours": 0, "active": "no"})
    text = as_toml(floor.space.rules.list())
    before = floor.space.rules.list()
    floor.space.rules.take_in(text, "rules.toml")
    assert floor.space.rules.list() == before
    for each in before:
        floor.space.rules.delete(each.code)
    floor.space.rules.take_in(text, "rules.toml")
    assert [each.values for each in floor.space.rules.list()] == [each.values for each in before]
