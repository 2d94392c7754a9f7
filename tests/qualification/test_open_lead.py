"""An opportunity made of an open lead, which goes on."""

from __future__ import annotations

import pytest

from app.domain.core.errors import NotAllowed, ReadOnly
from app.domain.core.money import Money
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace
from tests.qualification.contoso import CONTOSO


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead with a call, a stakeholder and a competitor."""
    code = workspace.leads.add({**CONTOSO, "budget": "50k USD"}).code
    workspace.timeline.log_call(code, notes="Asked for samples")
    workspace.stakeholders.add(code, name="Huda Karim", roles=("decision_maker",))
    workspace.competitors.add(code, "Fabrikam Roasters")
    return code


def test_values_are_copied_and_named_and_the_lead_goes_on(workspace: Workspace, lead: str) -> None:
    outcome = workspace.qualification.make_opportunity(lead)
    (code,) = outcome.made["opportunity"]
    assert outcome.message == (
        f"Opportunity {code} made of Contoso Coffee (Sara Nadim). Copied: topic, company, budget, owner. "
        "Its process begins in Develop."
    )
    values = workspace.opportunities.show(code).values
    assert (values["name"], values["customer_name"], values["budget"]) == (
        "Beans for 12 cafés",
        "Contoso Coffee",
        Money(5_000_000, "USD"),
    )
    assert values["lead"].code == lead
    of_lead = workspace.leads.show(lead).values
    assert (of_lead["state"], of_lead["status"]) == ("open", "opportunity")
    process, theirs = workspace.processes.show(lead), workspace.processes.show(code)
    assert process is not None
    assert theirs is not None
    assert (process.stage, process.opportunity_id, theirs.stage) == ("qualify", None, "develop")
    assert [line.name for line in workspace.stakeholders.of(code)] == ["Huda Karim"]
    assert [line.name for line in workspace.competitors.of(code)] == ["Fabrikam Roasters"]
    assert any(each.body == "Asked for samples" for each in workspace.timeline.page(code).entries)


def test_it_is_undone_as_one_and_its_deletion_gives_the_status_back(workspace: Workspace, lead: str) -> None:
    code = workspace.qualification.make_opportunity(lead, "Second shop").code
    assert workspace.opportunities.show(code).title == "Second shop"
    workspace.log.undo()
    assert workspace.opportunities.list() == ()
    assert workspace.leads.show(lead).values["status"] == "lead"
    workspace.log.redo()
    workspace.opportunities.delete(code)
    assert workspace.leads.show(lead).values["status"] == "lead"


def test_qualifying_suggests_no_second_one_and_disqualifying_is_refused(workspace: Workspace, lead: str) -> None:
    code = workspace.qualification.make_opportunity(lead).code
    plan = workspace.qualification.plan(lead)
    assert [each.code for each in plan.opportunities] == [code]
    assert plan.suggestion.opportunities == ()
    with pytest.raises(NotAllowed, match=f"has the open opportunity {code}"):
        workspace.qualification.disqualify(lead, "lost")
    made = workspace.batches.qualify([lead], QualifyChoice("none", "none", ("",)))
    assert "opportunity" not in made.made
    assert made.parts[0].remarks[0] == f"{code} was made of it before."


def test_a_closed_lead_makes_none(workspace: Workspace, lead: str) -> None:
    workspace.qualification.disqualify(lead, "lost")
    with pytest.raises(ReadOnly, match="is disqualified and read-only"):
        workspace.qualification.make_opportunity(lead)
