"""Who works on a lead: its owner and assignees, who gave it to them, and the notice of it."""

from __future__ import annotations

import pytest

from app.domain.assistant.rows import Card
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.windows import ListQuery
from app.workspace import Workspace
from tests.conftest import SitDown


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of Omar's lead; Amal and Huda work here too."""
    workspace.users.add("Amal")
    workspace.users.add("Huda")
    return workspace.leads.add({"company": "Contoso Coffee"}).code


def notices(workspace: Workspace, ref: str | None = None) -> list[Card]:
    """The cards that a lead was given to whoever works here."""
    return [each for each in workspace.assistant.cards(ref) if each.kind == "assigned"]


def found(workspace: Workspace, query: str) -> list[str]:
    """The titles of the leads that fit a query."""
    return [line.title for line in workspace.leads.window(ListQuery(narrowing=query)).lines]


def test_assignees_are_shown_told_found_and_undone(workspace: Workspace, lead: str) -> None:
    outcome = workspace.leads.assign(lead, to="amal, huda")
    assert outcome.message == "Contoso Coffee: with Amal, Huda."
    assert workspace.leads.show(lead).values["assignees"] == ("Amal", "Huda")
    assert [each.subject for each in workspace.timeline.page(lead).entries if each.event == "assignees_changed"] == [
        "Also assigned to Amal, Huda"
    ]
    assert str(workspace.leads.show(lead).values["owner"]) == "Omar"
    workspace.leads.add({"company": "Fabrikam"})
    assert found(workspace, "assignee = huda") == ["Contoso Coffee"]
    assert found(workspace, "assignee = me") == []
    assert found(workspace, "assignee != huda") == ["Fabrikam"]
    assert found(workspace, "assignee is empty") == ["Fabrikam"]
    workspace.leads.assign(lead, to=["huda"])
    assert found(workspace, "assignee = amal") == []
    workspace.log.undo()
    assert found(workspace, "assignee in (amal, omar)") == ["Contoso Coffee"]
    assert workspace.leads.assign(lead, to="none").message == "Contoso Coffee: no assignees."
    assert workspace.leads.show(lead).values["assignees"] == ()


def test_each_who_is_newly_assigned_is_told_once(workspace: Workspace, lead: str, sit_down: SitDown) -> None:
    workspace.leads.assign(lead, "amal", ["huda"])
    amal, huda = sit_down("amal"), sit_down("huda")
    (card,) = notices(amal)
    assert (card.title, card.reason) == ("Omar gave you Contoso Coffee", "you are the owner now")
    (card,) = notices(huda, lead)
    assert card.reason == "to work on beside the owner"
    assert not notices(workspace)
    huda.assistant.dismiss(card.key, card.record_id)
    workspace.leads.assign(lead, to=["huda", "omar"])
    assert not notices(huda)
    workspace.log.undo()
    workspace.log.undo()
    assert not notices(amal)


def test_several_given_at_once_are_one_card(workspace: Workspace, lead: str, sit_down: SitDown) -> None:
    leads = [lead, *(workspace.leads.add({"company": f"Café {number}"}).code for number in range(3))]
    assert workspace.batches.assign(leads, "amal", "huda").message == "4 leads assigned."
    (card,) = notices(sit_down("amal"))
    assert card.title == "Omar gave you Café 2 and 3 more"
    workspace.qualification.disqualify(leads[3], "lost")
    (card,) = notices(sit_down("huda"))
    assert card.title == "Omar gave you Café 1 and 2 more"


def test_who_owns_a_new_lead_is_told_too_and_nobody_of_their_own(workspace: Workspace, sit_down: SitDown) -> None:
    workspace.users.add("Amal")
    workspace.leads.add({"company": "Contoso", "owner": "amal"})
    amal = sit_down("amal")
    assert [each.title for each in notices(amal)] == ["Omar gave you Contoso"]
    taken = workspace.leads.add({"company": "Fabrikam"}).code
    amal.leads.assign(taken, "me")
    assert len(notices(amal)) == 1


def test_nobody_and_strangers_are_refused(workspace: Workspace, lead: str) -> None:
    with pytest.raises(Invalid, match="Nobody is named"):
        workspace.leads.assign(lead)
    with pytest.raises(NotFound):
        workspace.leads.assign(lead, to="amal, nobody at all")
    workspace.users.edit("huda", {"active": False})
    with pytest.raises(NotFound, match="Huda no longer works here"):
        workspace.leads.assign(lead, "amal", "huda")
    assert workspace.leads.show(lead).values["assignees"] == ()
    assert str(workspace.leads.show(lead).values["owner"]) == "Omar"


def test_the_owner_goes_along_to_the_opportunity_and_assignees_stay(workspace: Workspace, lead: str) -> None:
    workspace.leads.assign(lead, "amal", "huda")
    (made,) = workspace.qualification.qualify(lead).made["opportunity"]
    assert str(workspace.opportunities.show(made).values["owner"]) == "Amal"
    assert workspace.leads.show(lead).values["assignees"] == ("Huda",)
