"""Quotations: made, changed, submitted; one stored result wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.domain.core.errors import Conflict, Invalid, InvalidFields, NotAllowed, NotFound, ReadOnly
from app.domain.core.money import Money
from app.domain.core.windows import ListQuery
from app.domain.products.lines import MOST_LINES, typed_line
from app.domain.rates.totals import Total
from tests.quotes.scene import Market


def test_list_show_json_and_order_tell_one_total(both: Market) -> None:
    """S02: also after an edit that changes nothing, on a copy, and on the order made of it."""
    quotes, orders = both.workspace.quotes, both.workspace.orders
    both.product("A", "30.75 EUR", "15%")
    both.product("B", "70 EUR", "15%")
    quotation = both.quote(both.lead(), "A:10-5%", "B:1-5%")
    lines, sums = quotes.show(quotation).lines, quotes.show(quotation).sums
    assert [str(line.net.amount) for line in lines] == ["292.13", "66.50"]
    assert (str(sums.net.amount), str(sums.tax.amount), str(sums.total.amount)) == ("358.63", "53.79", "412.42")
    assert quotes.set_line(quotation, "1", {"quantity": "10", "discount": "5%"}).seq == 0
    quotes.submit(quotation)
    copy = quotes.copy(quotation).code
    order = orders.add(quotation).code
    assert quotes.list()[-1].total == sums.total
    assert {both.total(quotation), both.total(copy), str(orders.show(order).sums.total.amount)} == {"412.42"}
    assert quotes.show(quotation).as_json()["total"] == {"amount": "412.42", "currency": "EUR"}
    assert orders.show(order).as_json()["taxes"] == [
        {
            "rate": "15",
            "base": {"amount": "358.63", "currency": "EUR"},
            "tax": {"amount": "53.79", "currency": "EUR"},
        }
    ]


def test_a_discount_stays_what_was_typed(market: Market) -> None:
    """S03 and S05: an amount is no percentage, and changes no line."""
    market.product("C", "84000 EUR", "19%")
    quotation = market.quote(market.lead(), "C", discount="70000")
    found = market.workspace.quotes.show(quotation)
    assert (found.card.values["reduction"], str(found.sums.tax.amount)) == ("70000.00", "2660.00")
    assert (market.total(quotation), str(found.lines[0].net.amount)) == ("16660.00", "84000.00")
    market.workspace.quotes.edit(quotation, {"reduction": "12.5 %"})
    assert market.workspace.quotes.show(quotation).sums.discount_percent == Decimal("12.5")
    market.workspace.quotes.edit(quotation, {"reduction": ""})
    assert market.total(quotation) == "99960.00"


def test_a_price_list_may_include_tax(market: Market) -> None:
    """S08: the total is what was typed, and the nets of the lines come to the net."""
    market.workspace.price_lists.add({"name": "Salon", "currency": "SAR", "tax_inclusive": "yes"})
    for number, price in (("CUT", "58"), ("DYE", "288")):
        market.product(number, f"{price} SAR", "15%")
        market.workspace.price_lists.set_price("Salon", number, price)
    quotation = market.quote(market.lead(), "CUT", "DYE", price_list="Salon")
    found = market.workspace.quotes.show(quotation)
    assert [str(line.net.amount) for line in found.lines] == ["50.43", "250.44"]
    assert [str(getattr(found.sums, name).amount) for name in ("net", "tax", "total")] == ["300.87", "45.13", "346.00"]


def test_what_is_offered_does_not_follow_the_catalogue(market: Market) -> None:
    """A product that is changed, or put away, changes no line; a draft copies what it says then."""
    market.product("M2", "4200 USD", "5%")
    quotation = market.offer(market.lead(), "M2:3", discount="10%")
    market.workspace.products.edit("M2", {"price": "5000 USD", "name": "Another"})
    market.workspace.products.delete("M2")
    (line,) = market.workspace.quotes.show(quotation).lines
    assert (line.name, str(line.unit_price.amount), market.total(quotation)) == ("Product M2", "4200.00", "11907.00")
    copy = market.workspace.quotes.copy(quotation).code
    market.workspace.quotes.set_line(copy, "1", {"quantity": "2"})
    assert market.total(copy) == "7938.00"
    assert market.workspace.orders.add(quotation).code


def test_it_names_what_it_copied_and_shows_what_hangs_on_its_lead(market: Market) -> None:
    """Contacts are linked; the timeline and open tasks are seen from both."""
    workspace = market.workspace
    lead = market.lead(street="1 Quay", city="Dubai", country="AE")
    workspace.stakeholders.add(lead, name="Huda Karim")
    workspace.timeline.add_task(lead, "Call back", due="tomorrow 10")
    market.product("M2", "4200 USD")
    outcome = workspace.quotes.add(lead, [typed_line("M2:3")])
    assert "copied: 1 line, customer, address, 1 contact, 1 open task, 1 timeline entry." in outcome.message
    subjects = [entry.subject for entry in workspace.timeline.page(outcome.code).entries]
    assert "Call back" in subjects
    assert f"Quotation {outcome.code} made" in subjects
    assert f"Quotation {outcome.code} made" in [each.subject for each in workspace.timeline.page(lead).entries]
    found = workspace.quotes.show(outcome.code)
    assert [each.title for each in found.contacts] == ["Huda Karim"]
    assert found.card.values["address"] == "1 Quay\nDubai, AE"
    (line,) = workspace.timeline.agenda(date(2026, 11, 24))
    assert line.record_kind == "lead"


@pytest.mark.parametrize(
    ("deed", "kind", "told"),
    [
        (lambda m, _: m.workspace.quotes.submit(m.quote(m.lead())), Invalid, "has no lines"),
        (lambda m, q: m.workspace.quotes.add_line(q, {"product": "M2", "unit_price": "-5"}), InvalidFields, "negative"),
        (lambda m, q: m.workspace.quotes.add_line(q, {"product": "M2", "quantity": "0"}), Invalid, "must not be 0"),
        (lambda m, q: m.workspace.quotes.add_line(q, typed_line("M2:1@5 EUR")), Invalid, "in EUR, the document in USD"),
        (lambda m, q: m.workspace.quotes.add_line(q, {"product": "NONE"}), InvalidFields, "no product"),
        (lambda m, q: m.workspace.quotes.add_line(q, {"name": "Cleaning"}), Invalid, "Unit price is missing"),
        (lambda m, q: m.workspace.quotes.add_line(q, {"unit_price": "5"}), Invalid, "a name of its own"),
        (lambda m, q: m.workspace.quotes.remove_line(q, "9"), NotFound, "no line 9"),
        (lambda m, q: m.workspace.quotes.edit(q, {"reduction": "5 EUR"}), Invalid, "in EUR, the document in USD"),
        (lambda m, q: m.workspace.quotes.edit(q, {"reduction": "120%"}), Invalid, "between 0 and 100"),
        (lambda m, q: m.workspace.quotes.edit(q, {"reduction": "9999999"}), Invalid, "more than the lines come to"),
        (lambda m, q: m.workspace.quotes.edit(q, {"valid_until": "2026-11-22"}), Invalid, "is over already"),
        (lambda m, _: m.quote(m.lead(), "M2", valid="999999d"), Invalid, "more than ten years"),
        (lambda m, q: m.workspace.orders.add(q), NotAllowed, "is a draft"),
        (lambda m, q: m.workspace.quotes.lose(q, "price"), NotAllowed, "is a draft"),
        (lambda m, q: m.workspace.quotes.lose(q, ""), Invalid, "Reason is missing"),
        (lambda m, _: m.quote(m.lead(), "M2", price_list="EU", currency="USD"), Invalid, "in EUR, not in USD"),
    ],
)
def test_what_does_not_fit_is_refused(
    market: Market, deed: Callable[[Market, str], object], kind: type[Exception], told: str
) -> None:
    """With a sentence that says what is wrong."""
    market.product("M2", "4200 USD", "5%")
    market.workspace.price_lists.add({"name": "EU", "currency": "EUR"})
    quotation = market.quote(market.lead(), "M2:3")
    before = market.workspace.quotes.show(quotation)
    with pytest.raises(kind, match=told):
        deed(market, quotation)
    assert market.workspace.quotes.show(quotation) == before


def test_a_document_has_a_thousand_lines_at_the_most(market: Market) -> None:
    """Beyond that it says so."""
    lines = [{"name": "Cup", "unit_price": "1"}] * (MOST_LINES + 1)
    with pytest.raises(Invalid, match=r"at most 1,?000 lines"):
        market.workspace.quotes.add(market.lead(), lines)
    assert market.workspace.quotes.add(market.lead(), lines[:-1]).code


def test_a_credit_is_a_line_below_zero(market: Market) -> None:
    """It takes its charge back to the cent; what is offered does not come to less than nothing."""
    market.product("M2", "784.50 EUR", "15%")
    quotation = market.quote(market.lead(), "M2:1", "M2:-1")
    assert market.total(quotation) == "0.00"
    market.workspace.quotes.remove_line(quotation, "1")
    assert market.total(quotation) == "-902.18"
    with pytest.raises(Invalid, match="comes to"):
        market.workspace.quotes.submit(quotation)


def test_what_was_offered_stays(market: Market) -> None:
    """Its last day and its owner can be changed, its figures cannot; nor can what is decided."""
    quotes = market.workspace.quotes
    market.product("M2", "4200 USD", "5%")
    quotation = market.offer(market.lead(), "M2:3")
    with pytest.raises(NotAllowed, match="stays as it is"):
        quotes.add_line(quotation, typed_line("M2"))
    with pytest.raises(NotAllowed, match="Discount was offered"):
        quotes.edit(quotation, {"reduction": "5%"})
    assert quotes.edit(quotation, {"valid_until": "2027-01-31"}).changed == ("valid_until",)
    quotes.lose(quotation, "price")
    with pytest.raises(ReadOnly, match="lost and read-only"):
        quotes.edit(quotation, {"valid_until": "2027-02-28"})


def test_two_who_change_a_draft_see_each_other(market: Market) -> None:
    """An edit that started from an older line shows both sides; other lines may be changed at once."""
    quotes = market.workspace.quotes
    market.product("M2", "4200 USD")
    quotation = market.quote(market.lead(), "M2:3", "M2:1")
    (first, second) = quotes.show(quotation).lines
    quotes.set_line(quotation, "1", {"quantity": "4"}, version=first.version)
    with pytest.raises(Conflict) as conflict:
        quotes.set_line(quotation, "1", {"quantity": "5"}, version=first.version)
    assert (conflict.value.mine["quantity"], conflict.value.theirs["quantity"]) == ("5", "4")
    quotes.set_line(quotation, "2", {"discount": "50%"}, version=second.version)
    assert market.total(quotation) == "18900.00"


def test_a_quantity_brings_its_discount_unless_somebody_said_another(market: Market) -> None:
    """The discount list decides as long as nobody types one."""
    market.workspace.discount_lists.add("Volume", [("10", "5%")])
    market.product("M2", "100 USD")
    market.workspace.products.edit("M2", {"discount_list": "Volume"})
    quotation = market.quote(market.lead(), "M2:1")
    market.workspace.quotes.set_line(quotation, "1", {"quantity": "10"})
    assert market.total(quotation) == "950.00"
    market.workspace.quotes.set_line(quotation, "1", {"discount": "2%"})
    market.workspace.quotes.set_line(quotation, "1", {"quantity": "20"})
    assert market.total(quotation) == "1960.00"


def test_lists_are_asked_in_the_query_language_and_added_up_at_the_rates_of_their_days(market: Market) -> None:
    """Each quotation at the rate of its own day; one without a rate is told."""
    quotes, lists, rates = market.workspace.quotes, market.workspace.quotation_lists, market.workspace.rates
    rates.set("VES", "0.004", "2026-01-01")
    rates.set("VES", "0.0039", "2026-11-24")
    market.product("V", "100000 VES")
    market.product("U", "320 USD")
    market.product("J", "150000 JPY")
    lead = market.lead()
    first = market.quote(lead, "V", currency="VES")
    market.quote(lead, "U", currency="USD")
    market.quote(lead, "J", currency="JPY")
    assert [row.code for row in quotes.list('total = "100000 VES" and status = draft')] == [first]
    assert (quotes.count(f"lead = {lead}"), quotes.count("valid_until > 2026-12-24")) == (3, 0)
    market.clock.moment = datetime(2026, 12, 1, tzinfo=UTC)
    assert lists.total(ListQuery()) == Total(Money.of(720, "USD"), ("JPY",))
    market.quote(lead, "V", currency="VES")
    assert lists.total(ListQuery()).amount == Money.of(1110, "USD")


def test_it_starts_from_what_the_opportunity_offers_or_the_lead_asked_about(market: Market) -> None:
    """Where nobody names a line; what is not sold so is left out and told."""
    workspace = market.workspace
    market.product("M2", "4200 USD", "5%")
    market.product("EU", "100 EUR")
    lead = market.lead()
    workspace.interests.add(lead, "M2", quantity="2")
    workspace.interests.add(lead, "EU")
    asked = workspace.quotes.add(lead)
    assert market.total(asked.code) == "8820.00"
    assert "Product EU (EU) was left out: " in asked.message
    sale = workspace.qualification.make_opportunity(lead).made["opportunity"][0]
    for line in workspace.opportunity_lines.of(sale):
        workspace.opportunity_lines.remove(line.id)
    workspace.opportunity_lines.add(sale, "M2:3@4000-10%")
    assert market.total(market.quote(sale)) == "11340.00"
