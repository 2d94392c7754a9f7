"""Next contact: never set in the past, and always one entry in the calendar of whoever makes it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotFound, Refusal
from app.domain.timeline.rows import TimelineEntry
from app.workspace import Workspace
from tests.conftest import SitDown


def planned(workspace: Workspace, lead: str) -> list[TimelineEntry]:
    """The appointments that stand on a lead's timeline for its next contact."""
    return [each for each in workspace.timeline.page(lead).entries if each.kind == "appointment"]


def test_a_moment_in_the_past_is_refused(workspace: Workspace, clock: FixedClock) -> None:
    with pytest.raises(Invalid, match="cannot be in the past"):
        workspace.leads.add({"company": "Contoso", "next_contact_at": clock.now() - timedelta(seconds=1)})
    code = workspace.leads.add({"company": "Contoso"}).code
    with pytest.raises(Invalid, match="cannot be in the past"):
        workspace.leads.set_next_contact(code, "yesterday 10")
    assert workspace.leads.set_next_contact(code, clock.now()).changed


def test_a_moment_that_has_passed_since_hinders_no_other_edit(workspace: Workspace, clock: FixedClock) -> None:
    due = clock.now() + timedelta(hours=1)
    code = workspace.leads.add({"company": "Contoso", "next_contact_at": due}).code
    clock.moment += timedelta(days=3)
    assert workspace.leads.edit(code, {"city": "Dubai", "next_contact_at": due}).changed == ("city",)
    with pytest.raises(Invalid, match="cannot be in the past"):
        workspace.leads.edit(code, {"next_contact_at": due + timedelta(minutes=1)})


def test_it_stands_in_the_calendar_once_however_often_it_is_moved(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso", "next_contact_at": "tomorrow 10"}).code
    for when in ("tomorrow 11", "tomorrow 12", "next friday 9"):
        workspace.leads.set_next_contact(code, when)
    (entry,) = planned(workspace, code)
    assert entry.start_at == entry.at == workspace.leads.show(code).values["next_contact_at"]
    assert entry.subject == "Next contact: Contoso"


def test_it_goes_to_the_calendar_of_the_person_named(workspace: Workspace, sit_down: SitDown) -> None:
    huda = workspace.users.add("Huda Karim", login="huda")
    code = workspace.leads.add({"company": "Contoso"}).code
    workspace.leads.set_next_contact(code, "today 15:00", by="Huda Karim")
    assert planned(workspace, code)[0].owner_id == huda.id
    assert [line.code for line in sit_down("huda").timeline.agenda()] == [code]
    assert workspace.timeline.agenda() == ()


def test_it_goes_to_the_leads_owner_where_nobody_is_named(workspace: Workspace, sit_down: SitDown) -> None:
    huda = workspace.users.add("Huda Karim", login="huda")
    code = workspace.leads.add({"company": "Contoso", "owner": "Huda Karim"}).code
    workspace.leads.set_next_contact(code, "today 15:00")
    assert workspace.leads.show(code).values["next_contact_by"].id == huda.id
    assert planned(workspace, code)[0].owner_id == huda.id
    assert [line.code for line in sit_down("huda").timeline.agenda()] == [code]
    assert workspace.timeline.agenda() == ()


def test_taking_away_what_is_not_there_says_so_and_changes_nothing(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso"}).code
    version = workspace.leads.show(code).version
    outcome = workspace.leads.set_next_contact(code, None)
    assert outcome.message == "Contoso: there is no next contact."
    assert (outcome.changed, outcome.seq) == ((), 0)
    assert workspace.leads.show(code).version == version


def test_taking_it_away_takes_the_entry_away(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso", "next_contact_at": "tomorrow 10"}).code
    outcome = workspace.leads.set_next_contact(code, None)
    assert outcome.message == "Contoso: next contact taken away."
    assert planned(workspace, code) == []
    assert workspace.leads.show(code).values["next_contact_by"] is None


def test_disqualifying_takes_it_away_and_undoing_that_brings_it_back(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso", "next_contact_at": "today 15:00"}).code
    workspace.qualification.disqualify(code, "poor fit")
    assert planned(workspace, code) == []
    assert workspace.timeline.agenda() == ()
    workspace.log.undo()
    assert [entry.status for entry in planned(workspace, code)] == ["planned"]
    assert [line.code for line in workspace.timeline.agenda()] == [code]


def test_an_unknown_person_is_refused_and_nothing_is_set(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso"}).code
    with pytest.raises(NotFound, match="There is no user “nobody”"):
        workspace.leads.set_next_contact(code, "tomorrow 10", by="nobody")
    assert workspace.leads.show(code).values["next_contact_at"] is None


def test_next_contact_goes_into_the_calendar_of_somebody_who_works_here(workspace: Workspace) -> None:
    workspace.users.add("Huda Karim", login="huda")
    lead = workspace.leads.add({"company": "Contoso Coffee", "owner": "huda"}).code
    told = workspace.leads.set_next_contact(lead, "tomorrow 10").message
    assert told == "Contoso Coffee: next contact set to Tue 10:00 for Huda Karim."
    workspace.leads.set_next_contact(lead, None)
    workspace.users.edit("huda", {"active": False})
    for values in ({"next_contact_at": "tomorrow 10"}, {"next_contact_at": "wed 11", "next_contact_by": "huda"}):
        with pytest.raises(Refusal, match="Huda Karim no longer works here"):
            workspace.leads.edit(lead, values)
    with pytest.raises(NotFound, match="Huda Karim no longer works here"):
        workspace.leads.set_next_contact(lead, "tomorrow 10")
    assert workspace.leads.set_next_contact(lead, "tomorrow 10", "me").changed == ("next_contact_at", "next_contact_by")


def test_a_colleagues_address_is_no_leads(workspace: Workspace) -> None:
    workspace.users.add("Huda Karim", login="huda")
    lead = workspace.leads.add({"company": "Contoso", "owner": "huda", "email": "office@contoso.example.com"}).code
    with pytest.raises(Invalid, match="is the address of the lead Contoso"):
        workspace.users.edit("huda", {"email": "office@contoso.example.com"})
    workspace.users.edit("huda", {"email": "huda@contoso.example.com"})
    with pytest.raises(Invalid, match="belongs to the lead's owner"):
        workspace.leads.edit(lead, {"email": "HUDA@contoso.example.com"})
