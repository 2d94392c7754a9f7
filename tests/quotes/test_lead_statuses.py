"""What documents mean for the status of their lead: every set of them, each way in and each way back."""

from __future__ import annotations

from itertools import product

import pytest

from app.domain.core.errors import NotAllowed
from tests.quotes.scene import Market

#: What stands, the strongest first, and the status it gives.
PRECEDENCE = (("customer", "converted"), ("offer", "quotation"), ("sale", "opportunity"), ("loss", "lost_quotation"))


def make(market: Market, lead: str, what: str) -> str:
    """Make a document for a lead; answers its code."""
    workspace = market.workspace
    if what == "customer":
        return workspace.customers.add("lead", lead).code
    if what == "sale":
        return workspace.qualification.make_opportunity(lead).made["opportunity"][0]
    quotation = market.offer(lead, "M2")
    if what == "loss":
        workspace.quotes.lose(quotation, "price")
    return quotation


def take_away(market: Market, what: str, code: str) -> None:
    """Put a document away again."""
    workspace = market.workspace
    if what == "customer":
        workspace.customers.delete(code)
    elif what == "sale":
        workspace.opportunities.delete(code)
    else:
        workspace.quotes.delete(code)


def meant(standing: set[str], otherwise: str) -> str:
    """The status that a set of documents means, as the table says."""
    return next((status for what, status in PRECEDENCE if what in standing), otherwise)


def test_every_set_of_documents_gives_the_strongest_status_and_back(both: Market) -> None:
    """All sixteen, made in one order and taken away in another; in the end the lead is what it was before."""
    both.product("M2", "4200 USD")
    for chosen in product((False, True), repeat=4):
        wanted = [what for (what, _), is_made in zip(reversed(PRECEDENCE), chosen, strict=True) if is_made]
        lead = both.lead(company=f"Company {wanted}", name=f"Person {wanted}")
        both.workspace.leads.set_status(lead, "replied")
        made = {}
        for what in wanted:
            made[what] = make(both, lead, what)
            assert both.lead_status(lead) == meant(set(made), "replied"), (wanted, what)
        for what in reversed(wanted):
            take_away(both, what, made.pop(what))
            before = "interested" if what == "customer" and not made else "replied"
            assert both.lead_status(lead) == meant(set(made), before), (wanted, "without", what)
            if what == "customer" and not made:
                break


def test_a_lead_follows_its_documents_step_by_step(both: Market) -> None:
    """S14: the other order of the same things is wrong elsewhere."""
    quotes = both.workspace.quotes
    both.product("M2", "4200 USD")
    lead = both.lead()
    both.workspace.leads.set_status(lead, "interested")
    opportunity = make(both, lead, "sale")
    assert both.lead_status(lead) == "opportunity"
    first = both.quote(opportunity, "M2")
    assert both.lead_status(lead) == "quotation"
    second = both.quote(opportunity, "M2")
    quotes.submit(first)
    quotes.lose(first, "price")
    assert both.lead_status(lead) == "quotation"
    quotes.submit(second)
    quotes.lose(second, "price")
    assert both.lead_status(lead) == "opportunity"
    both.workspace.opportunities.close(opportunity, "lost")
    assert both.lead_status(lead) == "lost_quotation"
    for code in (first, second):
        quotes.delete(code)
    both.workspace.opportunities.delete(opportunity)
    assert both.lead_status(lead) == "interested"


def test_whoever_asked_not_to_be_contacted_is_left_alone(market: Market) -> None:
    """S14 B: no document changes that; when it ends, the documents count at once."""
    market.product("M2", "4200 USD")
    lead = market.lead()
    market.workspace.leads.set_status(lead, "do_not_contact")
    quotation = market.offer(lead, "M2")
    assert market.lead_status(lead) == "do_not_contact"
    market.workspace.quotes.lose(quotation, "price")
    assert market.lead_status(lead) == "do_not_contact"
    market.workspace.leads.set_status(lead, "open")
    assert market.lead_status(lead) == "lost_quotation"


@pytest.mark.parametrize("status", ["quotation", "lost_quotation", "converted"])
def test_a_derived_status_is_set_by_no_person(market: Market, status: str) -> None:
    """And what a document gives is taken away with the document alone."""
    market.product("M2", "4200 USD")
    lead = market.lead()
    with pytest.raises(NotAllowed, match="follows from"):
        market.workspace.leads.set_status(lead, status)
    market.quote(lead, "M2")
    with pytest.raises(NotAllowed, match="still stands"):
        market.workspace.leads.set_status(lead, "open")


def test_a_cancelled_quotation_and_a_cancelled_order_fall_back(market: Market) -> None:
    """Cancelling what converted a lead brings back what its other documents mean."""
    market.product("M2", "4200 USD")
    lead = market.lead()
    quotation = market.offer(lead, "M2:2")
    order = market.workspace.orders.add(quotation).code
    market.workspace.orders.confirm(order)
    assert market.lead_status(lead) == "converted"
    market.workspace.orders.cancel(order)
    assert (market.lead_status(lead), market.status(quotation)) == ("quotation", "submitted")
    market.workspace.quotes.cancel(quotation)
    assert market.lead_status(lead) == "lead"


def test_an_inbound_message_reopens_no_converted_lead(market: Market) -> None:
    """Only Replied and Lead move to Open."""
    market.product("M2", "4200 USD")
    lead = market.lead()
    make(market, lead, "customer")
    market.workspace.timeline.log_email(lead, direction="in", subject="Thanks")
    assert market.lead_status(lead) == "converted"


def test_an_earlier_command_that_is_undone_leaves_what_documents_mean_now(market: Market) -> None:
    """The loss of one quotation is undone after the other was cancelled: there is an offer again."""
    market.product("M2", "4200 USD")
    lead = market.lead()
    first, second = (market.offer(lead, "M2") for _ in range(2))
    lost = market.workspace.quotes.lose(first, "price")
    market.workspace.quotes.cancel(second)
    assert market.lead_status(lead) == "lost_quotation"
    market.workspace.log.undo(lost.seq)
    assert market.lead_status(lead) == "quotation"
    market.workspace.log.redo()
    assert market.lead_status(lead) == "lost_quotation"
