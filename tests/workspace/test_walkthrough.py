"""The walkthrough: from a business card to a won opportunity, at every size, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.core.windows import Anchor, ListQuery
from tests.workspace.conftest import Behind, SitDown
from tests.workspace.person import SIZES
from tests.workspace.story import Leads, Pipeline

CARD = {
    "Company": "Contoso Coffee",
    "Name": "Sara Nadim",
    "Email": "sara@contoso.example.com",
    "Phone": "+971 50 123 4567",
    "Topic": "Modernise the machines",
    "Source": "Trade show",
}


by_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.mark.slow
@by_size
def test_a_lead_goes_from_a_business_card_to_a_won_opportunity(
    size: tuple[int, int], database: Path, sit_down: SitDown, behind: Behind
) -> None:
    person = sit_down(size)
    record = Leads(person).enter(CARD)
    record.research({"Industry": "Hospitality", "Employees": "120", "Annual revenue": "2.5m USD"})
    record.log_call({"Notes": "Budget 50k, decides in committee", "Outcome": "Reached"})
    record.add_stakeholder({"Person": "Huda Karim", "Roles": "decision maker"})
    record.add_competitor({"Competitor": "Fabrikam Espresso"})
    record.post("Has anyone worked with Contoso?")
    record.reply_to("Has anyone worked", "Their Dubai branch, ask for Huda")
    record.book({"Subject": "Visit", "Start": "today 09:20", "With": "Huda Karim"})
    person.goes_to_panel("Assistant")
    person.sees("Visit", "in 20 min")
    record.set_next_contact("tomorrow 10")
    record.fill_in_stage("Qualify", {"Estimated budget": "50k USD", "Decision maker identified": "Yes"})
    record.qualify()

    opportunity = Pipeline(person).open("Modernise the machines")
    person.sees("● Develop")
    opportunity.reads_stage("Qualify", "USD 50,000", "Decision maker identified")
    opportunity.goes_on_from(
        "Develop", "Propose", {"Customer need": "Quicker service", "Proposed solution": "Three machines"}
    )
    opportunity.goes_on_from("Propose", "Close", {"Proposal presented": "Yes"})
    opportunity.fill_in_stage("Close", {"Final proposal presented": "Yes"})
    opportunity.win({"Actual revenue": "48k USD"})
    person.runs("screen.leads", "Open leads 0")

    there = behind(database)
    (line,) = there.leads.window(ListQuery(), Anchor("start")).lines
    lead = there.leads.show(line.id).values
    assert (lead["state"], lead["industry"], lead["employees"]) == ("qualified", "Hospitality", 120)
    assert str(lead["budget"]) == "USD 50,000"
    kinds = {entry.kind for entry in there.timeline.page(line.id).entries}
    assert {"call", "post", "appointment"} <= kinds
    (sale,) = there.opportunities.list(there.pipeline.view("won").query)
    assert [each.name for each in there.stakeholders.of(sale.id)] == ["Huda Karim", "Sara Nadim"]
    assert [each.name for each in there.competitors.of(sale.id)] == ["Fabrikam Espresso"]
    process = there.processes.show(sale.id)
    assert process is not None
    assert (process.stage, process.status) == ("close", "finished")


@by_size
def test_undo_brings_a_qualified_lead_back(
    size: tuple[int, int], database: Path, sit_down: SitDown, behind: Behind
) -> None:
    there = behind(database)
    there.leads.add({"company": "Contoso Coffee", "name": "Sara Nadim", "budget": "50k USD"})
    person = sit_down(size)
    record = Leads(person).record("Contoso Coffee")
    record.qualify()
    person.sees("Open leads 0")
    record.undo()
    person.sees("Open leads 1")
    (line,) = there.leads.window(ListQuery(where="state = open"), Anchor("start")).lines
    assert line.title == "Contoso Coffee"
    assert there.opportunities.list() == ()
