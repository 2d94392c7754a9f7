"""Rows that continue the record above belong to it, and nothing of them is lost; what may be either way is said."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from openpyxl import Workbook

from app.domain.capture.forms import Forms
from app.domain.capture.rows import ImportResult
from app.domain.capture.running import CancelledError, FileImport
from app.domain.core.errors import Invalid
from app.domain.leads.records import Lead
from app.domain.people.records import Contact, ContactPoint
from tests.capture.clerk import Clerk

#: By program: the list, and what must come of it: title or name, email, phone, street and description of each lead
#: with its further emails, phones and addresses.
LISTS: dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]] = {
    "ERPNext's notes": (
        (
            "ID,Lead Name,Email,ID (Notes),Note (Notes),Added By (Notes)",
            "L-1,Mona,mona@mail.example,n1,First call,rep@mail.example",
            ",,,n2,Wants a demo,rep@mail.example",
            ",,,n3,Wants a demo,omar@mail.example",
            "L-2,Noor,noor@mail.example,,,",
        ),
        [
            (
                "Mona",
                "mona@mail.example",
                None,
                None,
                "First call\nWants a demo\nAdded By (Notes): omar@mail.example",
                [],
            ),
            ("Noor", "noor@mail.example", None, None, None, []),
        ],
    ),
    "Odoo's products": (
        (
            "id,name,phone,order_line/product,order_line/quantity",
            "x.1,Mona,+971500001100,Espresso machine,2",
            ",,,Grinder,1",
            "x.2,Noor,+971500001101,Beans,50",
        ),
        [
            ("Mona", None, "+971500001100", None, "order_line/product: Grinder; order_line/quantity: 1", []),
            ("Noor", None, "+971500001101", None, None, []),
        ],
    ),
    "text wrapped over rows": (
        (
            "Name,Email,Street,City,Notes",
            "Mona,mona@mail.example,Office 12,Dubai,Met at the fair.",
            ",,Building 5,,Met at the fair.",
            ",,Al Quoz,,Wants a demo.",
            "Noor,noor@mail.example,Street 1,Cairo,",
            ",,,,Call on Monday.",
        ),
        [
            (
                "Mona",
                "mona@mail.example",
                None,
                "Office 12, Building 5, Al Quoz",
                "Met at the fair.\nWants a demo.",
                [],
            ),
            ("Noor", "noor@mail.example", None, "Street 1", "Call on Monday.", []),
        ],
    ),
    "a second phone": (
        ("Name,Phone", "Mona,+971500001100", ",+971500001101", ",+971 50 000 1100", "Noor,+971500001102", "Ali,"),
        [
            ("Mona", None, "+971500001100", None, None, [("phone", "+971500001101")]),
            ("Noor", None, "+971500001102", None, None, []),
            ("Ali", None, None, None, None, []),
        ],
    ),
    "a second address": (
        (
            "Name,Email,Source,Street,City",
            "Mona,mona@mail.example,Web,Office 12,Dubai",
            ",mona2@mail.example,,Villa 3,Sharjah",
            "Noor,noor@mail.example,Web,Street 1,Cairo",
        ),
        [
            (
                *("Mona", "mona@mail.example", None, "Office 12", None),
                [("email", "mona2@mail.example"), ("address", "Villa 3, Sharjah")],
            ),
            ("Noor", "noor@mail.example", None, "Street 1", None, []),
        ],
    ),
    "an Arabic list": (
        ("المعرف,الاسم,الهاتف,ملاحظات", "1,منى,+971500001100,اتصلت", ",,+971500001101,تريد عرضا", "2,نور,,"),
        [
            ("منى", None, "+971500001100", None, "اتصلت\nتريد عرضا", [("phone", "+971500001101")]),
            ("نور", None, None, None, None, []),
        ],
    ),
    "people without a name": (
        ("Name,Phone,City", "Mona,+971500001100,Dubai", ",+971500001101,Cairo", "Noor,+971500001102,Doha"),
        [
            ("Mona", None, "+971500001100", None, None, []),
            (None, None, "+971500001101", None, None, []),
            ("Noor", None, "+971500001102", None, None, []),
        ],
    ),
    "mostly people without a name": (
        ("Name,Phone", "Mona,+971500001100", ",+971500001101", ",+971500001102"),
        [
            ("Mona", None, "+971500001100", None, None, []),
            (None, None, "+971500001101", None, None, []),
            (None, None, "+971500001102", None, None, []),
        ],
    ),
}


def leads(clerk: Clerk) -> list[tuple[Any, ...]]:
    """What came in."""
    points = clerk.all(ContactPoint)
    return [
        (
            *(lead.name, lead.email, lead.phone, lead.street, lead.description),
            [(each.medium, each.value) for each in points if each.record_id == lead.id],
        )
        for lead in clerk.all(Lead)
    ]


def assert_nothing_left(clerk: Clerk, taken: ImportResult) -> None:
    """One undo takes back all of it."""
    clerk.undo(taken.seq)
    assert (clerk.count(Lead), clerk.count(ContactPoint)) == (0, 0)


@pytest.mark.parametrize("case", LISTS)
def test_rows_come_in_with_the_record_they_belong_to(case: str, sqlite_clerk: Clerk) -> None:
    lines, wanted = LISTS[case]
    file = sqlite_clerk.file("list.csv", *lines)
    plan = sqlite_clerk.look(file, kind="lead")
    taken = sqlite_clerk.take(file, kind="lead")

    assert leads(sqlite_clerk) == wanted
    rows = len(lines) - 1
    assert (taken.created, taken.continuing, taken.failed) == (len(wanted), rows - len(wanted), 0)
    assert (plan.rows, plan.continuing) == (rows, taken.continuing)
    assert len(plan.preview) == len(wanted)
    assert sqlite_clerk.take(file, kind="lead").created == 0
    assert_nothing_left(sqlite_clerk, taken)


def test_what_rows_continue_is_said_with_which_they_are_and_can_be_decided(sqlite_clerk: Clerk) -> None:
    file = sqlite_clerk.file("list.csv", *LISTS["a second phone"][0])
    plan = sqlite_clerk.look(file)
    assert plan.forecast() == "5 rows: 3 leads to come in, 2 rows that continue others."
    assert any(notice.startswith("2 rows (3, 4) without a name: taken to continue") for notice in plan.notices)
    taken = sqlite_clerk.take(file)
    assert taken.message == "3 leads imported from list.csv; 2 rows (3, 4) continue others."
    sqlite_clerk.undo(taken.seq)

    taken = sqlite_clerk.take(file, forms=Forms.chosen(continuing="apart"))
    assert (taken.created, taken.continuing) == (5, 0)
    sqlite_clerk.undo(taken.seq)

    mostly = sqlite_clerk.file("mostly.csv", *LISTS["mostly people without a name"][0])
    plan = sqlite_clerk.look(mostly)
    assert plan.nameless == "2 rows (3, 4)"
    assert any("--continuing join makes such rows part" in notice for notice in plan.notices)
    taken = sqlite_clerk.take(mostly, forms=Forms.chosen(continuing="Join"))
    assert taken.message == "1 lead imported from mostly.csv; 2 rows (3, 4) continue others."

    with pytest.raises(Invalid, match="is not join or apart"):
        Forms.chosen(continuing="perhaps")


def test_rows_go_with_a_record_that_cannot_come_in_or_is_deleted(sqlite_clerk: Clerk) -> None:
    lines = (
        "Id,LastName,Phone,IsDeleted",
        "C-1,-,-,false",
        ",,-,",
        "C-2,Sample,+971500001100,true",
        ",,+971500001101,",
        "C-3,Test,+971500001102,false",
        ",,+971500001103,",
    )
    taken = sqlite_clerk.take(sqlite_clerk.file("contacts.csv", *lines, ",,,"), kind="contact")
    assert (taken.created, taken.continuing) == (2, 3)
    names = [(each.name, each.phone) for each in sqlite_clerk.all(Contact)]
    assert ("Test", "+971500001102") in names
    assert "+971500001101" not in {each.value for each in sqlite_clerk.all(ContactPoint)}

    listed = (
        "Id,Kind,Company,Phone,Notes",
        "1,Organisation,,+971500001100,x",
        ",,,,y",
        "2,Organisation,Beta,,",
        ",,,,z",
    )
    taken = sqlite_clerk.take(sqlite_clerk.file("list.csv", *listed), kind="lead")
    assert (taken.created, taken.failed, taken.continuing) == (1, 1, 2)
    first, second = taken.failed_rows.text().splitlines()[1:]
    assert first.startswith('1,Organisation,,+971500001100,x,"Company is missing')
    assert second == ",,,,y,"


def test_a_record_is_never_split_over_two_pieces(sqlite_clerk: Clerk) -> None:
    numbers = count(971500000000)
    lines = ["Name,Phone"]
    for person in range(40):
        lines += [f"Person {person},+{next(numbers)}", *(f",+{next(numbers)}" for _ in range(person % 2))]
    file = sqlite_clerk.file("list.csv", *lines)
    with sqlite_clerk.capture.open(file) as plan:
        work = FileImport(sqlite_clerk.desk, plan, lambda _now: False)
        work._pace.size = 10
        with pytest.raises(CancelledError):
            work.take_all()
    assert sqlite_clerk.count(Lead) == 10

    taken = sqlite_clerk.take(file)
    assert (taken.created, taken.continuing, taken.skipped) == (40, 20, 0)
    assert sqlite_clerk.count(ContactPoint) == 20
    assert_nothing_left(sqlite_clerk, taken)


def test_one_record_takes_so_many_rows_and_no_more(sqlite_clerk: Clerk) -> None:
    lines = ["Name,Email,Notes", "Mona,mona@mail.example,0", *(f",,{number}" for number in range(1, 1500))]
    taken = sqlite_clerk.take(sqlite_clerk.file("list.csv", *lines))
    assert taken.continuing == 1000 + 498
    assert len(sqlite_clerk.one(Lead, name="Mona").description.split("\n")) == 1001
    assert taken.failed == 1


def test_cells_merged_over_rows_name_each_of_them(sqlite_clerk: Clerk) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Company", "Phone"), ("Alpha", "+971500001100"), (None, "+971500001101"), (None, "+971500001102")):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(sqlite_clerk.folder / "list.xlsx")
    taken = sqlite_clerk.take(sqlite_clerk.folder / "list.xlsx")
    assert (taken.created, taken.continuing) == (2, 1)
    assert [lead.phone for lead in sqlite_clerk.all(Lead)] == ["+971500001100", "+971500001101"]
