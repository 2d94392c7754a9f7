"""Undo and redo: every command can be taken back to the letter and done again, unless something rests on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed, NotFound, Refusal
from app.domain.core.outcomes import Outcome
from app.domain.core.windows import ListQuery
from app.domain.qualification.rows import QualifyChoice
from app.domain.store import noting, undo
from app.domain.store.log import CommandEntry
from app.domain.store.undo import Stopped
from app.words import say
from app.workspace import Workspace
from tests.conftest import SitDown
from tests.history.snapshot import snapshot


@dataclass(frozen=True, slots=True)
class Scene:
    """A workspace with one of everything, by code."""

    workspace: Workspace
    lead: str
    deal: str
    contact: str
    account: str
    task: str
    stakeholder: str
    rivalry: str


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """One of everything."""
    workspace.users.add("Huda Karim", login="huda")
    lead = workspace.leads.add({"company": "Contoso", "name": "Sara Nadim", "next_contact_at": "tomorrow 10"}).code
    sold = workspace.leads.add({"company": "Fabrikam", "topic": "Machines"}).code
    return Scene(
        workspace,
        lead,
        workspace.qualification.qualify(sold, QualifyChoice("none", "none", ("Machines",))).made["opportunity"][0],
        workspace.contacts.add({"name": "Ali Hassan"}).code,
        workspace.accounts.add({"name": "Northwind"}).code,
        workspace.timeline.add_task(lead, "Send samples").code,
        workspace.stakeholders.add(lead, name="Lina Berg").id,
        workspace.competitors.add(lead, "Adventure Works").id,
    )


COMMANDS: dict[str, Callable[[Workspace, Scene], Outcome]] = {
    "add a lead": lambda w, _: w.leads.add({"company": "New", "tags": "a, b", "next_contact_at": "tomorrow 9"}),
    "edit a lead": lambda w, s: w.leads.edit(s.lead, {"company": "شركة", "budget": "5k AED", "tags": "x"}),
    "set a status": lambda w, s: w.leads.set_status(s.lead, "do_not_contact"),
    "move the next contact": lambda w, s: w.leads.set_next_contact(s.lead, "next friday 9"),
    "drop the next contact": lambda w, s: w.leads.set_next_contact(s.lead, None),
    "assign": lambda w, s: w.leads.assign(s.lead, "huda"),
    "qualify": lambda w, s: w.qualification.qualify(s.lead, QualifyChoice("new", "new", ("One", "Two"))),
    "disqualify": lambda w, s: w.qualification.disqualify(s.lead, "lost", keep_contact=True),
    "delete a lead": lambda w, s: w.qualification.delete(s.lead),
    "add a contact": lambda w, s: w.contacts.add({"name": "Omar Sharif", "account": s.account}),
    "edit a contact": lambda w, s: w.contacts.edit(s.contact, {"name": "Ali Al Hassan", "city": "Doha"}),
    "delete an account": lambda w, s: w.accounts.delete(s.account),
    "add a user": lambda w, _: w.users.add("Lina Berg"),
    "add a field": lambda w, _: w.fields.add_custom("lead", "Roast", "choice", choices=("light",)),
    "log a call": lambda w, s: w.timeline.log_call(s.lead, notes="Hello", people=("Sara",), override=True),
    "complete a task": lambda w, s: w.timeline.complete(s.task),
    "post": lambda w, s: w.timeline.post(s.lead, "Well done @huda"),
    "add a stakeholder": lambda w, s: w.stakeholders.add(s.lead, contact=s.contact, roles=("champion",)),
    "remove a stakeholder": lambda w, s: w.stakeholders.remove(s.stakeholder),
    "edit a rivalry": lambda w, s: w.competitors.edit(s.rivalry, {"status": "confirmed"}),
    "remove a competitor": lambda w, s: w.competitors.remove(s.rivalry),
    "fill a step": lambda w, s: w.processes.set(s.deal, {"stakeholders": True, "customer_need": "Beans"}),
    "switch the process": lambda w, s: w.processes.switch(s.lead, "quick_sale"),
    "edit an opportunity": lambda w, s: w.opportunities.edit(s.deal, {"amount": "9k USD"}),
    "win": lambda w, s: w.opportunities.close(s.deal, "won", revenue="9k USD"),
    "lose": lambda w, s: w.opportunities.close(s.deal, "lost", reasons="Price", competitor="Adventure Works"),
}


def test_every_command_is_undone_to_the_letter_and_redone(scene: Scene) -> None:
    workspace = scene.workspace
    for name, command in COMMANDS.items():
        before = snapshot(workspace)
        outcome = command(workspace, scene)
        after = snapshot(workspace)
        assert after != before, name
        for _ in range(2):
            assert workspace.log.undo().message.startswith("Undone: "), name
            assert snapshot(workspace) == before, name
            assert workspace.log.redo().message.startswith("Redone: "), name
            assert snapshot(workspace) == after, name
        workspace.log.undo(outcome.seq)
        assert snapshot(workspace) == before, name


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(list(COMMANDS)), min_size=1, max_size=5))
def test_any_run_of_commands_is_undone_step_by_step(scene: Scene, names: list[str]) -> None:
    workspace = scene.workspace
    states = [snapshot(workspace)]
    for name in names:
        try:
            outcome = COMMANDS[name](workspace, scene)
        except Refusal:
            continue
        if outcome.seq:
            states.append(snapshot(workspace))
    for state in reversed(states[:-1]):
        workspace.log.undo()
        assert snapshot(workspace) == state
    for state in states[1:]:
        workspace.log.redo()
        assert snapshot(workspace) == state
    for _ in states[1:]:
        workspace.log.undo()


def test_what_was_overtaken_is_refused_by_name(workspace: Workspace) -> None:
    added = workspace.leads.add({"company": "Contoso"})
    first = workspace.leads.edit(added.code, {"city": "Dubai"})
    second = workspace.leads.edit(added.code, {"city": "Doha"})
    for seq in (added.seq, first.seq):
        with pytest.raises(NotAllowed, match=r"cannot be undone: it was followed by “Contoso: City changed\.”"):
            workspace.log.undo(seq)
    workspace.log.undo(second.seq)
    workspace.log.undo(first.seq)
    assert workspace.leads.show(added.code).values["city"] is None


def test_edits_of_other_fields_do_not_stand_in_the_way(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso"}).code
    first = workspace.leads.edit(lead, {"rating": "hot"})
    workspace.leads.edit(lead, {"need": "must have"})
    workspace.log.undo(first.seq)
    values = workspace.leads.show(lead).values
    assert (values["rating"], values["need"]) == (None, "must_have")


@pytest.mark.parametrize(
    "hang",
    [
        lambda w, lead: w.timeline.add_task(lead, "Send samples"),
        lambda w, lead: w.stakeholders.add(lead, name="Lina Berg"),
        lambda w, lead: w.competitors.add(lead, "Northwind"),
        lambda w, lead: w.timeline.add_note(lead, "Met at the fair"),
    ],
    ids=["task", "stakeholder", "competitor", "note"],
)
def test_a_record_is_not_taken_away_from_under_what_hangs_on_it(
    workspace: Workspace, hang: Callable[[Workspace, str], Outcome]
) -> None:
    added = workspace.leads.add({"company": "Contoso"})
    later = hang(workspace, added.code)
    with pytest.raises(NotAllowed, match="it was followed by") as refused:
        workspace.log.undo(added.seq)
    assert str(later.seq) in (refused.value.hint or "")
    workspace.log.undo(later.seq)
    workspace.log.undo(added.seq)
    with pytest.raises(NotFound):
        workspace.leads.show(added.code)


def test_nothing_is_undone_twice_and_nothing_redone_after_something_new(workspace: Workspace) -> None:
    added = workspace.leads.add({"company": "Contoso"})
    workspace.log.undo()
    with pytest.raises(NotAllowed, match="was undone already"):
        workspace.log.undo(added.seq)
    workspace.leads.add({"company": "Fabrikam"})
    with pytest.raises(NotAllowed, match="There is nothing to redo"):
        workspace.log.redo()


def test_an_unknown_command_and_an_empty_past_are_said_so(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="There is no command 4711"):
        workspace.log.undo(4711)
    with pytest.raises(NotAllowed, match="There is nothing to undo"):
        workspace.log.undo()


def test_each_user_undoes_their_own(workspace: Workspace, sit_down: SitDown) -> None:
    workspace.users.add("Huda Karim", login="huda")
    huda = sit_down("huda")
    mine = workspace.leads.add({"company": "Mine"}).code
    theirs = huda.leads.add({"company": "Theirs"}).code
    workspace.log.undo()
    assert huda.leads.show(theirs).title == "Theirs"
    with pytest.raises(NotFound):
        huda.leads.show(mine)


def test_a_code_that_was_undone_is_never_given_out_again(workspace: Workspace) -> None:
    first = workspace.leads.add({"company": "Contoso"}).code
    workspace.log.undo()
    assert workspace.leads.add({"company": "Contoso"}).code != first


def test_a_change_of_another_field_stands_in_no_ones_way_and_search_finds_what_is_true(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso", "topic": "Grinders"})
    topic = workspace.leads.edit(lead.id, {"topic": "Espresso"})
    workspace.leads.edit(lead.id, {"city": "Dubai"})
    workspace.timeline.log_call(lead.id, notes="They like it")
    workspace.log.undo(topic.seq)
    values = workspace.leads.show(lead.id).values
    assert (values["topic"], values["city"]) == ("Grinders", "Dubai")
    assert [hit.id for hit in workspace.search.everything("grinders dubai")] == [lead.id]
    assert not [hit for hit in workspace.search.everything("espresso") if hit.kind == "lead"]


def test_the_first_of_two_calls_can_be_taken_back(workspace: Workspace, clock: FixedClock) -> None:
    lead = workspace.leads.add({"company": "Contoso"})
    first = workspace.timeline.log_call(lead.id, notes="One")
    clock.moment += timedelta(hours=1)
    workspace.timeline.log_call(lead.id, notes="Two")
    workspace.log.undo(first.seq)
    assert workspace.leads.show(lead.id).values["last_activity_at"] == clock.moment


def test_the_setup_of_a_database_is_never_taken_back(workspace: Workspace) -> None:
    setup = workspace.log.recent()[-1]
    with pytest.raises(NotAllowed, match=r"“Database set up for Omar\.” cannot be undone") as refused:
        workspace.log.undo(setup.seq)
    assert "--db" in (refused.value.hint or "")
    assert [user.login for user in workspace.users.list()] == ["omar"]


def test_a_colleague_who_has_worked_is_not_taken_away(workspace: Workspace, sit_down: SitDown) -> None:
    added = workspace.users.add("Huda Karim", login="huda", role="manager")
    huda = sit_down("huda")
    with pytest.raises(NotAllowed, match="Huda Karim has worked here"):
        huda.log.undo(added.seq)
    workspace.log.undo(added.seq)
    workspace.log.redo()
    huda.leads.add({"company": "Contoso"})
    with pytest.raises(NotAllowed, match="cannot be undone: Huda Karim has worked here, and history names them"):
        workspace.log.undo(added.seq)
    assert workspace.log.recent()[0].who == "Huda Karim"


def test_an_import_is_taken_back_with_the_fields_and_values_it_made(workspace: Workspace) -> None:
    with workspace.desk.write("import") as unit:
        from app.domain.fields.records import CustomField
        from app.domain.people.records import Contact

        unit.add(CustomField(record_kind="contact", code="roast", label="Roast", type="line", choices=[]))
        unit.add(Contact(code="CONT-9999", name="Ali", name_key="ali", custom={"roast": "dark"}))
        unit.describe(say("Imported."))
    workspace.log.undo(unit.seq)
    assert all(field.code != "roast" for field in workspace.fields.of("contact"))


def test_an_undo_that_is_refused_is_passed_over_when_it_is_asked_again(workspace: Workspace, sit_down: SitDown) -> None:
    workspace.users.add("Huda Karim", login="huda")
    huda = sit_down("huda")
    kept = workspace.leads.add({"company": "Contoso"})
    free = workspace.leads.add({"company": "Fabrikam"})
    workspace.leads.edit(kept.code, {"city": "Dubai"})
    theirs = huda.leads.edit(kept.code, {"city": "Doha"})
    with pytest.raises(NotAllowed, match="cannot be undone: it was followed by") as refused:
        workspace.log.undo()
    assert refused.value.hint == (
        f"Undo that first: leadline undo {theirs.seq}. "
        f"Once more goes on to “Fabrikam added as {free.code}.”: leadline undo {free.seq}"
    )
    assert workspace.log.undo().message == (
        f"Undone: Fabrikam added as {free.code}. “Contoso: City changed.” stays as it is."
    )
    with pytest.raises(NotAllowed, match="“Contoso added as"):
        workspace.log.undo()
    huda.log.undo(theirs.seq)
    assert workspace.log.undo().message == "Undone: Contoso: City changed.", "what stood in the way has gone"


def test_a_redo_that_is_refused_is_passed_over_when_it_is_asked_again(workspace: Workspace, sit_down: SitDown) -> None:
    workspace.users.add("Huda Karim", login="huda")
    first = workspace.leads.add({"company": "Contoso"})
    other = workspace.leads.add({"company": "Fabrikam"})
    workspace.leads.edit(first.code, {"city": "Dubai"})
    workspace.leads.edit(other.code, {"city": "Muscat"})
    workspace.log.undo()
    workspace.log.undo()
    sit_down("huda").leads.edit(first.code, {"city": "Doha"})
    with pytest.raises(NotAllowed, match=r"cannot be taken back: it was followed by “Contoso: City changed\."):
        workspace.log.redo()
    assert workspace.log.redo().message.startswith("Redone: Fabrikam: City changed.")
    assert workspace.leads.show(other.code).values["city"] == "Muscat"


def test_a_command_of_which_nothing_is_left_is_never_the_last_one(workspace: Workspace) -> None:
    first = workspace.leads.add({"company": "Contoso"})
    with workspace.desk.write("lead.status") as unit:
        unit.describe(say("2 leads changed."))
        unit.note("lead", "0" * 32, "insert", None, None)
    with workspace.desk.write("lead.status") as unit:
        unit.session.add(CommandEntry(at=unit.now, actor_id=unit.actor_id, name="lead.status", summary="Empty."))
    with pytest.raises(NotAllowed, match="left nothing behind"):
        workspace.log.undo()
    assert workspace.log.undo().message.startswith(f"Undone: Contoso added as {first.code}.")
    with pytest.raises(NotAllowed, match=r"There is nothing else to undo\. “2 leads changed\.” stays"):
        workspace.log.undo()


def test_undoing_tells_how_far_it_has_come_and_can_be_stopped(workspace: Workspace) -> None:
    added = workspace.leads.add({"company": "Contoso"})
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> bool:
        told.append((done, of))
        return False

    with pytest.raises(Stopped, match="stays as it is"):
        workspace.log.undo(progress=stop)
    assert workspace.leads.show(added.code).title == "Contoso"
    assert workspace.log.undo(progress=lambda *_: True).seq
    assert told[-1][0] == told[-1][1] > 0


def test_much_is_taken_back_in_portions_that_wait_outside_the_memory(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "PORTION", 17)
    monkeypatch.setattr(noting, "AT_HAND", 40)
    file = tmp_path / "list.csv"
    file.write_text("Company,Name,City,Roast\n" + "".join(f"شركة {n},Sara {n},Dubai,\n" for n in range(60)))
    start = snapshot(workspace)
    with workspace.capture.open(file) as plan:
        workspace.capture.run(plan)
    codes = [line.code for line in workspace.leads.window(ListQuery(), limit=60).lines]
    taken_in = snapshot(workspace)
    workspace.batches.set_status(codes, "open")
    told = snapshot(workspace)
    for state in (taken_in, start):
        workspace.log.undo()
        assert snapshot(workspace) == state
    for state in (taken_in, told):
        workspace.log.redo()
        assert snapshot(workspace) == state
