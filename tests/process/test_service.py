"""A record's way through its process: chosen, gated, switched, and kept from moving on closed records."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotAllowed, NotFound, ReadOnly
from app.domain.process.rows import ProcessView
from app.domain.process.rules import StepsMissing
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace


def process(workspace: Workspace, ref: str) -> ProcessView:
    """A record's process."""
    found = workspace.processes.show(ref)
    assert found is not None
    return found


def qualified(workspace: Workspace, lead: str) -> str:
    """The code of the opportunity that qualifying a lead makes."""
    return workspace.qualification.qualify(lead, QualifyChoice("none", "none", ("Beans",))).made["opportunity"][0]


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead on the usual process."""
    return workspace.leads.add({"company": "Contoso"}).code


@pytest.mark.parametrize(
    ("values", "definition"),
    [
        ({}, "lead_to_opportunity"),
        ({"source": "web"}, "marketing_to_sales"),
        ({"budget": "5k USD", "timeframe": "immediate"}, "quick_sale"),
        ({"budget": "200k USD"}, "enterprise"),
    ],
)
def test_a_new_lead_gets_the_first_process_that_fits(
    workspace: Workspace, values: dict[str, object], definition: str
) -> None:
    assert process(workspace, workspace.leads.add({"company": "Contoso"} | values).code).definition == definition


def test_qualifying_alone_leads_to_the_opportunity(workspace: Workspace, lead: str) -> None:
    with pytest.raises(StepsMissing, match="Estimated budget and Decision maker identified are missing"):
        workspace.processes.next(lead)
    workspace.processes.set(lead, {"budget": "50k USD", "decision_maker": "yes"})
    assert workspace.leads.show(lead).values["decision_maker"] is True
    with pytest.raises(NotAllowed, match="Qualify first"):
        workspace.processes.next(lead)


def test_each_gate_names_what_is_missing_and_the_last_one_finishes(workspace: Workspace, lead: str) -> None:
    deal = qualified(workspace, lead)
    for stage, missing, done in (
        ("Develop", "Customer need and Proposed solution are", {"customer_need": "Beans", "Proposed_solution": "Ours"}),
        ("Propose", "Proposal presented is", {"proposal_presented": True}),
        ("Close", "Final proposal presented is", {"final_presented": "yes"}),
    ):
        assert process(workspace, deal).current.name == stage
        with pytest.raises(StepsMissing, match=f"{missing} missing"):
            workspace.processes.next(deal)
        workspace.processes.set(deal, {code.lower(): value for code, value in done.items()})
        workspace.processes.next(deal)
    assert process(workspace, deal).status == "finished"
    with pytest.raises(NotAllowed, match="The process is finished"):
        workspace.processes.next(deal)


def test_a_process_is_finished_in_its_last_stage_when_its_required_steps_are_done(
    workspace: Workspace, lead: str
) -> None:
    with pytest.raises(NotAllowed, match="cannot be finished in Qualify: Develop is still ahead") as refused:
        workspace.processes.finish(lead)
    assert refused.value.hint == "Go on to the last stage, or abandon the process."
    deal = qualified(workspace, lead)
    for done in ({"customer_need": "Beans", "proposed_solution": "Ours"}, {"proposal_presented": True}):
        workspace.processes.set(deal, done)
        workspace.processes.next(deal)
    with pytest.raises(StepsMissing, match="Final proposal presented is missing to finish the process"):
        workspace.processes.finish(deal)
    workspace.processes.set(deal, {"final_presented": True})
    assert workspace.processes.finish(deal).message == "Lead to opportunity finished."


@pytest.mark.parametrize("again", ["finish", "abandon"])
def test_what_has_ended_is_not_ended_again(workspace: Workspace, lead: str, again: str) -> None:
    workspace.processes.abandon(lead)
    outcome = getattr(workspace.processes, again)(lead)
    assert (outcome.message, outcome.changed, outcome.seq) == ("Lead to opportunity is abandoned already.", (), 0)
    assert process(workspace, lead).status == "abandoned"


def test_a_won_opportunity_ends_its_process_wherever_it_is(workspace: Workspace, lead: str) -> None:
    deal = qualified(workspace, lead)
    workspace.opportunities.close(deal, "won", revenue="9k USD")
    assert (process(workspace, deal).status, process(workspace, deal).current.name) == ("finished", "Develop")


def test_going_back_asks_nothing_but_stops_at_the_lead(workspace: Workspace, lead: str) -> None:
    deal = qualified(workspace, lead)
    workspace.processes.set(deal, {"customer_need": "Beans", "proposed_solution": "Ours"})
    workspace.processes.next(deal)
    assert workspace.processes.back(deal).message == "Lead to opportunity: now in Develop."
    with pytest.raises(NotAllowed, match="Qualify belongs to the lead"):
        workspace.processes.back(deal)


def test_steps_that_are_none_and_answers_that_are_neither_are_refused(workspace: Workspace, lead: str) -> None:
    with pytest.raises(NotFound, match="has no step “sing”"):
        workspace.processes.set(lead, {"sing": "yes"})
    with pytest.raises(NotAllowed, match="belongs to a later stage"):
        workspace.processes.set(lead, {"stakeholders": "yes"})
    with pytest.raises(Invalid, match="Stakeholders identified: say yes or no"):
        workspace.processes.set(qualified(workspace, lead), {"stakeholders": "perhaps"})


def test_one_step_that_does_not_fit_leaves_the_others_undone(workspace: Workspace, lead: str) -> None:
    deal = qualified(workspace, lead)
    with pytest.raises(NotFound):
        workspace.processes.set(deal, {"stakeholders": True, "customer_need": "Beans", "sing": True})
    assert not any(step.done for step in process(workspace, deal).current.steps)


def test_a_field_that_two_stages_ask_for_is_that_of_the_present_one(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso", "budget": "200k USD"}).code
    deal = qualified(workspace, lead)
    workspace.processes.set(deal, {"proposal_budget": "300k USD"})
    assert str(workspace.opportunities.show(deal).values["budget"]) == "USD 300,000"
    with pytest.raises(ReadOnly, match="Contoso is qualified and read-only"):
        workspace.processes.set(deal, {"decision_maker": "yes"})


def test_calls_and_appointments_tick_the_steps_that_ask_for_them(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso", "source": "web"}).code
    workspace.processes.next(lead)
    workspace.processes.next(lead)
    assert process(workspace, lead).current.name == "Teleprospecting acceptance"
    workspace.timeline.log_call(lead, notes="Hello")
    assert {step.code: step.done for step in process(workspace, lead).current.steps} == {
        "teleprospecting_accepted": False,
        "first_call": True,
    }


def test_a_lead_that_somebody_says_is_ready_goes_straight_to_sales(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso", "source": "web"}).code
    workspace.processes.next(lead)
    workspace.processes.set(lead, {"sales_ready": "yes"})
    assert workspace.leads.show(lead).values["sales_ready"] is True
    workspace.processes.next(lead)
    assert process(workspace, lead).current.name == "Sales acceptance"


def test_switching_keeps_the_old_way_and_resumes_it(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso", "source": "web"}).code
    workspace.processes.next(lead)
    workspace.processes.switch(lead, "Lead to opportunity")
    assert process(workspace, lead).definition == "lead_to_opportunity"
    workspace.processes.switch(lead, "marketing-to-sales")
    resumed = process(workspace, lead)
    assert (resumed.definition, resumed.current.name) == ("marketing_to_sales", "Automated qualification")
    with pytest.raises(NotAllowed, match="is the process already"):
        workspace.processes.switch(lead, "marketing_to_sales")


def test_only_what_is_offered_to_the_record_can_be_switched_to(workspace: Workspace, lead: str) -> None:
    deal = qualified(workspace, lead)
    offered = {each.code for each in workspace.processes.offered(deal)}
    assert offered == {"quick_sale", "enterprise"}
    with pytest.raises(NotFound, match="There is no process “marketing_to_sales”"):
        workspace.processes.switch(deal, "marketing_to_sales")
    workspace.processes.switch(deal, "quick_sale")
    assert process(workspace, deal).current.record_kind == "opportunity"


@pytest.mark.parametrize("move", ["next", "back", "finish", "abandon"])
def test_nothing_moves_on_a_closed_or_deleted_record(workspace: Workspace, lead: str, move: str) -> None:
    workspace.qualification.disqualify(lead, "lost")
    with pytest.raises(ReadOnly, match="Contoso is disqualified and read-only"):
        getattr(workspace.processes, move)(lead)
    with pytest.raises(ReadOnly):
        workspace.processes.switch(lead, "quick_sale")
    workspace.qualification.delete(lead)
    with pytest.raises(NotAllowed, match="Contoso is deleted"):
        getattr(workspace.processes, move)(lead)


def test_each_stage_counts_the_days_spent_in_it(workspace: Workspace, lead: str, clock: FixedClock) -> None:
    clock.moment += timedelta(days=3, hours=2)
    deal = qualified(workspace, lead)
    clock.moment += timedelta(days=5)
    assert [stage.days for stage in process(workspace, deal).stages[:2]] == [3, 5]


def test_a_record_without_a_process_is_told_how_to_start_one(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="There is no lead or opportunity"):
        workspace.processes.next("LEAD-0000")
