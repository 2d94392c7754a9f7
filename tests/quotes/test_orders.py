"""Orders: by row, given back, until the last day is over, once; and the whole way from lead to customer and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.outcomes import Outcome
from tests.quotes.scene import Market


def test_quantities_are_counted_by_row_and_given_back(both: Market) -> None:
    """S15: rows of one product are not one row."""
    quotes, orders = both.workspace.quotes, both.workspace.orders
    both.product("P1", "100 USD")
    quotation = both.offer(both.lead(), "P1:2", "P1:2", "P1:3")
    with pytest.raises(Invalid, match="Row 3: 3 are left, not 4"):
        orders.add(quotation, ["3:4"])
    first = orders.add(quotation, ["1", "2:2"]).code
    assert (both.status(quotation), both.ordered(quotation)) == ("partially_ordered", ["2", "2", "0"])
    with pytest.raises(Invalid, match="Nothing is left of row 1"):
        orders.add(quotation, ["1:1"])
    second = orders.add(quotation).code
    assert [(line.number, str(line.quantity)) for line in orders.show(second).lines] == [("P1", "3")]
    assert both.status(quotation) == "ordered"
    orders.confirm(first)
    orders.confirm(second)
    orders.cancel(second)
    assert (both.status(quotation), both.ordered(quotation)) == ("partially_ordered", ["2", "2", "0"])
    orders.cancel(first)
    assert (both.status(quotation), both.ordered(quotation)) == ("submitted", ["0", "0", "0"])
    with pytest.raises(NotAllowed, match="already cancelled"):
        orders.confirm(first)
    quotes.reply(quotation)
    orders.delete(orders.add(quotation).code)
    assert both.status(quotation) == "replied"


def test_one_row_is_ordered_in_parts_that_bear_the_whole_discount(market: Market) -> None:
    """S15 e, and S05 for parts: their discounts come to what was typed."""
    orders = market.workspace.orders
    market.product("P1", "33.33 EUR", "19%")
    quotation = market.offer(market.lead(), "P1:20", discount="100")
    made = [orders.add(quotation, [rows]).code for rows in ("1:7", "1:7", "1:6")]
    assert market.status(quotation) == "ordered"
    assert sum(orders.show(each).sums.discount.minor for each in made) == 100_00
    assert sum(orders.show(each).sums.net.minor for each in made) == 666_60
    orders.cancel(made[1])
    again = orders.add(quotation).code
    assert sum(orders.show(each).sums.discount.minor for each in (made[0], again, made[2])) == 100_00


def test_an_offer_can_be_ordered_until_its_last_day_is_over_here(market: Market) -> None:
    """S12: in the zone of the workspace, the last day included."""
    market.product("P1", "100 USD")
    market.clock.moment = datetime(2026, 10, 25, 8, 0, tzinfo=UTC)
    lead = market.lead()
    first, second = (market.offer(lead, "P1", valid="30d") for _ in range(2))
    assert str(market.workspace.quotes.show(first).card.values["valid_until"]) == "2026-11-24"
    market.clock.moment = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
    assert market.workspace.quotes.show(first).validity == "expires today"
    market.clock.moment = datetime(2026, 11, 24, 19, 59, 59, tzinfo=UTC)
    assert market.workspace.orders.add(first).code
    market.clock.moment = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    with pytest.raises(NotAllowed, match="expired 2026-11-24"):
        market.workspace.orders.add(second)
    assert (market.status(second), market.lead_status(lead)) == ("expired", "quotation")


def test_time_expires_what_nobody_decided_and_nothing_else(both: Market) -> None:
    """S13: one entry however often; the lead of what expired is what it was."""
    quotes, orders = both.workspace.quotes, both.workspace.orders
    both.product("P1", "100 USD")
    alone, lead = both.lead(company="Alone"), both.lead()
    offered = both.offer(alone, "P1", valid="2026-11-25")
    lost, ordered, cancelled, partly = (both.offer(lead, "P1:2", valid="2026-11-25") for _ in range(4))
    quotes.lose(lost, "price")
    orders.add(ordered)
    quotes.cancel(cancelled)
    orders.add(partly, ["1:1"])
    draft = both.quote(lead, "P1", valid="2026-11-25")
    both.clock.moment = datetime(2026, 11, 25, 20, 5, tzinfo=UTC)
    for _ in range(2):
        list(both.workspace.jobs.run_due())
    found = [both.status(each) for each in (offered, lost, ordered, cancelled, partly, draft)]
    assert found == ["expired", "lost", "ordered", "cancelled", "partially_ordered", "draft"]
    assert quotes.show(lost).card.values["lost_reason"] == "price"
    told = [entry.subject for entry in both.workspace.timeline.page(offered).entries]
    assert told.count(f"Quotation {offered} expired") == 1
    assert both.lead_status(alone) == "lead"
    with pytest.raises(NotAllowed, match="expired 2026-11-25"):
        orders.add(partly)
    with pytest.raises(Invalid, match="is over already"):
        quotes.submit(draft)
    assert quotes.copy(offered).code


def test_an_order_that_is_cancelled_after_the_last_day_brings_back_no_offer(market: Market) -> None:
    """The quotation is expired then, not open for ever."""
    market.product("P1", "100 USD")
    lead = market.lead()
    quotation = market.offer(lead, "P1", valid="1d")
    order = market.workspace.orders.add(quotation).code
    market.clock.moment = datetime(2026, 12, 1, tzinfo=UTC)
    list(market.workspace.jobs.run_due())
    market.workspace.orders.cancel(order)
    assert (market.status(quotation), market.lead_status(lead)) == ("expired", "lead")


def test_confirming_makes_the_customer_once(market: Market) -> None:
    """The second order of the same company finds the customer; the first that says so again is refused by name."""
    orders, customers = market.workspace.orders, market.workspace.customers
    market.product("P1", "100 USD")
    quotation = market.offer(market.lead(), "P1:2")
    one, two = (orders.add(quotation, ["1:1"]).code for _ in range(2))
    made = orders.confirm(one).made
    assert set(made) == {"account", "contact", "customer"}
    with pytest.raises(NotAllowed, match="already confirmed, by Omar"):
        orders.confirm(one)
    assert orders.confirm(two).made == {}
    (customer,) = customers.list()
    assert (customer.kind, customer.name, customer.code) == ("organisation", "Contoso Coffee", made["customer"][0])
    with pytest.raises(NotAllowed, match=r"Nothing is left to order of .*by Omar"):
        orders.add(quotation)
    assert [row.code for row in orders.list(f"customer = {customer.code}", sort="created_at")] == [one, two]
    assert market.quote(customer.code, "P1")


def test_a_person_becomes_a_customer_too(market: Market) -> None:
    """Without a company it is the contact; somebody who is one already is named."""
    customers = market.workspace.customers
    lead = market.workspace.leads.add({"kind": "person", "name": "Huda Karim", "email": "huda@example.com"}).code
    outcome = customers.add("lead", lead)
    assert (customers.show(outcome.code).values["kind"], market.lead_status(lead)) == ("person", "converted")
    contact = outcome.made["contact"][0]
    with pytest.raises(NotAllowed, match="Huda Karim is a customer already"):
        customers.add("contact", contact)
    customers.delete(outcome.code)
    assert market.lead_status(lead) == "interested"
    assert customers.add("contact", contact).made == {"customer": [customers.list()[0].code]}


def test_the_way_from_lead_to_customer_is_walked_back_and_forth(both: Market) -> None:
    """Every command is one step of undo, and of redo; at both ends all is as it was."""
    workspace = both.workspace
    both.product("M2", "4200 USD", "5%")
    lead = both.lead()
    seen: list[object] = [looked_at(both, lead)]

    def step(deed: Callable[[], Outcome]) -> Outcome:
        outcome = deed()
        seen.append(looked_at(both, lead))
        return outcome

    sale = step(lambda: workspace.qualification.make_opportunity(lead)).made["opportunity"][0]
    quotation = step(lambda: workspace.quotes.add(sale, [{"product": "M2", "quantity": "3"}], discount="10%")).code
    step(lambda: workspace.quotes.set_line(quotation, "1", {"quantity": "4"}))
    step(lambda: workspace.quotes.submit(quotation))
    order = step(lambda: workspace.orders.add(quotation)).code
    step(lambda: workspace.orders.confirm(order))
    assert both.lead_status(lead) == "converted"
    for expected in reversed(seen[:-1]):
        workspace.log.undo()
        assert looked_at(both, lead) == expected
    for expected in seen[1:]:
        workspace.log.redo()
        assert looked_at(both, lead) == expected


def looked_at(market: Market, lead: str) -> tuple[object, ...]:
    """What there is of a lead: its status, documents, figures and timeline."""
    workspace = market.workspace
    return (
        market.lead_status(lead),
        [(row.code, row.status, row.total, row.lines) for row in workspace.quotes.list()],
        [(row.code, row.status, row.total, row.customer_code) for row in workspace.orders.list()],
        [(row.code, row.name, row.account_code) for row in workspace.customers.list()],
        [line.code for line in workspace.accounts.list()],
        sorted(entry.subject for entry in workspace.timeline.page(lead).entries),
    )
