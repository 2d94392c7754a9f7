"""Small lists of a kind met in the exports of others: each comes in as a person would read it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.capture.forms import Forms
from app.domain.core.errors import Invalid
from app.domain.core.windows import ListQuery
from app.domain.leads.records import Lead
from app.domain.leads.service import LeadService
from app.domain.people.records import Account, Contact, ContactPoint
from app.domain.qualification.service import QualificationService
from app.domain.sales.records import Opportunity
from app.domain.search.service import SearchService
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


def found(clerk: Clerk, where: str) -> set[str]:
    """The titles of the leads that a condition finds."""
    leads = LeadService(clerk.desk)
    return {line.title for line in leads.window(ListQuery(where=where)).lines}


def further(clerk: Clerk, record: Any) -> list[tuple[str, str, str]]:
    """The further ways to reach a record."""
    return [(each.medium, each.label, each.value) for each in clerk.all(ContactPoint) if each.record_id == record.id]


def accent_query(clerk: Clerk) -> None:
    """Conditions find what the bare words find, whatever the accents."""
    clerk.take(LISTS / "accent_query.csv")
    for where in ('company ~ "cafes"', "name ~ alvaro", 'company = "litware cafes"', "cafes"):
        assert found(clerk, where) == {"Litware Cafés"}
    assert found(clerk, 'company ~ "شركة احمد"') == {"شركة أحمد"}


def accounts_export(clerk: Clerk) -> None:
    """A list of accounts is one, whose unknown owner is named."""
    plan = clerk.look(LISTS / "accounts_export.csv")
    assert plan.kind == "account"
    assert any("list of accounts" in notice for notice in plan.notices)
    taken = clerk.take(LISTS / "accounts_export.csv")
    assert (taken.created, clerk.count(Lead)) == (2, 0)
    assert any("“rep”" in warning.message for warning in taken.warnings)
    alpha = clerk.one(Account, name="Alpha Trading")
    assert (alpha.external_id, alpha.city, alpha.custom) == (
        "zcrm_1",
        "Dubai",
        {"account_number": "0", "account_type": "Customer"},
    )
    assert clerk.take(LISTS / "accounts_export.csv").skipped == 2
    clerk.undo(taken.seq)
    assert clerk.count(Account) == 0


def anonymous(clerk: Clerk) -> None:
    """Where nothing names anybody a lead goes by its row, in the preview as in the run."""
    seen = clerk.look(LISTS / "anonymous.csv")
    assert [row.title for row in seen.preview] == ["Row 2 of anonymous.csv", "Row 3 of anonymous.csv"]
    taken = clerk.take(LISTS / "anonymous.csv")
    assert (taken.created, taken.failed) == (2, 0)
    first = clerk.one(Lead, title="Row 2 of anonymous.csv")
    assert (first.job_title, first.campaign, first.custom) == ("clerk", "Spring", {"age": 30, "outcome": "hold"})


def contact_permissions(clerk: Clerk) -> None:
    """What people forbid comes in as such, and every other field of a contact too."""
    assert clerk.take(LISTS / "contact_permissions.csv").new_fields == ()
    rows = {
        each.external_id: (each.do_not_phone, each.do_not_email, each.department, each.city)
        for each in clerk.all(Contact)
    }
    assert rows == {"C-1": (True, True, "Sales", "Dubai"), "C-2": (False, False, "Ops", "Cairo")}


def deleted_converted(clerk: Clerk) -> None:
    """Converted rows are closed, deleted ones left out and named."""
    taken = clerk.take(LISTS / "deleted_converted.csv")
    assert {lead.last_name: lead.state for lead in clerk.all(Lead)} == {"Sample": "qualified", "Test": "open"}
    assert [(problem.kind, problem.lines) for problem in taken.problems] == [("deleted", (3,))]


def email_case(clerk: Clerk) -> None:
    """Capitals make no other address: it is shared, found, and certain."""
    seen = clerk.look(LISTS / "email_case.csv")
    assert any("mona.sample@mail.example" in notice for notice in seen.notices)
    assert clerk.take(LISTS / "email_case.csv").duplicates == 1
    assert found(clerk, 'email = "MONA.SAMPLE@mail.example"') == {"Mona Sample", "M. Sample"}
    mona, other = clerk.all(Lead)
    [hit] = LeadService(clerk.desk).duplicates(mona.code)
    assert (hit.code, hit.reason, hit.certain) == (other.code, "same email", True)
    contact = QualificationService(clerk.desk).qualify(mona.code).made["contact"]
    assert [each.code for each in QualificationService(clerk.desk).plan(other.code).contacts] == contact


def google_contacts(clerk: Clerk) -> None:
    """Numbered and labelled columns, and several values in a cell, are ways to reach one person."""
    taken = in_region(clerk, "").take(LISTS / "google_contacts.csv")
    assert (taken.kind, taken.created, taken.failed) == ("contact", 3, 0)
    mona, noor, bare = clerk.all(Contact)
    assert (mona.email, mona.phone_e164, mona.job_title) == ("mona@mail.example", "+971500001100", "CEO")
    assert (mona.email_label, mona.phone_label) == ("business", "mobile")
    assert further(clerk, mona) == [
        ("email", "other", "mona2@mail.example"),
        ("phone", "other", "+971 50 000 1101"),
        ("phone", "business", "+971 4 300 1100"),
    ]
    assert (noor.phone, noor.phone_e164) == ("050 000 1102", None)
    assert further(clerk, noor) == [("phone", "home", "+971 4 300 1103")]
    assert any("050 000 1102" in warning.message for warning in taken.warnings)
    assert bare.name == "+971500001104"


def many_in_a_cell(clerk: Clerk) -> None:
    """The first of several values is the record's own, the others stay beside it."""
    assert clerk.take(LISTS / "many_in_a_cell.csv").kept == 0
    leads = {lead.company: lead for lead in clerk.all(Lead)}
    assert {name: lead.email for name, lead in leads.items()} == {
        "Alpha": "info@alpha.example",
        "Beta": "b@beta.example",
        "Gamma": "noor@gamma.example",
        "Delta": "d@delta.example",
        "Eps": "e@eps.example",
    }
    assert leads["Alpha"].phone_e164 == "+97143001100"
    assert further(clerk, leads["Alpha"]) == [
        ("email", "other", "mona@alpha.example"),
        ("phone", "other", "+971500001100"),
    ]
    assert found(clerk, "email = C@beta.example") == {"Beta"}


def phone_search(clerk: Clerk) -> None:
    """A phone is found in every spelling."""
    here = in_region(clerk, "AE")
    here.take(LISTS / "phone_search.csv")
    spelled = {
        "Mona Sample": ("+971500001100", "00971500001100", "0500001100", "050 000 1100"),
        "Uma Test": ("415-555-2671", "(415) 555 2671"),
        "Hans Muster": ("0176 1234 567", "01761234567"),
    }
    for name, texts in spelled.items():
        for text in texts:
            assert [hit.title for hit in SearchService(here.desk).everything(text)] == [name], text
            assert found(here, f'phone = "{text}"') == {name}, text


def changed_rows(clerk: Clerk) -> None:
    """A newer copy of a list names whom it repeats, and changes, leaves or doubles them as is asked."""
    first, newer = LISTS / "changed_rows_1.csv", LISTS / "changed_rows_2.csv"
    clerk.take(first)
    mona = clerk.one(Lead, name="Mona Sample")
    [told] = [notice for notice in clerk.look(newer).notices if mona.code in notice]
    assert "Mona Sample" in told
    assert "--policy update" in told

    updated = clerk.take(newer, policy="update")
    assert (updated.created, updated.updated, updated.skipped) == (0, 1, 1)
    assert [lead.description for lead in clerk.all(Lead)] == ["NEW", "old"]
    clerk.undo(updated.seq)
    assert [lead.description for lead in clerk.all(Lead)] == ["old", "old"]

    assert clerk.take(newer, policy="skip").skipped == 2
    for policy in ("create", ""):
        second = clerk.take(newer, policy=policy)
        assert (second.created, clerk.count(Lead)) == (1, 3)
        clerk.undo(second.seq)
    either = clerk.file("more.csv", "Name,Email,Notes", "Mona,MONA@mail.example,third", "Ali,ali@mail.example,first")
    assert (clerk.take(either, policy="update").created, clerk.count(Lead)) == (0, 2)
    mixed = clerk.take(either, policy="create-or-update")
    assert (mixed.created, clerk.count(Lead)) == (1, 3)
    with pytest.raises(Invalid, match="no policy “merge”"):
        clerk.take(either, policy="merge")


CASES: tuple[Case, ...] = (
    accent_query,
    accounts_export,
    anonymous,
    changed_rows,
    contact_permissions,
    deleted_converted,
    email_case,
    google_contacts,
    many_in_a_cell,
    phone_search,
    country_column,
    date_order,
    leading_zero,
    number_formats,
    phone_as_number,
    title_row,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_list_of_another_program_comes_in_as_it_is_meant(case: Case, sqlite_clerk: Clerk) -> None:
    case(sqlite_clerk)


def test_reasons_of_losses_come_in_with_lost_opportunities(sqlite_clerk: Clerk) -> None:
    source = sqlite_clerk.file(
        "deals.csv",
        "Deal name,Deal stage,Amount,Close date,Lost reason,Loss comment",
        'Beans,Closed lost,100 USD,2026-10-01,"Price, رخصة البلدية",A third off',
        "Cups,Closed won,90 USD,2026-10-02,Price,",
        "Mills,Proposal,80 USD,2026-12-02,,",
    )
    assert sqlite_clerk.take(source, kind="opportunity").failed == 0
    kept = {each.name: (each.lost_reasons, each.close_reason) for each in sqlite_clerk.all(Opportunity)}
    assert kept == {"Beans": (["price", "رخصة البلدية"], "A third off"), "Cups": (None, None), "Mills": (None, None)}
