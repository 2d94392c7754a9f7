"""Prices: of the catalogue, of lists, of bundles and units, with discounts by quantity; nothing is converted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.exact import shortest
from app.domain.core.unit_price import UnitPrice
from app.domain.products.pricing import Price
from app.domain.products.rules import discount_at, read_steps
from app.workspace import Workspace


@pytest.fixture
def priced(shop: Workspace) -> Workspace:
    """A machine sold by the piece and the box, in dollars and by two lists, and beans without a tax rate."""
    shop.unit_groups.add("Pieces", [("piece", ""), ("box", "12")])
    shop.discount_lists.add("Volume", [("10", "5%"), ("50", "8.5")])
    shop.products.add(
        {
            "number": "M2",
            "name": "Espresso machine",
            "price": "4200 USD",
            "tax_rate": "5%",
            "unit_group": "Pieces",
            "discount_list": "Volume",
            "active_from": "2026-01-01",
            "active_to": "2026-12-31",
        }
    )
    shop.products.add({"number": "B1", "name": "House blend", "price": "18.1255 USD", "unit": "kg", "tax_rate": "5"})
    shop.price_lists.add({"name": "Europe", "currency": "EUR", "tax_inclusive": "yes", "valid_from": "2026-06-01"})
    shop.price_lists.set_price("Europe", "M2", "3,900.005 EUR".replace(",", ""))
    shop.price_lists.add({"name": "Hotels", "currency": "USD", "customer_group": "Hotels"})
    shop.price_lists.set_price("Hotels", "M2", "40000", unit_name="box")
    return shop


def told(price: Price) -> tuple[str, str, str, str, bool]:
    return (shortest(price.unit_price), price.currency, price.unit, shortest(price.discount), price.tax_inclusive)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ("4200", "USD", "piece", "0", False)),
        ({"quantity": "10"}, ("4200", "USD", "piece", "5", False)),
        ({"quantity": "9.99"}, ("4200", "USD", "piece", "0", False)),
        ({"quantity": "400"}, ("4200", "USD", "piece", "8.5", False)),
        ({"unit": "BOX"}, ("50400", "USD", "box", "0", False)),
        ({"currency": "EUR"}, ("3900.005", "EUR", "piece", "0", True)),
        ({"currency": "EUR", "unit": "box"}, ("46800.06", "EUR", "box", "0", True)),
        ({"price_list": "Europe"}, ("3900.005", "EUR", "piece", "0", True)),
        ({"price_list": "Hotels", "unit": "box"}, ("40000", "USD", "box", "0", False)),
        ({"price_list": "Hotels"}, ("4200", "USD", "piece", "0", False)),
    ],
)
def test_a_price_is_found(priced: Workspace, asked: dict[str, str], found: tuple[str, str, str, str, bool]) -> None:
    price = priced.products.price("M2", **asked)
    assert told(price) == found
    assert price.tax_rate == 5


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        ({"currency": "AED"}, "has no price in AED", "EUR, USD"),
        ({"currency": "EUR", "on": "2026-05-31"}, "has no price in EUR", "USD"),
        ({"on": "2027-01-01"}, "not sold on 2027-01-01", "from 2026-01-01 to 2026-12-31"),
        ({"unit": "pallet"}, "not sold by the pallet", "piece, box"),
        ({"price_list": "Europe", "currency": "USD"}, "is in EUR, not in USD", "EUR"),
        ({"price_list": "Europe", "on": "2026-05-31"}, "does not hold on 2026-05-31", ""),
        ({"quantity": "0"}, "more than 0", ""),
    ],
)
def test_no_price_is_made_up(priced: Workspace, asked: dict[str, str], message: str, hint: str) -> None:
    with pytest.raises(Invalid, match=message) as refused:
        priced.products.price("M2", **asked)
    assert hint in str(refused.value.hint)


def test_a_list_with_tax_in_it_lends_no_price_to_what_it_has_not(priced: Workspace) -> None:
    with pytest.raises(Invalid, match="The price list Europe has no price of House blend"):
        priced.products.price("B1", price_list="Europe")


def test_a_bundle_costs_what_its_parts_cost_unless_it_has_a_price(priced: Workspace) -> None:
    priced.products.add({"number": "SET", "name": "Starter set"}, ["M2:1", "B1:3"])
    assert told(priced.products.price("SET", currency="USD"))[0] == "4254.3765"
    with pytest.raises(Invalid, match="has no price in EUR"):
        priced.products.price("SET", currency="EUR")
    priced.products.edit("B1", {"tax_rate": "0"})
    with pytest.raises(Invalid, match="taxed at 0, 5 %"):
        priced.products.price("SET", currency="USD")
    priced.products.edit("SET", {"price": "4000 USD", "tax_rate": "5"})
    assert told(priced.products.price("SET"))[0] == "4000"


def test_a_price_list_keeps_one_price_a_unit_in_its_own_currency(priced: Workspace) -> None:
    changed = priced.price_lists.set_price("Europe", "M2", "3950 EUR")
    prices = priced.price_lists.show("Europe").values["prices"]
    assert [(each.number, each.price) for each in prices] == [("M2", UnitPrice(Decimal(3950), "EUR"))]
    priced.log.undo(changed.seq)
    assert str(priced.price_lists.show("Europe").values["prices"][0].price) == "EUR 3,900.005"
    for wrong in ("3950 USD", "-1", "", "much"):
        with pytest.raises(Invalid):
            priced.price_lists.set_price("Europe", "M2", wrong)
    with pytest.raises(NotAllowed, match="has prices in EUR"):
        priced.price_lists.edit("Europe", {"currency": "AED"})
    priced.price_lists.remove_price("Europe", "M2")
    with pytest.raises(NotFound):
        priced.price_lists.remove_price("Europe", "M2")
    with pytest.raises(NotAllowed, match="already"):
        priced.price_lists.add({"name": "EUROPE", "currency": "AED"})
    assert [(each.name, each.count) for each in priced.price_lists.list()] == [("Europe", 0), ("Hotels", 1)]


def test_a_list_that_began_last_wins_and_a_deleted_one_does_not_count(priced: Workspace) -> None:
    priced.price_lists.add({"name": "Autumn", "currency": "EUR", "valid_from": "2026-11-01", "valid_to": "2026-11-30"})
    priced.price_lists.set_price("Autumn", "M2", "3500")
    assert told(priced.products.price("M2", currency="EUR"))[0] == "3500"
    assert told(priced.products.price("M2", currency="EUR", on=date(2026, 12, 1)))[0] == "3900.005"
    priced.price_lists.delete("Autumn")
    assert told(priced.products.price("M2", currency="EUR"))[0] == "3900.005"


@given(st.dictionaries(st.integers(1, 1000), st.integers(0, 100), min_size=1), st.integers(0, 1100))
def test_the_last_step_that_a_quantity_reaches_counts(steps: dict[int, int], quantity: int) -> None:
    written = read_steps((str(start), str(percent)) for start, percent in steps.items())
    reached = [start for start in steps if start <= quantity]
    assert discount_at(written, Decimal(quantity)) == (steps[max(reached)] if reached else 0)


def test_a_list_of_prices_comes_in_as_one_command(priced: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    rows = (
        "رمز المنتج,الوحدة,السعر,العملة",
        "M2,,3950,EUR",
        "m2,box,٤٤٬٠٠٠,EUR",
        "B1,,16.5,",
        "X,,1,",
        "B1,,17,",
        "M2,box,3,USD",
    )
    file.write_text("\n".join(rows), encoding="utf-8")
    looked, _ = priced.price_imports.look("Europe", file)
    assert (looked.created, looked.updated, looked.failed.count) == (2, 1, 3)
    taken = priced.price_imports.take("Europe", file)
    prices = {(each.number, each.unit): str(each.price) for each in priced.price_lists.show("Europe").values["prices"]}
    assert prices == {("M2", "piece"): "EUR 3,950", ("M2", "box"): "EUR 44,000", ("B1", "kg"): "EUR 16.50"}
    assert [line for line, _ in taken.failed.reasons] == [5, 6, 7]
    assert taken.outcome is not None
    priced.log.undo(taken.outcome.seq)
    assert [each.unit for each in priced.price_lists.show("Europe").values["prices"]] == ["piece"]
    file.write_text("Nothing,Else\n1,2\n", encoding="utf-8")
    with pytest.raises(Invalid, match="No column of prices"):
        priced.price_imports.take("Europe", file)
