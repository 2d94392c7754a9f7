"""The change log knows what every command did; undo and redo take it back and do it again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.core.changes import Change
from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.windows import ListQuery
from app.domain.leads.records import Lead
from app.domain.store.log import ChangeEntry, CommandEntry
from app.workspace import Workspace
from tests.conftest import SitDown, settings_for

EVERYTHING = ListQuery()


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead."""
    return workspace.leads.add({"company": "Contoso", "topic": "Beans"}).code


def topic_of(workspace: Workspace, lead: str) -> object:
    return workspace.leads.show(lead).values["topic"]


def logged(workspace: Workspace) -> int:
    """How many commands the log holds."""
    with workspace.desk.read() as reader:
        return int(reader.scalar(select(func.count()).select_from(CommandEntry)))


def test_a_command_is_logged_with_who_when_and_both_images(workspace: Workspace, lead: str) -> None:
    outcome = workspace.leads.edit(lead, {"topic": "Machines"})
    with workspace.desk.read() as reader:
        command = reader.row(select(CommandEntry).where(CommandEntry.seq == outcome.seq))
        ((before, after),) = reader.rows(
            select(ChangeEntry.before, ChangeEntry.after)
            .where(ChangeEntry.command_seq == outcome.seq, ChangeEntry.table_name == "lead")
            .order_by(ChangeEntry.seq)
        )
    assert (command.name, command.actor_id, command.at) == (
        "lead.edit",
        workspace.desk.actor.id,
        workspace.desk.now(),
    )
    assert command.summary == outcome.message
    assert (before["topic"], after["topic"]) == ("Beans", "Machines")
    assert "company" not in after, "only what changed is kept"


def test_what_was_refused_or_changed_nothing_leaves_no_trace(workspace: Workspace, lead: str) -> None:
    before = logged(workspace)
    with pytest.raises(Invalid):
        workspace.leads.edit(lead, {"email": "no address"})
    assert workspace.leads.edit(lead, {"topic": "Beans"}).seq == 0
    assert logged(workspace) == before


def test_an_edit_is_undone_redone_and_undone_again(workspace: Workspace, lead: str) -> None:
    workspace.leads.edit(lead, {"topic": "Machines"})
    assert workspace.log.undo().message.startswith("Undone: ")
    assert topic_of(workspace, lead) == "Beans"
    assert workspace.log.redo().message.startswith("Redone: ")
    assert topic_of(workspace, lead) == "Machines"
    workspace.log.undo()
    assert topic_of(workspace, lead) == "Beans"


def test_undo_and_redo_pass_over_a_column_that_a_newer_version_has_no_more(workspace: Workspace, lead: str) -> None:
    workspace.leads.edit(lead, {"topic": "Machines"})
    for take, topic in ((workspace.log.undo, "Beans"), (workspace.log.redo, "Machines"), (workspace.log.undo, "Beans")):
        _log_a_column_more(workspace)
        take()
        assert topic_of(workspace, lead) == topic
    workspace.log.undo()
    _log_a_column_more(workspace)
    workspace.log.redo()
    assert topic_of(workspace, lead) == "Beans"


def _log_a_column_more(workspace: Workspace) -> None:
    """Make the log what it would be if leads had had a column more so far."""
    with workspace.desk.write("older") as unit:
        for entry in unit.session.scalars(select(ChangeEntry).where(ChangeEntry.table_name == "lead")):
            entry.before = entry.before and {**entry.before, "gone": []}
            entry.after = entry.after and {**entry.after, "gone": []}


def test_undo_walks_back_command_by_command_to_the_beginning(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso"}).code
    for topic in ("one", "two", "three"):
        workspace.leads.edit(code, {"topic": topic})
    for left in ("two", "one", None):
        workspace.log.undo()
        assert topic_of(workspace, code) == left
    workspace.log.undo()
    with pytest.raises(NotFound):
        workspace.leads.show(code)


def test_the_version_grows_with_an_undo_too(workspace: Workspace, lead: str) -> None:
    before = workspace.leads.show(lead).version
    workspace.leads.edit(lead, {"topic": "Machines"})
    workspace.log.undo()
    assert workspace.leads.show(lead).version == before + 2


def test_a_qualified_lead_is_brought_back_with_all_that_was_made_of_it(workspace: Workspace, lead: str) -> None:
    made = workspace.qualification.qualify(lead).made
    workspace.log.undo()
    card = workspace.leads.show(lead)
    assert card.values["state"] == "open"
    with pytest.raises(NotFound):
        workspace.opportunities.show(made["opportunity"][0])
    workspace.log.redo()
    assert workspace.leads.show(lead).values["state"] == "qualified"
    assert workspace.opportunities.show(made["opportunity"][0]).values["name"]


def test_what_a_later_command_rests_on_is_refused_by_its_name(workspace: Workspace, lead: str) -> None:
    first = workspace.leads.edit(lead, {"topic": "Machines"})
    second = workspace.leads.edit(lead, {"topic": "Training"})
    with pytest.raises(NotAllowed, match="was followed by") as refused:
        workspace.log.undo(first.seq)
    assert first.message in refused.value.message
    assert second.message in refused.value.message
    assert refused.value.hint == f"Undo that first: leadline undo {second.seq}"
    workspace.log.undo(second.seq)
    workspace.log.undo(first.seq)
    assert topic_of(workspace, lead) == "Beans"


def test_other_fields_of_the_same_record_may_have_changed_since(workspace: Workspace, lead: str) -> None:
    first = workspace.leads.edit(lead, {"rating": "hot"})
    workspace.leads.edit(lead, {"employees": 40})
    workspace.log.undo(first.seq)
    values = workspace.leads.show(lead).values
    assert (values["rating"], values["employees"]) == (None, 40)


def test_a_command_is_undone_once(workspace: Workspace, lead: str) -> None:
    edited = workspace.leads.edit(lead, {"topic": "Machines"})
    workspace.log.undo(edited.seq)
    with pytest.raises(NotAllowed, match=rf"Command {edited.seq} was undone already\."):
        workspace.log.undo(edited.seq)


def test_redo_is_over_once_something_else_was_done(workspace: Workspace, lead: str) -> None:
    workspace.leads.edit(lead, {"topic": "Machines"})
    workspace.log.undo()
    workspace.leads.edit(lead, {"city": "Doha"})
    with pytest.raises(NotAllowed, match="nothing to redo"):
        workspace.log.redo()


def test_a_command_that_never_was_cannot_be_undone(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="There is no command 4711 in the log"):
        workspace.log.undo(4711)


def test_undo_takes_back_ones_own_commands_only(workspace: Workspace, sit_down: SitDown, lead: str) -> None:
    workspace.users.add("Huda Karim", login="huda")
    huda = sit_down("huda")
    workspace.leads.edit(lead, {"rating": "hot"})
    huda.leads.edit(lead, {"employees": 40})
    workspace.log.undo()
    values = workspace.leads.show(lead).values
    assert (values["rating"], values["employees"]) == (None, 40)


def test_an_import_is_undone_by_a_program_that_never_imported(
    workspace: Workspace, workspace_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "fair.csv"
    rows = [f"Café {number},info@cafe{number}.example\n" for number in range(9)]
    file.write_text("".join(["Company,Email\n", *rows]), encoding="utf-8")
    before = workspace.leads.count(EVERYTHING)
    with workspace.capture.open(file) as plan:
        assert workspace.capture.run(plan).created == 9
    program = (
        "from app.bootstrap import open_workspace\n"
        f"from app.settings import Settings\n"
        f"space = open_workspace(Settings({settings_for(workspace_url).database!r}, user='omar'))\n"
        "space.log.undo()\n"
        "space.close()\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env=os.environ | {"PYTHONPATH": os.fspath(Path.cwd())})
    assert workspace.leads.count(EVERYTHING) == before


def test_a_listener_hears_of_each_commit_what_was_touched(workspace: Workspace, lead: str) -> None:
    heard: list[Change] = []
    workspace.desk.database.listen(heard.append)
    outcome = workspace.leads.edit(lead, {"topic": "Machines"})
    (change,) = heard
    assert change.seq == outcome.seq
    assert "lead" in change.tables
    assert outcome.id in change.rows


def test_changes_since_are_those_of_any_program_in_order(workspace: Workspace, sit_down: SitDown, lead: str) -> None:
    other = sit_down()
    seen = workspace.desk.database.last_seq()
    first = other.leads.edit(lead, {"topic": "Machines"})
    second = other.leads.edit(lead, {"city": "Doha"})
    changes = workspace.desk.database.changes_since(seen)
    assert [each.seq for each in changes] == [first.seq, second.seq]
    assert all(first.id in each.rows for each in changes)


def test_a_command_that_breaks_down_changes_nothing(workspace: Workspace, lead: str) -> None:
    before = logged(workspace)
    lead_id = workspace.leads.find(lead)

    def break_down() -> None:
        with workspace.desk.write("broken") as unit:
            unit.session.get_one(Lead, lead_id).topic = "Half"
            unit.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_down()
    assert topic_of(workspace, lead) == "Beans"
    assert logged(workspace) == before
