"""What managers decide about qualifying: what is always made, and what missing steps mean."""

from __future__ import annotations

import pytest

from app.domain.core.errors import NotAllowed, ReadOnly
from app.domain.process.rules import StepsMissing
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace
from tests.qualification.contoso import CONTOSO

NOTHING = QualifyChoice("none", "none", ())


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead of which budget and decision maker are not known."""
    return workspace.leads.add(CONTOSO).code


@pytest.mark.parametrize("kind", ["account", "contact", "opportunity"])
def test_what_is_always_made_cannot_be_left_out(workspace: Workspace, lead: str, kind: str) -> None:
    workspace.settings.set({f"qualify_{kind}": "always"})
    with pytest.raises(NotAllowed, match="is qualified here without an? " + kind) as refused:
        workspace.qualification.qualify(lead, NOTHING)
    assert refused.value.field == kind
    made = workspace.qualification.qualify(lead, QualifyChoice()).made
    assert len(made[kind]) == 1


def test_always_asks_for_nothing_that_cannot_be_made(workspace: Workspace) -> None:
    workspace.settings.set({"qualify_account": "always", "qualify_contact": "always"})
    person = workspace.leads.add({"name": "Lina Berg"}).code
    assert set(workspace.qualification.qualify(person, QualifyChoice("none", "new", ())).made) == {"contact"}
    company = workspace.leads.add({"company": "Northwind"}).code
    assert set(workspace.qualification.qualify(company, QualifyChoice("new", "none", ())).made) == {"account"}


def test_the_reason_for_going_on_is_asked_and_kept(workspace: Workspace, lead: str) -> None:
    plan = workspace.qualification.plan(lead)
    assert plan.asks_reason
    assert [(each.code, each.stage, each.command) for each in plan.missing] == [
        ("budget", "qualify", ""),
        ("decision_maker", "qualify", ""),
    ]
    assert plan.stage == "Develop"
    outcome = workspace.qualification.qualify(lead, NOTHING, missing_reason="They sign tomorrow.")
    assert outcome.message.endswith(
        "Qualified without Estimated budget, Decision maker identified: They sign tomorrow."
    )
    (told,) = [each for each in workspace.timeline.page(lead).entries if each.event == "qualified"]
    assert told.subject == "Qualified without Estimated budget, Decision maker identified · They sign tomorrow."
    assert told.details["missing"] == ["budget", "decision_maker"]
    assert told.details["reason"] == "They sign tomorrow."


def test_a_lead_with_steps_missing_is_refused_where_managers_say_so(workspace: Workspace, lead: str) -> None:
    workspace.settings.set({"qualify_missing": "refuse"})
    with pytest.raises(StepsMissing, match="Estimated budget and Decision maker identified are missing") as refused:
        workspace.qualification.qualify(lead, NOTHING)
    assert refused.value.as_json()["missing"] == ["budget", "decision_maker"]
    workspace.processes.set(lead, {"budget": "50k USD", "decision_maker": "yes"})
    assert workspace.qualification.qualify(lead, NOTHING).seq


def test_it_goes_on_where_managers_say_so(workspace: Workspace, lead: str) -> None:
    workspace.settings.set({"qualify_missing": "go_on"})
    assert not workspace.qualification.plan(lead).asks_reason
    assert workspace.qualification.qualify(lead, NOTHING).message == "Contoso Coffee (Sara Nadim) qualified."


def test_who_comes_second_is_told_who_decided_and_what_became_of_it(workspace: Workspace, lead: str) -> None:
    made = workspace.qualification.qualify(lead, QualifyChoice("new", "none", ("Beans",))).made
    with pytest.raises(ReadOnly) as refused:
        workspace.qualification.disqualify(lead, "lost")
    assert str(refused.value) == (
        f"Contoso Coffee is qualified and read-only. Omar qualified it 09:00: Account {made['account'][0]}, "
        f"Opportunity {made['opportunity'][0]}. Reactivate it first."
    )
    other = workspace.leads.add({"company": "Fabrikam"}).code
    workspace.qualification.disqualify(other, "poor fit")
    with pytest.raises(ReadOnly, match=r"Omar disqualified it 09:00: poor fit\."):
        workspace.qualification.qualify(other, NOTHING)


def test_the_record_a_lead_is_linked_to_is_offered_first(workspace: Workspace) -> None:
    account = workspace.accounts.add({"name": "Quite another"}).code
    lead = workspace.leads.add({"company": "Contoso", "account": account}).code
    plan = workspace.qualification.plan(lead)
    assert [(hit.code, hit.reason, hit.certain) for hit in plan.accounts] == [(account, "linked to this lead", True)]
    assert plan.suggestion.account == account
