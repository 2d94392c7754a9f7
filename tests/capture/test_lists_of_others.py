"""Small lists of a kind met in the exports of others: each comes in as a person would read it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.capture.forms import Forms
from app.domain.leads.records import Lead
from tests.capture.clerk import Clerk

LISTS = Path(__file__).with_name("lists")

Case = Callable[[Clerk], None]


def in_region(clerk: Clerk, region: str) -> Clerk:
    """The same clerk where numbers without a country are meant in this one."""
    return replace(clerk, desk=replace(clerk.desk, region=region))


def country_column(clerk: Clerk) -> None:
    """National numbers are those of the country in their own row, whatever the settings say."""
    for region in ("", "AE"):
        taken = in_region(clerk, region).take(LISTS / "country_column.csv")
        numbers = ["+971500001100", "+33612003456", "+447700900123", "+49301234567"]
        assert [lead.phone_e164 for lead in clerk.all(Lead)] == numbers
        clerk.undo(taken.seq)


def date_order(clerk: Clerk) -> None:
    """Dates that can be read two ways are read with the day first, said, chosen, and then remembered."""
    seen = clerk.look(LISTS / "date_order.csv").mapping
    created = seen.target("created_at")
    assert created is not None
    assert "read as day/month" in created.reason
    assert any("12/3/2025" in notice and "day/month" in notice for notice in seen.notices)

    clerk.take(LISTS / "date_order.csv", forms=Forms.chosen(["mdy"]))
    mona = clerk.one(Lead, name="Mona Sample")
    assert (mona.created_at.month, mona.created_at.day) == (12, 3)
    assert mona.consent_date == date(2025, 4, 5)

    later = clerk.file("later.csv", "Consent date,Created,Name", "04/05/2025,1/2/2025,Later Person")
    clerk.take(later)
    assert clerk.one(Lead, name="Later Person").consent_date == date(2025, 4, 5)


def leading_zero(clerk: Clerk) -> None:
    """Codes keep their zeros and their plus, however many plain numbers stand around them."""
    taken = clerk.take(LISTS / "leading_zero.csv")
    assert (taken.created, taken.failed, taken.kept) == (302, 0, 0)
    with (LISTS / "leading_zero.csv").open(encoding="utf-8", newline="") as stream:
        wanted = {row["Name"]: (row["Kundennummer"], row["PLZ"], row["Rufnummer"]) for row in csv.DictReader(stream)}
    for lead in clerk.all(Lead):
        values = {*(lead.external_id, lead.postal_code, lead.phone), *lead.custom.values()}
        assert set(wanted[lead.name]) <= values


def number_formats(clerk: Clerk) -> None:
    """A workbook's number is what it shows, and a date is one that its days count to."""
    clerk.take(LISTS / "number_formats.xlsx")
    mona = clerk.one(Lead, name="Mona Sample")
    assert mona.postal_code == "02138"
    assert mona.created_at.astimezone(clerk.desk.zone).date() == date(2026, 3, 1)


def phone_as_number(clerk: Clerk) -> None:
    """Numbers a spreadsheet took for quantities are dialled where all their digits are there, else kept out."""
    taken = clerk.take(LISTS / "phone_as_number.csv")
    numbers = {lead.name: lead.phone_e164 for lead in clerk.all(Lead)}
    assert numbers == {"Mona Sample": None, "Noor Example": "+971500001101", "Ali Test": "+971500001102"}
    mona = clerk.one(Lead, name="Mona Sample")
    assert mona.phone is None
    assert "9.71500E+11" in mona.description
    assert any("lost its last digits" in problem.message for problem in taken.warnings)


def title_row(clerk: Clerk) -> None:
    """Titles above the headings and totals below the rows are no leads."""
    taken = clerk.take(LISTS / "title_row.csv")
    assert {lead.name: lead.company for lead in clerk.all(Lead)} == {"Mona Sample": "Alpha", "Noor Example": "Beta"}
    assert taken.created == 2
    assert any(line == 7 and "total" in reason for line, reason in taken.failed_rows.reasons)


CASES: tuple[Case, ...] = (country_column, date_order, leading_zero, number_formats, phone_as_number, title_row)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_list_of_another_program_comes_in_as_it_is_meant(case: Case, sqlite_clerk: Clerk) -> None:
    case(sqlite_clerk)
