"""A promised call is kept when its lead is qualified: as an appointment of what was made of the lead."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.core.clock import FixedClock
from app.domain.qualification.rows import QualifyChoice
from app.domain.timeline.records import Activity
from app.domain.timeline.rows import TimelineEntry
from app.workspace import Workspace
from tests.conftest import NOW

NOTHING = QualifyChoice("none", "none", ())
TOMORROW = date(2026, 11, 24)


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead that is to be called tomorrow at ten."""
    return workspace.leads.add({"company": "Contoso", "name": "Sara Nadim", "next_contact_at": "tomorrow 10"}).code


def next_contact(workspace: Workspace, lead: str) -> tuple[object, object]:
    """When a lead is to be contacted next, and by whom."""
    values = workspace.leads.show(lead).values
    return values["next_contact_at"], values["next_contact_by"]


def plans(workspace: Workspace, lead: str) -> list[TimelineEntry]:
    """What is to be done with a lead."""
    return [each for each in workspace.timeline.page(lead).entries if each.status in ("planned", "open")]


def test_it_goes_on_as_an_appointment_of_the_opportunity(workspace: Workspace, lead: str, clock: FixedClock) -> None:
    codes = workspace.qualification.qualify(lead, QualifyChoice("new", "new", ("Beans", "Machines"))).made
    (line,) = workspace.timeline.agenda(TOMORROW)
    assert (line.kind, line.title, line.record_kind, line.record_title) == (
        "appointment",
        "Next contact: Contoso",
        "opportunity",
        "Beans",
    )
    assert next_contact(workspace, lead) == (None, None)
    (card,) = workspace.assistant.cards(codes["opportunity"][0])
    assert (card.kind, card.activity_id) == ("meeting_next", line.activity_id)
    clock.moment += timedelta(days=1, minutes=30)
    (card,) = workspace.assistant.cards()
    assert (card.kind, card.record_title) == ("meeting_soon", "Beans")


@pytest.mark.parametrize(
    ("choice", "kind"), [(("new", "new"), "contact"), (("none", "new"), "contact"), (("new", "none"), "account")]
)
def test_without_an_opportunity_it_stands_with_the_contact_or_the_account(
    workspace: Workspace, lead: str, choice: tuple[str, str], kind: str
) -> None:
    workspace.qualification.qualify(lead, QualifyChoice(*choice, ()))
    (line,) = workspace.timeline.agenda(TOMORROW)
    assert (line.kind, line.record_kind) == ("appointment", kind)


def test_where_nothing_is_made_it_is_taken_away(workspace: Workspace, lead: str) -> None:
    workspace.qualification.qualify(lead, NOTHING)
    assert plans(workspace, lead) == []
    assert workspace.timeline.agenda(TOMORROW) == ()
    assert next_contact(workspace, lead) == (None, None)


def test_one_that_was_missed_is_an_overdue_task(workspace: Workspace, lead: str, clock: FixedClock) -> None:
    clock.moment += timedelta(days=3)
    opportunity = workspace.qualification.qualify(lead, QualifyChoice("none", "none", ("Beans",))).made["opportunity"][
        0
    ]
    (line,) = workspace.timeline.agenda()
    assert (line.kind, line.record_title, line.overdue) == ("task", "Beans", True)
    assert [each.kind for each in workspace.assistant.cards()] == ["overdue"]
    workspace.timeline.complete(line.code)
    assert workspace.timeline.agenda() == ()
    assert workspace.assistant.cards(opportunity) == ()


def test_one_without_an_appointment_is_given_one(workspace: Workspace, lead: str) -> None:
    plan = plans(workspace, lead)[0]
    with workspace.desk.write("import") as unit:
        unit.session.get_one(Activity, plan.id).deleted_at = NOW
    workspace.qualification.qualify(lead, QualifyChoice("none", "none", ("Beans",)))
    (line,) = workspace.timeline.agenda(TOMORROW)
    assert (line.kind, line.record_title, line.at) == ("appointment", "Beans", plan.at)


def test_rescheduling_it_leaves_the_closed_lead_alone(workspace: Workspace, lead: str) -> None:
    workspace.qualification.qualify(lead, QualifyChoice())
    closed = workspace.leads.show(lead)
    (plan,) = plans(workspace, lead)
    workspace.timeline.reschedule(plan.code, "wed 11")
    assert workspace.leads.show(lead) == closed
    assert workspace.timeline.agenda(TOMORROW) == ()
    assert [each.code for each in workspace.timeline.agenda(date(2026, 11, 25))] == [plan.code]


def test_a_reactivated_lead_has_none_until_it_is_given_one(workspace: Workspace, lead: str) -> None:
    workspace.qualification.qualify(lead, QualifyChoice())
    workspace.qualification.reactivate(lead)
    assert next_contact(workspace, lead) == (None, None)
    workspace.leads.set_next_contact(lead, "wed 9")
    assert len(plans(workspace, lead)) == 2
    assert [each.kind for each in workspace.timeline.agenda(TOMORROW)] == ["appointment"]
    assert [each.kind for each in workspace.timeline.agenda(date(2026, 11, 25))] == ["next_contact"]


@pytest.mark.parametrize("choice", [QualifyChoice(), NOTHING])
def test_one_undo_brings_it_back(workspace: Workspace, lead: str, choice: QualifyChoice) -> None:
    before = (plans(workspace, lead)[0].at, workspace.timeline.agenda(TOMORROW))
    workspace.qualification.qualify(lead, choice)
    workspace.log.undo()
    (plan,) = plans(workspace, lead)
    assert (plan.at, workspace.timeline.agenda(TOMORROW)) == before
    workspace.timeline.reschedule(plan.code, "wed 11")
    assert next_contact(workspace, lead)[0] == datetime(2026, 11, 25, 7, tzinfo=UTC)
