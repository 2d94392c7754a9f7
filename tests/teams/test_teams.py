"""Teams, hours and time off: who is in which, and when each of them works."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.core.errors import Invalid, NotAllowed, NotFound, Refusal
from app.domain.teams.queries import members_by_team, team_id, working_of
from app.workspace import Workspace
from tests.conftest import NOW, SitDown


@pytest.fixture
def floor(workspace: Workspace) -> Workspace:
    """Omar with three colleagues."""
    for name in ("Amal Haddad", "Badr Saleh", "كارلا"):
        workspace.users.add(name, login=name.split()[0].lower())
    return workspace


def _members(space: Workspace, team: str) -> tuple[str, ...]:
    with space.desk.read() as reader:
        identity = team_id(reader.connection, team)
        ids = members_by_team(reader.connection, [identity])[identity]
    return tuple(each.name for each in space.users.list() if each.id in ids)


def test_a_team_is_made_joined_left_and_dissolved_and_each_can_be_undone(floor: Workspace) -> None:
    made = floor.teams.add("الخليج", ["amal", "badr"])
    assert made.code.startswith("TEAM-")
    assert made.message == f"Team الخليج added as {made.code}. With Amal Haddad, Badr Saleh."
    floor.teams.join(made.code, ["كارلا", "amal"])
    assert _members(floor, "الخليج") == ("Amal Haddad", "Badr Saleh", "كارلا")
    left = floor.teams.leave(made.code, ["badr"])
    assert _members(floor, made.code) == ("Amal Haddad", "كارلا")
    floor.log.undo(left.seq)
    assert len(_members(floor, made.code)) == 3
    gone = floor.teams.delete(made.code)
    assert floor.teams.list() == ()
    with pytest.raises(NotFound, match="There is no team"):
        _members(floor, made.code)
    floor.log.undo(gone.seq)
    assert len(_members(floor, made.code)) == 3
    floor.log.redo()
    assert floor.teams.list() == ()


def test_who_has_left_is_in_no_team_any_more_but_is_named(floor: Workspace) -> None:
    floor.teams.add("Gulf", ["amal", "badr"])
    floor.users.edit("badr", {"active": "no"})
    (team,) = floor.teams.list()
    assert (team.members, team.left) == (("Amal Haddad",), ("Badr Saleh",))
    assert _members(floor, "gulf") == ("Amal Haddad",)
    with pytest.raises(NotFound, match="Badr Saleh no longer works here"):
        floor.teams.join("Gulf", ["badr"])
    floor.teams.leave("Gulf", ["badr"])
    assert floor.teams.list()[0].left == ()


@pytest.mark.parametrize("name", ["", " \x1b ", "x" * 101, "gulf", "GULF "])
def test_a_team_needs_a_name_of_its_own(shop: Workspace, name: str) -> None:
    shop.teams.add("Gulf")
    with pytest.raises(Refusal) as refused:
        shop.teams.add(name)
    assert refused.value.field == "name"


def test_hours_capacity_and_time_off_say_when_somebody_works(floor: Workspace, sit_down: SitDown) -> None:
    floor.users.edit("amal", {"working_hours": "الأحد-الخميس ٩-١٧", "capacity": "12", "time_zone": "Africa/Cairo"})
    line = next(each for each in floor.users.list() if each.login == "amal")
    assert (line.working_hours, line.capacity) == ("Sun-Thu 09:00-17:00", 12)
    off = floor.time_off.add("amal", "2026-11-24", "2026-11-25", "Wedding")
    assert floor.time_off.list("amal")[0].until_at == datetime(2026, 11, 25, 22, tzinfo=UTC), "midnight in Cairo"
    with floor.desk.read() as reader:
        working = working_of(reader.connection, [line.id], zone=floor.desk.zone)[line.id]
    assert working.is_open(NOW + timedelta(hours=3))
    assert working.add(NOW, timedelta(hours=8)) == datetime(2026, 11, 26, 7, tzinfo=UTC)
    with pytest.raises(Invalid, match="no time from one hour to another"):
        floor.users.edit("amal", {"working_hours": "Mon 9"})
    amal = sit_down("amal")
    amal.users.edit("me", {"working_hours": ""})
    with pytest.raises(NotAllowed, match="Only a manager may"):
        amal.users.edit("me", {"capacity": "1"})
    with pytest.raises(NotAllowed, match="Only a manager may"):
        amal.time_off.add("badr", "today")
    with pytest.raises(NotAllowed, match="Only a manager may"):
        amal.teams.add("Mine")
    amal.time_off.remove(off.id)
    assert floor.time_off.list() == ()
    with pytest.raises(Invalid, match="must end after it begins"):
        floor.time_off.add("amal", "2026-11-25", "2026-11-24")
