"""Roles: an agent works leads and logs; only a manager deletes, defines fields and changes roles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from app.bootstrap import open_workspace
from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed
from app.domain.core.roles import ROLES
from app.workspace import Workspace
from tests.conftest import settings_for

Deed = Callable[[Workspace, str], object]

OF_MANAGERS: dict[str, Deed] = {
    "lead.delete": lambda at, lead: at.qualification.delete(lead),
    "several leads": lambda at, lead: at.batches.delete([lead]),
    "contact.delete": lambda at, _: at.contacts.delete("CONT-ZZZZ"),
    "field.add": lambda at, _: at.fields.add_custom("lead", "Cups a day", "integer"),
    "user.add": lambda at, _: at.users.add("Lina Berg"),
    "another user": lambda at, _: at.users.edit("omar", {"phone": "+971 50 123 4567"}),
    "own role": lambda at, _: at.users.edit("me", {"role": "admin"}),
}
"""What nobody below a manager does."""


@pytest.fixture
def boss(workspace_url: str, clock: FixedClock) -> Iterator[Workspace]:
    """A manager at a new database, with a colleague of each role."""
    with closing(open_workspace(settings_for(workspace_url, user="omar"), clock)) as space:
        for role in ROLES:
            space.users.add(role.capitalize(), login=role, role=role)
        yield space


@pytest.mark.parametrize("role", ["agent", "rep"])
def test_who_is_no_manager_deletes_defines_and_appoints_nothing(
    boss: Workspace, workspace_url: str, clock: FixedClock, role: str
) -> None:
    lead = boss.leads.add({"company": "Contoso"}).code
    with closing(open_workspace(settings_for(workspace_url, user=role), clock)) as space:
        for deed in OF_MANAGERS.values():
            with pytest.raises(NotAllowed, match=r"Only a manager may .*; your role is " + role):
                deed(space, lead)
        space.leads.edit(lead, {"city": "Dubai"})
        note = space.timeline.add_note(lead, "Called them").code
        space.users.edit("me", {"phone": "+971 50 123 4567"})
        deleted = boss.qualification.delete(lead)
        with pytest.raises(NotAllowed, match="Only a manager may undo what others did"):
            space.log.undo(deleted.seq)
        assert space.desk.may("timeline.delete") == (role == "rep")
        boss.log.undo(deleted.seq)
        if role == "rep":
            space.timeline.delete(note)
        else:
            with pytest.raises(NotAllowed, match="Only a rep or a manager may delete entries"):
                space.timeline.delete(note)


def test_a_role_that_was_taken_away_holds_at_once(boss: Workspace, workspace_url: str, clock: FixedClock) -> None:
    lead = boss.leads.add({"company": "Contoso"}).code
    with closing(open_workspace(settings_for(workspace_url, user="manager"), clock)) as space:
        boss.users.edit("manager", {"role": "rep"})
        with pytest.raises(NotAllowed, match="your role is rep"):
            space.qualification.delete(lead)


def test_one_manager_stays(workspace: Workspace) -> None:
    with pytest.raises(NotAllowed, match="the only manager"):
        workspace.users.edit("me", {"role": "rep"})
    workspace.users.add("Huda", login="huda", role="manager")
    workspace.users.edit("me", {"role": "rep"})
