"""Processes after qualifying: the lead's stages stay readable, what is true counts, an end can be taken back."""

from __future__ import annotations

import pytest

from app.domain.process.rows import ProcessView
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace


def process(workspace: Workspace, ref: str) -> ProcessView:
    """The process a record is in."""
    view = workspace.processes.show(ref)
    assert view is not None
    return view


def qualified(workspace: Workspace, source: str, budget: str = "50k USD") -> str:
    """The code of an opportunity that a lead of some source became."""
    lead = workspace.leads.add(
        {"company": "Contoso", "name": "Sara Nadim", "source": source, "budget": budget, "timeframe": "immediate"}
    ).code
    workspace.stakeholders.add(lead, name="Huda Karim", roles=["decision_maker"])
    return workspace.qualification.qualify(lead, QualifyChoice("new", "new", ("",))).made["opportunity"][0]


@pytest.mark.parametrize("source", ["trade_show", "web"])
@pytest.mark.parametrize("switched", ["", "quick_sale", "enterprise"])
def test_the_leads_information_is_read_on_the_opportunity(workspace: Workspace, source: str, switched: str) -> None:
    deal = qualified(workspace, source)
    if switched:
        workspace.processes.switch(deal, switched)
    shown = process(workspace, deal)
    values = {step.field: step.value for stage in shown.stages if stage.record_kind == "lead" for step in stage.steps}
    assert str(values["budget"]) == "USD 50,000"
    assert [stage.status for stage in shown.stages if stage.record_kind == "lead"][-1] == "done"
    assert shown.current.record_kind == "opportunity"
    codes = [stage.code for stage in shown.stages]
    assert len(codes) == len(set(codes))


def test_what_was_carried_over_counts_as_done(workspace: Workspace) -> None:
    shown = process(workspace, qualified(workspace, "trade_show", "500k USD"))
    assert shown.name == "Enterprise"
    steps = {step.action: step.done for step in shown.current.steps if step.action}
    assert steps["add_stakeholder"] is True


def test_an_ended_process_is_taken_up_again(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso", "source": "trade_show"}).code
    before = process(workspace, lead).stage
    workspace.processes.abandon(lead)
    assert process(workspace, lead).status == "abandoned"
    assert "goes on in Qualify" in workspace.processes.reopen(lead).message
    assert (process(workspace, lead).status, process(workspace, lead).stage) == ("active", before)
    assert "already" in workspace.processes.reopen(lead).message


def test_another_process_that_fits_better_is_said(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso", "source": "trade_show"}).code
    assert "fits better" not in workspace.leads.edit(lead, {"city": "Dubai"}).message
    said = workspace.leads.edit(lead, {"budget": "500k USD"})
    assert "Another process fits better now: Enterprise." in said.message
    assert process(workspace, lead).name == "Lead to opportunity"
