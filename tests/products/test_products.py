"""The catalogue: products by number, bundles, unit groups, who may change them, and what a deletion leaves."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from app.domain.core.errors import Conflict, Invalid, InvalidFields, NotAllowed, NotFound, Refusal
from app.domain.core.unit_price import UnitPrice
from app.workspace import Workspace
from tests.conftest import SitDown

MACHINE = {"number": "M2", "name": "Espresso machine", "price": "4200 USD", "tax_rate": "5%", "family": "Machines"}
BEANS = {"number": "B1", "name": "House blend", "price": "18.1255 USD", "unit": "kg", "family": "Beans"}


def numbers(workspace: Workspace, query: str = "", **how: Any) -> list[str]:
    return [each.number for each in workspace.products.list(query, **how)]


def test_a_product_is_known_by_its_number_its_name_and_its_code_and_keeps_every_digit(workspace: Workspace) -> None:
    made = workspace.products.add(MACHINE)
    workspace.products.add(BEANS)
    for ref in ("M2", "m2", "espresso machine", made.code, made.id):
        assert workspace.products.show(ref).id == made.id
    shown = workspace.products.show("B1").as_json()
    assert (shown["price"], shown["unit"]) == ({"amount": "18.1255", "currency": "USD"}, "kg")
    assert workspace.products.show("M2").as_json()["price"] == {"amount": "4200.00", "currency": "USD"}
    assert numbers(workspace, "price < 20 USD and tax_rate is empty") == ["B1"]
    assert numbers(workspace, "family = machines or tax_rate >= 5.5") == ["M2"]
    assert numbers(workspace, sort="-price", limit=1, after="M2") == ["B1"]
    assert [hit.code for hit in workspace.search.everything("espresso")] == [made.code]
    edited = workspace.products.edit("M2", {"price": "4300 USD", "tax_rate": "7.25"}, version=1)
    assert edited.changed == ("price", "tax_rate")
    with pytest.raises(Conflict):
        workspace.products.edit("M2", {"price": "4400 USD"}, version=1)
    workspace.log.undo(edited.seq)
    assert workspace.products.show("M2").values["price"] == UnitPrice(Decimal("4200.00"), "USD")


def test_a_number_is_given_once_also_when_a_deletion_is_undone(workspace: Workspace) -> None:
    workspace.products.add(MACHINE)
    with pytest.raises(NotAllowed, match="M2 already"):
        workspace.products.add({"number": "m2", "name": "Another"})
    gone = workspace.products.delete("M2")
    other = workspace.products.add({"number": "M2", "name": "Another"})
    with pytest.raises(Refusal):
        workspace.log.undo(gone.seq)
    assert workspace.products.show("M2").id == other.id


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "x"}, "number"),
        ({"number": "x"}, "name"),
        ({"price": "-1 USD"}, "price"),
        ({"price": "1.12345678901 USD"}, "price"),
        ({"price": "many"}, "price"),
        ({"tax_rate": "101%"}, "tax_rate"),
        ({"active_from": "2026-12-01", "active_to": "2026-11-30"}, "active_to"),
        ({"unit_group": "nothing"}, "unit_group"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(shop: Workspace, values: dict[str, str], field: str) -> None:
    given = values if values.keys() & {"name", "number"} else {"number": "N1", "name": "Something", **values}
    with pytest.raises((Invalid, InvalidFields)) as refused:
        shop.products.add(given)
    problems = refused.value.problems if isinstance(refused.value, InvalidFields) else [refused.value]
    assert [each.field for each in problems] == [field]
    assert shop.products.list() == ()


def test_a_bundle_has_its_parts_once_and_is_never_in_itself(shop: Workspace) -> None:
    shop.products.add(MACHINE)
    shop.products.add(BEANS)
    made = shop.products.add({"number": "SET", "name": "Starter set"}, ["M2", "B1:2.5"])
    shop.products.add({"number": "ALL", "name": "Everything"}, ["SET:2"])
    parts = shop.products.show("SET").as_json()["parts"]
    assert [(each["number"], each["quantity"]) for each in parts] == [("M2", "1"), ("B1", "2.5")]
    for bundle, items in (("SET", ["SET"]), ("SET", ["ALL:1"]), ("SET", ["M2:1", "m2:2"]), ("SET", ["M2:0"])):
        with pytest.raises(Invalid):
            shop.products.set_parts(bundle, items)
    assert shop.products.show("SET").as_json()["parts"] == parts
    changed = shop.products.set_parts("SET", ["B1:4"])
    assert [each.number for each in shop.products.show("SET").values["parts"]] == ["B1"]
    shop.log.undo(changed.seq)
    assert shop.products.show("SET").as_json()["parts"] == parts
    both = shop.products.edit("SET", {"name": "Beginner set"}, parts=["M2:2"])
    assert (both.changed, [str(each.quantity) for each in shop.products.show("SET").values["parts"]]) == (
        ("name", "parts"),
        ["2"],
    )
    shop.log.undo(both.seq)
    assert shop.products.set_parts("SET", []).message.startswith("Starter set (SET) is no bundle")
    assert shop.products.show(made.code).values["kind"] == "product"


def test_units_come_in_each_other(shop: Workspace) -> None:
    shop.unit_groups.add("Pieces", [("piece", ""), ("box", "12")])
    shop.products.add({**MACHINE, "unit_group": "pieces"})
    assert shop.products.show("M2").values["unit"] == "piece"
    with pytest.raises(Invalid, match="not sold by the pallet") as refused:
        shop.products.edit("M2", {"unit": "pallet"})
    assert "piece, box" in str(refused.value.hint)
    for units in ([], [("box", "12")], [("piece", ""), ("Piece", "2")], [("piece", ""), ("box", "-1")], [("", "")]):
        with pytest.raises(Invalid):
            shop.unit_groups.add("Wrong", units)
    shop.unit_groups.edit("Pieces", name="Counted", rows=[("piece", "1"), ("box", "24")])
    assert [(each.name, each.in_words) for each in shop.unit_groups.list()] == [("Counted", "piece, box=24")]
    with pytest.raises(NotAllowed):
        shop.unit_groups.add("counted", [("piece", "")])


def test_a_deletion_says_what_names_the_product_and_is_undone(shop: Workspace) -> None:
    shop.products.add(MACHINE)
    shop.products.add({"number": "SET", "name": "Starter set"}, ["M2"])
    shop.price_lists.add({"name": "Europe", "currency": "EUR"})
    shop.price_lists.set_price("Europe", "M2", "3900")
    gone = shop.products.delete("M2")
    assert "still named by 1 part of bundles, 1 price in lists" in gone.message
    assert shop.products.show("SET").values["parts"] == ()
    with pytest.raises(NotFound):
        shop.products.show("M2")
    shop.log.undo(gone.seq)
    assert [each.number for each in shop.products.show("SET").values["parts"]] == ["M2"]


def test_everybody_reads_and_managers_change(workspace: Workspace, sit_down: SitDown) -> None:
    workspace.products.add(MACHINE)
    workspace.users.add("Huda Karim", login="huda", role="rep")
    huda = sit_down("huda")
    assert [each.number for each in huda.products.list()] == ["M2"]
    mine: tuple[Callable[[], object], ...] = (
        lambda: huda.products.add(BEANS),
        lambda: huda.products.delete("M2"),
        lambda: huda.price_lists.add({"name": "Mine"}),
        lambda: huda.discount_lists.add("Mine", [("1", "1")]),
        lambda: huda.unit_groups.add("Mine", [("piece", "")]),
    )
    for change in mine:
        with pytest.raises(NotAllowed, match="Only a manager may change the catalogue"):
            change()
