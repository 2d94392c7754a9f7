"""Amounts of several currencies compare through the workspace's own rates, and through nothing else."""

from __future__ import annotations

import pytest

from app.domain.core.clock import FixedClock
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.windows import ListQuery
from app.workspace import Workspace


@pytest.fixture
def leads(workspace: Workspace) -> dict[str, str]:
    """Leads by their budgets."""
    budgets = ("150,000 JPY", "150,000 USD", "200,000 AED", "1,000 EUR")
    return {each: workspace.leads.add({"company": each, "budget": each}).code for each in budgets}


def found(workspace: Workspace, where: str, *sort: str) -> list[str]:
    """The budgets of the leads that a condition finds, in order."""
    query = ListQuery(narrowing=where, sort=sort or ("title",))
    return [str(line.title) for line in workspace.leads.window(query).lines]


def test_150_000_yen_are_no_150_000_dollars(workspace: Workspace, leads: dict[str, str]) -> None:
    processes = {budget: workspace.processes.show(code) for budget, code in leads.items()}
    assert {budget: process.name for budget, process in processes.items() if process} == {
        "150,000 JPY": "Lead to opportunity",
        "150,000 USD": "Enterprise",
        "200,000 AED": "Lead to opportunity",
        "1,000 EUR": "Lead to opportunity",
    }
    assert found(workspace, "budget >= 100k") == ["150,000 USD"]
    assert workspace.leads.unpriced(ListQuery(narrowing="budget >= 100k")) == ("AED", "EUR", "JPY")


@pytest.mark.usefixtures("leads")
def test_rates_that_a_manager_says_hold_from_their_day(workspace: Workspace, clock: FixedClock) -> None:
    workspace.rates.set("AED", "0.2723", "2026-01-01")
    said = workspace.rates.set("¥", "0.0065")
    assert said.message == "1 JPY is 0.0065 USD from 2026-11-23 on."
    workspace.rates.set("AED", "5", "2027-01-01")
    assert found(workspace, "budget >= 50k") == ["150,000 USD", "200,000 AED"]
    assert found(workspace, "budget < 200,000 AED") == ["150,000 JPY"]
    assert workspace.leads.unpriced(ListQuery(narrowing="budget >= 100k")) == ("EUR",)
    assert found(workspace, "", "-budget") == ["150,000 USD", "200,000 AED", "150,000 JPY", "1,000 EUR"]
    clock.moment = clock.moment.replace(year=2027)
    assert found(workspace, "budget > 900k") == ["200,000 AED"]
    workspace.log.undo(said.seq)
    assert workspace.leads.unpriced(ListQuery(narrowing="budget > 1")) == ("EUR", "JPY")


@pytest.mark.parametrize(("currency", "rate"), [("USD", "1"), ("ABC", "1"), ("EUR", "0"), ("EUR", "-1"), ("EUR", "x")])
def test_what_is_no_rate_is_refused(workspace: Workspace, currency: str, rate: str) -> None:
    with pytest.raises(Invalid):
        workspace.rates.set(currency, rate)
    assert workspace.rates.list() == ()
    with pytest.raises(NotFound):
        workspace.rates.remove("EUR")
