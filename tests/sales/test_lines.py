"""Lines of an opportunity: prices of the catalogue, the amount that follows, and what a lead asked about."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.core.errors import Conflict, Invalid, NotFound, ReadOnly
from app.domain.core.money import Money
from app.domain.qualification.rows import QualifyChoice
from app.workspace import Workspace


@pytest.fixture
def selling(workspace: Workspace) -> Workspace:
    """A catalogue in dollars and euros, and an opportunity without an amount."""
    workspace.discount_lists.add("Volume", [("10", "5%")])
    machine = {"number": "M2", "name": "Espresso machine", "price": "4200 USD", "tax_rate": "5%"}
    workspace.products.add({**machine, "discount_list": "Volume"})
    workspace.products.add({"number": "B1", "name": "House blend", "price": "18.1255 USD", "unit": "kg"})
    workspace.products.add({"number": "E1", "name": "Grinder", "price": "5 EUR"})
    workspace.leads.add({"company": "Contoso Coffee", "topic": "Machines"})
    workspace.qualification.qualify("Contoso Coffee")
    return workspace


def lines(workspace: Workspace) -> list[tuple[Any, ...]]:
    return [
        (each.number, str(each.quantity), each.unit_price.exact, str(each.discount), str(each.net.amount))
        for each in workspace.opportunity_lines.of("Machines")
    ]


def amount(workspace: Workspace) -> tuple[Money | None, bool | None]:
    values = workspace.opportunities.show("Machines").values
    return values["amount"], values["amount_of_lines"]


def test_the_amount_follows_the_lines_until_somebody_gives_it(selling: Workspace) -> None:
    first = selling.opportunity_lines.add("Machines", "M2:3")
    assert amount(selling) == (Money(1260000, "USD"), True)
    more = selling.opportunity_lines.add("Machines", "B1:3@17.125-10%")
    assert lines(selling) == [("M2", "3", "4200.00", "0", "12600.00"), ("B1", "3", "17.125", "10", "46.24")]
    assert amount(selling) == (Money(1264624, "USD"), True)
    selling.opportunity_lines.edit(first.id, {"quantity": "12"})
    assert lines(selling)[0] == ("M2", "12", "4200.00", "5", "47880.00")  # what the catalogue takes off a dozen
    selling.opportunities.edit("Machines", {"amount": "50k USD"})
    selling.opportunity_lines.remove(more.id)
    assert amount(selling) == (Money(5000000, "USD"), None)
    emptied = selling.opportunities.edit("Machines", {"amount": ""})
    assert amount(selling) == (Money(4788000, "USD"), True)
    selling.log.undo(emptied.seq)
    assert amount(selling) == (Money(5000000, "USD"), None)


def test_an_opportunity_has_one_currency_and_nothing_is_converted(selling: Workspace) -> None:
    selling.opportunity_lines.add("Machines", "E1:2")  # the first line decides
    assert amount(selling)[0] == Money(1000, "EUR")
    with pytest.raises(Invalid, match="no price in EUR"):
        selling.opportunity_lines.add("Machines", "M2:1")
    selling.opportunity_lines.add("Machines", name="Installation", unit_price="500")
    with pytest.raises(Invalid, match="in USD"):
        selling.opportunity_lines.add("Machines", name="Training", unit_price="500 USD")
    assert [each[4] for each in lines(selling)] == ["10.00", "500.00"]
    removed = selling.opportunity_lines.remove(selling.opportunity_lines.line("Machines", "1").id)
    assert [each.position for each in selling.opportunity_lines.of("Machines")] == [1]
    selling.log.undo(removed.seq)
    assert [each[0] for each in lines(selling)] == ["E1", None]


def test_lines_are_refused_with_the_reason(selling: Workspace) -> None:
    made = selling.opportunity_lines.add("Machines", "M2:1")
    line = selling.opportunity_lines.line("Machines", "m2")
    selling.opportunity_lines.edit(made.id, {"quantity": "2"}, version=line.version)
    with pytest.raises(Conflict):
        selling.opportunity_lines.edit(made.id, {"quantity": "3"}, version=line.version)
    with pytest.raises(NotFound):
        selling.opportunity_lines.line("Machines", "7")
    for wrong in ("", "X9:1", "M2:0", "M2:many", "M2:1@-4"):
        with pytest.raises((Invalid, NotFound)):
            selling.opportunity_lines.add("Machines", wrong)
    selling.products.delete("M2")
    assert lines(selling)[0][2] == "4200.00"  # what was copied stays
    selling.opportunities.close("Machines", "won")
    with pytest.raises(ReadOnly):
        selling.opportunity_lines.remove(made.id)
    with pytest.raises(ReadOnly):
        selling.opportunity_lines.add("Machines", "B1")


def test_what_a_lead_asked_about_is_offered_in_the_first_opportunity(selling: Workspace) -> None:
    lead = selling.leads.add({"company": "Fabrikam", "topic": "Beans"}).code
    for product, quantity in (("B1", "20"), ("E1", None)):
        selling.interests.add(lead, product, quantity=quantity)
    choice = QualifyChoice(account="new", contact="none", opportunities=("Beans", "Later"))
    made = selling.qualification.qualify(lead, choice)
    first, second = made.made["opportunity"]
    offered = [(each.number, each.unit_price.exact) for each in selling.opportunity_lines.of(first)]
    assert offered == [("B1", "18.1255"), ("E1", "0.00")]
    assert "Grinder (E1) has no price yet." in made.message
    assert selling.opportunity_lines.of(second) == ()
    selling.log.undo(made.seq)
    assert [each.number for each in selling.interests.of(lead)] == ["B1", "E1"]
