"""When the next contact of a lead arrives, a lead that waits is open: once, logged, and for no other reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed
from app.workspace import Workspace
from tests.conftest import SitDown
from tests.jobs.conftest import later, stored

ARRIVED = "lead.next_contact_arrived"


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a new lead that is to be contacted at three in the afternoon."""
    return workspace.leads.add({"company": "Contoso", "next_contact_at": "today 15:00"}).code


def status(workspace: Workspace, lead: str) -> object:
    """A lead's status."""
    return workspace.leads.show(lead).values["status"]


def arrivals(workspace: Workspace) -> list[str]:
    """Do what is due, and answer what arrivals did."""
    return [run.message for run in workspace.jobs.run_due() if run.name == ARRIVED]


def waiting(workspace: Workspace) -> list[tuple[datetime, str]]:
    """When next contacts are waited for, and how the jobs stand."""
    return [(each.due_at, each.state) for each in stored(workspace) if each.name == ARRIVED]


def test_a_new_lead_is_open_when_its_next_contact_arrives(workspace: Workspace, clock: FixedClock, lead: str) -> None:
    later(clock, hours=5, minutes=59)
    assert arrivals(workspace) == []
    assert status(workspace, lead) == "lead"
    later(clock, minutes=1)
    assert arrivals(workspace) == ["Contoso: Lead → Open, its next contact has arrived."]
    assert status(workspace, lead) == "open"
    newest = workspace.timeline.page(lead).entries
    assert "Status Lead → Open · next contact arrived" in [each.subject for each in newest]
    later(clock, days=365)
    assert arrivals(workspace) == []


@pytest.mark.parametrize(("before", "after"), [("replied", "open"), ("interested", "interested"), ("open", "open")])
def test_only_a_lead_that_waits_is_moved(
    workspace: Workspace, clock: FixedClock, lead: str, before: str, after: str
) -> None:
    workspace.leads.set_status(lead, before)
    later(clock, days=1)
    arrivals(workspace)
    assert status(workspace, lead) == after


def test_who_must_not_be_contacted_stays_so(workspace: Workspace, clock: FixedClock, lead: str) -> None:
    workspace.leads.set_status(lead, "do not contact")
    later(clock, days=1)
    assert arrivals(workspace) == []
    assert status(workspace, lead) == "do_not_contact"


def test_a_year_away_is_caught_up_with_once(workspace: Workspace, clock: FixedClock, lead: str) -> None:
    later(clock, days=365)
    assert len(arrivals(workspace)) == 1
    assert arrivals(workspace) == []
    assert status(workspace, lead) == "open"


def test_it_arrives_at_the_moment_it_was_moved_to_and_at_no_other(
    workspace: Workspace, clock: FixedClock, lead: str
) -> None:
    for moment in ("today 12:00", "today 17:00", "today 16:00"):
        workspace.leads.set_next_contact(lead, moment)
    assert waiting(workspace) == [(datetime(2026, 11, 23, 12, 0, tzinfo=UTC), "waiting")]
    later(clock, hours=6)
    assert arrivals(workspace) == []
    later(clock, hours=1)
    assert len(arrivals(workspace)) == 1


def test_rescheduling_its_appointment_moves_it_too(workspace: Workspace, clock: FixedClock, lead: str) -> None:
    (entry,) = [each for each in workspace.timeline.page(lead).entries if each.kind == "appointment"]
    workspace.timeline.reschedule(entry.code, "tomorrow 9")
    later(clock, hours=12)
    assert arrivals(workspace) == []
    later(clock, hours=12)
    assert len(arrivals(workspace)) == 1


@pytest.mark.parametrize("away", ["taken away", "qualified", "disqualified", "deleted"])
def test_it_is_called_off_with_its_reason_and_undoing_that_waits_for_it_again(
    workspace: Workspace, clock: FixedClock, lead: str, away: str
) -> None:
    if away == "taken away":
        workspace.leads.set_next_contact(lead, None)
    elif away == "qualified":
        workspace.qualification.qualify(lead)
    elif away == "disqualified":
        workspace.qualification.disqualify(lead, "poor fit")
    else:
        workspace.qualification.delete(lead)
    assert waiting(workspace) == []
    later(clock, hours=12)
    assert arrivals(workspace) == []
    workspace.log.undo()
    assert len(arrivals(workspace)) == 1
    assert status(workspace, lead) == "open"


def test_undoing_what_set_it_calls_it_off_and_redoing_waits_for_it_again(
    workspace: Workspace, clock: FixedClock
) -> None:
    lead = workspace.leads.add({"company": "Contoso"}).code
    workspace.leads.set_next_contact(lead, "today 15:00")
    workspace.log.undo()
    assert waiting(workspace) == []
    workspace.log.redo()
    assert len(waiting(workspace)) == 1
    later(clock, days=1)
    assert len(arrivals(workspace)) == 1


def test_the_users_own_last_command_is_undone_not_the_programs(workspace: Workspace, clock: FixedClock) -> None:
    lead = workspace.leads.add({"company": "Contoso"}).code
    workspace.leads.set_next_contact(lead, "today 15:00")
    workspace.leads.edit(lead, {"topic": "Machines"})
    later(clock, days=1)
    arrivals(workspace)
    assert workspace.log.undo().message == "Undone: Contoso: Topic changed."
    assert workspace.leads.show(lead).values["topic"] is None
    assert status(workspace, lead) == "open"


def test_undoing_what_set_it_after_it_arrived_takes_back_the_setting_only(
    workspace: Workspace, clock: FixedClock
) -> None:
    lead = workspace.leads.add({"company": "Contoso"}).code
    workspace.leads.set_next_contact(lead, "today 15:00")
    later(clock, days=1)
    arrivals(workspace)
    workspace.log.undo()
    values = workspace.leads.show(lead).values
    assert (values["next_contact_at"], values["status"]) == (None, "open")
    workspace.log.redo()
    assert arrivals(workspace) == []
    assert [state for _, state in waiting(workspace)] == ["done"]


def test_what_it_changed_must_be_taken_back_before_what_it_rests_on(
    workspace: Workspace, clock: FixedClock, lead: str
) -> None:
    later(clock, days=1)
    (run,) = [each for each in workspace.jobs.run_due() if each.name == ARRIVED]
    with pytest.raises(NotAllowed, match="followed by “Contoso: Lead → Open") as refused:
        workspace.log.undo()
    assert refused.value.hint == f"Undo that first: leadline undo {run.seq}"
    assert status(workspace, lead) == "open"


def test_what_it_did_can_be_taken_back_and_is_not_done_again(
    workspace: Workspace, clock: FixedClock, lead: str
) -> None:
    later(clock, days=1)
    (run,) = [each for each in workspace.jobs.run_due() if each.name == ARRIVED]
    workspace.log.undo(run.seq)
    assert status(workspace, lead) == "lead"
    later(clock, days=1)
    assert arrivals(workspace) == []
    assert status(workspace, lead) == "lead"


def test_leads_of_a_file_are_waited_for_too(
    workspace: Workspace, clock: FixedClock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("lists") / "fair.csv"
    file.write_text("Company,Next contact\nContoso,2026-11-24 10:00\nFabrikam,\n", encoding="utf-8")
    with workspace.capture.open(file) as offered:
        workspace.capture.run(offered)
    assert waiting(workspace) == [(datetime(2026, 11, 24, 6, 0, tzinfo=UTC), "waiting")]
    later(clock, days=2)
    assert len(arrivals(workspace)) == 1


def test_somebody_who_edits_meanwhile_meets_no_conflict(
    workspace: Workspace, sit_down: SitDown, clock: FixedClock, lead: str
) -> None:
    version = workspace.leads.show(lead).version
    later(clock, days=1)
    assert len(arrivals(sit_down())) == 1
    assert workspace.leads.edit(lead, {"topic": "Machines"}, version=version).changed == ("topic",)


def test_an_hour_that_comes_twice_brings_it_once(workspace: Workspace, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    first = clock.now() + timedelta(minutes=30)  # 02:30 in Berlin, the first time
    lead = workspace.leads.add({"company": "Contoso", "next_contact_at": first}).code
    later(clock, minutes=30)
    assert len(arrivals(workspace)) == 1
    workspace.leads.set_status(lead, "replied")
    later(clock, hours=1)
    assert arrivals(workspace) == []
    assert status(workspace, lead) == "replied"
