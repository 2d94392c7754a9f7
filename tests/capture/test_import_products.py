"""Lists of products: known by number, whole rows or none, changed by a second list, taken back at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl import Workbook

from app.domain.core.errors import NotAllowed
from app.domain.products.service import ProductService
from tests.capture.clerk import Clerk

LIST = (
    "Product Code,Product Name,Arabic Name,Category,Unit Price,Currency,VAT,Unit",
    "M2,Espresso machine,آلة إسبريسو,Machines,4200,USD,5%,piece",
    "0042,House blend,,Beans,18.1255,USD,5%,kg",
    "0042,House blend again,,Beans,19.25,USD,5%,kg",
    ",No number,,Beans,19.5,USD,5%,kg",
    "B3,Bad price,,Beans,abc,USD,5%,kg",
    "B4,Bad tax,,Beans,5.5,USD,500%,kg",
    "B5,Kuwaiti,,Beans,1.115,KWD,0,kg",
)
CHANGE = "create-or-update"


def listed(clerk: Clerk) -> dict[str, tuple[str, str, Decimal | None]]:
    return {each.number: (each.name, str(each.price), each.tax_rate) for each in ProductService(clerk.desk).list()}


def test_rows_come_in_whole_or_are_named_with_their_field(clerk: Clerk) -> None:
    file = clerk.file("Products.csv", *LIST)
    plan = clerk.look(file, policy=CHANGE)
    assert (plan.kind, plan.failed, len(plan.preview)) == ("product", 4, 4)
    result = clerk.take(file, policy=CHANGE)
    assert (result.created, result.failed) == (3, 4)
    assert listed(clerk) == {
        "M2": ("Espresso machine", "USD 4,200", Decimal(5)),
        "0042": ("House blend", "USD 18.1255", Decimal(5)),
        "B5": ("Kuwaiti", "KWD 1.115", Decimal(0)),
    }
    reasons = dict(result.failed_rows.reasons)
    assert sorted(reasons) == [4, 5, 6, 7]
    for line, words in (
        (4, "same number"),
        (5, "Number is missing"),
        (6, "Price: “abc"),
        (7, "Tax rate: a percentage"),
    ):
        assert words in reasons[line]
    clerk.undo(result.seq)
    assert listed(clerk) == {}


def test_a_second_list_changes_what_is_here_by_number(clerk: Clerk) -> None:
    clerk.take(clerk.file("Products.csv", *LIST), policy=CHANGE)
    arabic = clerk.file(
        "قائمة.csv",
        "رمز المنتج,اسم المنتج,السعر,العملة,نسبة الضريبة,نشط",
        "m2,آلة,٤٬٣٠٠,درهم,٥٪,نعم",
        "Z9,بن,50,AED,5,لا",
    )
    result = clerk.take(arabic, kind="product", policy=CHANGE)
    assert (result.created, result.updated, result.failed) == (1, 1, 0)
    assert listed(clerk)["m2"][:2] == ("آلة", "AED 4,300")
    gone = {each.number: each.active_to for each in ProductService(clerk.desk).list()}
    assert gone["Z9"] is not None
    clerk.undo(result.seq)
    assert listed(clerk)["M2"][1] == "USD 4,200"
    assert clerk.take(clerk.file("Again.csv", *LIST), kind="product").created == 0


def test_a_workbook_comes_in_like_a_text_and_only_by_a_manager(clerk: Clerk) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("SKU", "Item name", "List price", "VAT"), ("M2", "Machine", 4200.1, 0.05), ("B1", "Beans", 18, 0.1)):
        sheet.append(row)
    path = clerk.folder / "products.xlsx"
    book.save(path)
    assert clerk.take(path, policy=CHANGE).created == 2
    assert listed(clerk)["M2"] == ("Machine", "AED 4,200.10", Decimal(5))
    with clerk.desk.write("user.manage") as unit:
        from app.domain.people.records import User

        unit.session.get_one(User, clerk.desk.actor.id).role = "rep"
    with pytest.raises(NotAllowed, match="Only a manager may change the catalogue"):
        clerk.take(clerk.file("More.csv", *LIST), kind="product")
