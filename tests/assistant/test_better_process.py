"""The card that another process fits better: why, until when, and that it never switches by itself."""

from __future__ import annotations

import pytest

from app.domain.assistant.rows import Card
from app.workspace import Workspace


@pytest.fixture
def lead(workspace: Workspace) -> str:
    """The code of a lead that follows the usual process."""
    return workspace.leads.add({"company": "Contoso", "source": "trade_show"}).code


def fits(workspace: Workspace, lead: str) -> list[Card]:
    """The cards of a lead that another process fits better; the same are among those of everything of mine."""
    found = [card for card in workspace.assistant.cards(lead) if card.kind == "better_process"]
    assert [card for card in workspace.assistant.cards() if card.kind == "better_process"] == found
    shown = workspace.overviews.of(lead).parts["cards"]
    assert [card for card in shown if card.kind == "better_process"] == found
    return found


def follows(workspace: Workspace, lead: str) -> str:
    """The process a lead follows."""
    view = workspace.processes.show(lead)
    assert view is not None
    return view.definition


def test_it_says_which_fits_and_why_and_goes_when_switched(workspace: Workspace, lead: str) -> None:
    assert fits(workspace, lead) == []
    workspace.leads.edit(lead, {"budget": "500k USD"})
    [card] = fits(workspace, lead)
    assert (card.title, card.reason) == ("Process Enterprise fits better", "Budget USD 500,000")
    assert (card.record_title, card.actions) == ("Contoso", ("switch",))
    better = workspace.processes.better(lead)
    assert better is not None
    assert (better.code, better.reason) == ("enterprise", card.reason)
    assert follows(workspace, lead) == "lead_to_opportunity"
    workspace.processes.switch(lead, better.code)
    assert fits(workspace, lead) == []
    workspace.leads.edit(lead, {"budget": "50k USD"})
    [back] = fits(workspace, lead)
    assert back.title == "Process Lead to opportunity fits better"
    assert back.reason == "Budget USD 50,000: Enterprise does not fit"
    workspace.leads.edit(lead, {"budget": None})
    assert [card.reason for card in fits(workspace, lead)] == [
        "no budget, no purchase process: Enterprise does not fit"
    ]


def test_money_is_compared_by_the_rates(workspace: Workspace, lead: str) -> None:
    workspace.rates.set("JPY", "0.0065")
    workspace.leads.edit(lead, {"budget": "150000 JPY"})
    assert fits(workspace, lead) == []
    workspace.leads.edit(lead, {"budget": "50000000 JPY"})
    assert [card.reason for card in fits(workspace, lead)] == ["Budget JPY 50,000,000"]


def test_dismissed_it_comes_back_when_another_one_fits(workspace: Workspace, lead: str) -> None:
    workspace.leads.edit(lead, {"budget": "500k USD"})
    [card] = fits(workspace, lead)
    assert workspace.assistant.dismiss(card.key, card.record_id).message == "Better process dismissed."
    assert fits(workspace, lead) == []
    workspace.leads.edit(lead, {"budget": "600k USD", "city": "Dubai"})
    assert fits(workspace, lead) == [], "the same one fits as before"
    workspace.leads.edit(lead, {"budget": "5k USD", "timeframe": "immediate"})
    [quick] = fits(workspace, lead)
    assert (quick.title, quick.reason) == (
        "Process Quick sale fits better",
        "Budget USD 5,000, Purchase timeframe Immediate",
    )
    edit = workspace.leads.edit(lead, {"budget": "500k USD"})
    assert fits(workspace, lead) == [card], "it is news again"
    workspace.log.undo(edit.seq)
    assert fits(workspace, lead) == [quick]


def test_a_closed_lead_or_an_ended_process_is_offered_none(workspace: Workspace, lead: str) -> None:
    workspace.leads.edit(lead, {"budget": "500k USD"})
    workspace.processes.abandon(lead)
    assert fits(workspace, lead) == []
    workspace.processes.reopen(lead)
    assert len(fits(workspace, lead)) == 1
    workspace.qualification.disqualify(lead, "lost")
    assert fits(workspace, lead) == []
