"""Statuses: what a person may set, what documents set, and what nobody sets by accident."""

from __future__ import annotations

import pytest

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.leads.fields import STATUSES
from app.domain.leads.rules import SETTABLE, status_before
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace


def status(workspace: Workspace, lead: str) -> str:
    """A lead's status."""
    return str(workspace.leads.show(lead).values["status"])


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a new lead."""
    return workspace.leads.add({"company": "Contoso"}).code


def test_a_new_lead_is_a_lead(workspace: Workspace, lead: str) -> None:
    assert status(workspace, lead) == "lead"


@pytest.mark.parametrize("wanted", SETTABLE)
def test_a_person_sets_it_by_code_or_label(workspace: Workspace, lead: str, wanted: str) -> None:
    workspace.leads.set_status(lead, dict(STATUSES)[wanted].upper())
    assert status(workspace, lead) == wanted


@pytest.mark.parametrize("wanted", [code for code, _ in STATUSES if code not in SETTABLE])
def test_what_follows_from_documents_is_not_set_by_hand(workspace: Workspace, lead: str, wanted: str) -> None:
    with pytest.raises(NotAllowed, match="follows from opportunities, quotations and orders"):
        workspace.leads.set_status(lead, wanted)
    assert status(workspace, lead) == "lead"


def test_an_unknown_status_brings_the_known_ones(workspace: Workspace, lead: str) -> None:
    with pytest.raises(Invalid, match="Choose from: lead, open"):
        workspace.leads.set_status(lead, "frozen")


def test_each_change_stands_on_the_timeline_with_from_and_to(workspace: Workspace, lead: str) -> None:
    workspace.leads.set_status(lead, "interested")
    events = [each for each in workspace.timeline.page(lead).entries if each.event == "status_changed"]
    assert [(each.details["from"], each.details["to"]) for each in events] == [("lead", "interested")]


def test_do_not_contact_is_a_status_and_a_permission_at_once(workspace: Workspace, lead: str) -> None:
    workspace.leads.set_status(lead, "do not contact")
    assert workspace.leads.show(lead).values["do_not_contact"] is True
    workspace.leads.edit(lead, {"do_not_contact": "no"})
    assert status(workspace, lead) == "open"
    workspace.leads.edit(lead, {"do_not_contact": "yes"})
    assert status(workspace, lead) == "do_not_contact"
    workspace.leads.set_status(lead, "open")
    assert workspace.leads.show(lead).values["do_not_contact"] is False


def test_a_lead_that_asks_not_to_be_contacted_begins_so(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso", "do_not_contact": True}).code
    assert status(workspace, code) == "do_not_contact"


def test_do_not_contact_survives_qualifying_and_reactivating(workspace: Workspace, lead: str) -> None:
    workspace.leads.set_status(lead, "do_not_contact")
    workspace.qualification.qualify(lead, QualifyChoice("none", "none", ("Beans",)))
    assert status(workspace, lead) == "do_not_contact"
    workspace.qualification.reactivate(lead)
    assert status(workspace, lead) == "do_not_contact"


def test_setting_the_status_it_has_changes_nothing(workspace: Workspace, lead: str) -> None:
    assert workspace.leads.set_status(lead, "lead").seq == 0


def test_assigning_tells_the_timeline_who_had_it_and_who_has_it(workspace: Workspace, lead: str) -> None:
    workspace.users.add("Huda Karim", login="huda")
    assert workspace.leads.assign(lead, "huda").message == "Contoso assigned to Huda Karim."
    (event,) = [each for each in workspace.timeline.page(lead).entries if each.event == "assigned"]
    assert (event.details["from"], event.details["to"]) == ("Omar", "Huda Karim")


def test_a_status_falls_back_behind_everything_that_was_derived() -> None:
    newest_first = [("quotation", "opportunity"), ("opportunity", "quotation"), ("replied", "opportunity")]
    assert status_before(newest_first) == "replied"
    assert status_before([("lead", "open"), (None, None)]) == "open"
