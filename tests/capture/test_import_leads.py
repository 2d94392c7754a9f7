"""Leads from lists: every row comes in once, nothing of it is lost, and one undo takes all of it back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.capture.records import ImportRun
from app.domain.capture.rows import ImportProgress
from app.domain.core.errors import Conflict, Invalid, NotFound
from app.domain.fields.records import CustomField
from app.domain.leads.records import Lead
from app.domain.people.records import ContactPoint
from app.domain.process.records import ProcessInstance
from app.domain.timeline.records import Activity, TimelineLink
from tests.capture.clerk import Clerk

HEADINGS = "Name,Company,Email,Phone,Mobile,Lead Source,Employees,Do not email,Shoe size"
SARA = "Sara Nadim,Contoso Coffee LLC,sara@contoso.example.com,+971 4 123 4567,+971 50 123 4567,Web site,120,Yes,38"
LEE = "Lee Chan,,lee@example.com,,+971 50 765 4321,Golf day,,no,"


def test_a_list_becomes_leads_with_their_fields_numbers_and_process(clerk: Clerk) -> None:
    result = clerk.take(clerk.file("leads.csv", HEADINGS, SARA, LEE))

    assert (result.created, result.skipped, result.failed) == (2, 0, 0)
    assert result.code.startswith("IMP-")
    sara = clerk.one(Lead, email="sara@contoso.example.com")
    assert (sara.kind, sara.title, sara.first_name) == ("organisation", "Contoso Coffee LLC", "Sara")
    assert (sara.source, sara.employees, sara.do_not_email) == ("web", 120, True)
    assert sara.phone_e164 == "+97141234567"
    assert sara.custom == {"shoe_size": 38}
    assert sara.owner_id == clerk.desk.actor.id
    assert "contoso coffee" in sara.search_text
    assert clerk.one(ContactPoint, record_id=sara.id).key == "+971501234567"
    lee = clerk.one(Lead, email="lee@example.com")
    assert (lee.kind, lee.title, lee.source) == ("person", "Lee Chan", "Golf day")
    assert lee.phone == "+971 50 765 4321"
    assert {each.lead_id for each in clerk.all(ProcessInstance)} == {sara.id, lee.id}
    assert clerk.one(ImportRun, code=result.code).counts["created"] == 2


def test_the_same_list_adds_nothing_twice_whatever_its_name_and_order(clerk: Clerk) -> None:
    clerk.take(clerk.file("leads.csv", HEADINGS, SARA, LEE))
    again = clerk.take(clerk.file("copy of leads.txt", HEADINGS, LEE, SARA))

    assert (again.created, again.skipped, again.seq, again.code) == (0, 2, 0, "")
    assert clerk.count(Lead) == 2
    assert clerk.count(ImportRun) == 1
    assert clerk.look(clerk.file("leads.csv", HEADINGS, SARA, LEE)).known == 2


def test_undo_takes_everything_back_and_the_list_can_come_in_again(clerk: Clerk) -> None:
    file = clerk.file("leads.csv", HEADINGS, SARA, LEE)
    clerk.undo(clerk.take(file).seq)

    for kind in (Lead, ContactPoint, CustomField, ProcessInstance, ImportRun):
        assert clerk.count(kind) == 0
    assert clerk.take(file).created == 2


def test_what_does_not_fit_a_field_is_kept_in_the_description_and_told(clerk: Clerk) -> None:
    lines = [f"Person {number},04 123 45{number:02},{number}" for number in range(10)]
    file = clerk.file("list.csv", "Name,Phone,Employees", *lines, "Nora Ali,call the office,many, and more")

    result = clerk.take(file)

    nora = clerk.one(Lead, name="Nora Ali")
    assert nora.description == "Phone: call the office\nEmployees: many\nand more"
    assert result.kept == 2
    told = {(each.line, each.heading) for each in result.warnings}
    assert told == {(12, "Phone"), (12, "Employees"), (12, "")}


def test_an_amount_with_a_fraction_its_currency_lacks_is_kept_and_told(clerk: Clerk) -> None:
    file = clerk.file("list.csv", "Name,Budget", "Ann,100.5 JPY", "Bob,100.00 JPY", "Cy,10.005 AED", "Di,10.25 AED")

    result = clerk.take(file)

    leads = {each.name: (each.budget_minor, each.budget_currency, each.description) for each in clerk.all(Lead)}
    assert leads == {
        "Ann": (None, None, "Budget: 100.5 JPY"),
        "Bob": (100, "JPY", None),
        "Cy": (None, None, "Budget: 10.005 AED"),
        "Di": (1025, "AED", None),
    }
    assert [(each.line, each.message) for each in result.warnings] == [
        (2, "Budget: JPY has no decimals; “100.5 JPY” has some."),
        (4, "Budget: AED has 2 decimals; “10.005 AED” has more."),
    ]


def test_a_list_without_headings_brings_its_phone_numbers(clerk: Clerk) -> None:
    clerk.take(clerk.file("list.csv", "Ann,ann@nh.example.com,+971501234511", "Bob,bob@nh.example.com,+971501234512"))

    ann = clerk.one(Lead, email="ann@nh.example.com")
    assert (ann.phone, ann.phone_e164) == ("+971501234511", "+971501234511")


def test_a_next_contact_that_lies_ahead_is_in_the_calendar_and_goes_with_the_import(clerk: Clerk) -> None:
    file = clerk.file("list.csv", "Company,Next contact,Next contact by", "A Co,2026-11-30 10:00,Omar", "B Co,,")

    result = clerk.take(file)

    lead = clerk.one(Lead, company="A Co")
    assert lead.next_contact_at == datetime(2026, 11, 30, 6, tzinfo=UTC)
    assert (lead.next_contact_by_id, lead.custom) == (clerk.desk.actor.id, {})
    [appointment] = clerk.all(Activity)
    assert (appointment.subject, appointment.start_at) == ("Next contact: A Co", lead.next_contact_at)
    assert [each.record_id for each in clerk.all(TimelineLink)] == [lead.id]
    assert clerk.one(Lead, company="B Co").next_contact_at is None
    clerk.undo(result.seq)
    assert [clerk.count(kind) for kind in (Lead, Activity, TimelineLink, CustomField)] == [0, 0, 0, 0]


def test_a_next_contact_that_cannot_be_one_is_kept_and_told(clerk: Clerk) -> None:
    rows = ("Ann,2026-11-30 10:00,Open", "Bob,2026-11-02 10:00,Open", "Cy,soon,Open", "Di,2026-12-01 09:00,Lost")
    file = clerk.file("list.csv", "Name,Next contact,Status", *rows)

    assert clerk.look(file).preview[1].problems == ("Next contact cannot be in the past.",)
    result = clerk.take(file)

    assert {each.name: each.description for each in clerk.all(Lead)} == {
        "Ann": None,
        "Bob": "Next contact: 2026-11-02 10:00",
        "Cy": "Next contact: soon",
        "Di": "Next contact: 2026-12-01 09:00",
    }
    assert [each.name for each in clerk.all(Lead) if each.next_contact_at] == ["Ann"]
    assert sorted(each.line for each in result.warnings) == [3, 4, 5]
    assert {each.line: each.message for each in result.warnings}[3] == "Next contact cannot be in the past."
    assert clerk.count(Activity) == 1
    assert result.kept == 3


def test_no_new_field_is_called_like_one_of_leadlines_own(clerk: Clerk) -> None:
    file = clerk.file("list.csv", "Name,Next contact,Closed,City", "Ann,by phone,perhaps,Dubai")
    edits = {"City": "custom"}

    plan = clerk.look(file, mapping_edits=edits)
    why = "Leadline's own field of that name does not take these values; a new one for text, "
    assert [each.reason for each in plan.mapping.columns[1:]] == [
        f"{why}“Next contact (from the file)”",
        f"{why}“Closed (from the file)”",
        "chosen by hand; called “City (from the file)”, since Leadline has a field of that name",
    ]
    assert plan.preview[0].values["Next contact (from the file)"] == "by phone"
    clerk.take(file, mapping_edits=edits)

    labels = {each.code: each.label for each in clerk.all(CustomField)}
    assert labels == {
        "next_contact": "Next contact (from the file)",
        "closed": "Closed (from the file)",
        "city_2": "City (from the file)",
    }
    clerk.take(clerk.file("more.csv", "Name,Next contact", "Bob,by post"))
    assert clerk.one(Lead, name="Bob").custom == {"next_contact": "by post"}
    assert clerk.count(CustomField) == 3


def test_only_a_row_with_nothing_to_use_fails_and_is_given_back_with_its_reason(clerk: Clerk) -> None:
    result = clerk.take(clerk.file("list.csv", "Name,Email", "Sara,sara@example.com", "n/a,-", ",lee@example.com"))

    assert (result.created, result.failed) == (2, 1)
    assert result.failed_rows.text().splitlines() == [
        "Name,Email,Reason",
        "n/a,-,None of the columns that are imported holds a value.",
    ]
    kept = clerk.folder / "failed.csv"
    result.failed_rows.save(kept)
    assert kept.stat().st_mode & 0o077 == 0
    assert clerk.one(Lead, email="lee@example.com").title == "lee@example.com"


def test_a_row_that_names_nobody_is_set_aside_with_what_it_lacks_and_the_rest_goes_on(clerk: Clerk) -> None:
    rows = ("Contoso,,,,Dubai", ",,,,Sharjah", ",,lee@example.com,,", ",,,+971 50 765 4321,", ",Ann,,,")
    file = clerk.file("list.csv", "Company,Name,Email,Mobile,City", *rows)

    plan = clerk.look(file)
    assert [row.title for row in plan.preview] == ["Contoso", "", "lee@example.com", "+971 50 765 4321", "Ann"]
    assert [(each.kind, each.count, each.lines) for each in plan.problems] == [("failed", 1, (3,))]
    result = clerk.take(file)
    assert (result.created, result.failed) == (4, 1)
    assert result.message == "4 leads imported from list.csv; 1 could not come in."
    [(line, reason)] = result.failed_rows.reasons
    assert line == 3
    assert reason.startswith("Company and Name are missing: a lead needs one of them.")
    assert reason.endswith("Give a company or a name, or a topic, lead number, email or phone to go by.")
    assert {each.title for each in clerk.all(Lead)} == {"Contoso", "lee@example.com", "+971 50 765 4321", "Ann"}


def test_an_organisation_without_its_company_is_set_aside(clerk: Clerk) -> None:
    rows = ("Organisation,Contoso,Ann", "Organisation,,Bob", "Person,,Cy", "Person,,")
    result = clerk.take(clerk.file("list.csv", "Kind,Company,Name", *rows), kind="lead")

    assert (result.created, result.failed) == (2, 2)
    assert [line for line, _ in result.failed_rows.reasons] == [3, 5]
    assert result.failed_rows.reasons[0][1].startswith("Company is missing: an organisation needs one.")


def test_what_is_told_of_one_row_is_in_the_singular(clerk: Clerk) -> None:
    clerk.take(clerk.file("a.csv", "Name,Email", "Ann,ann@example.com"))
    assert (
        "1 of the leads is here already and will be skipped."
        in clerk.look(clerk.file("a.csv", "Name,Email", "Ann,ann@example.com")).notices
    )
    plan = clerk.look(clerk.file("b.csv", "Name,,Email,Email", "Ann,x,a@example.com,b@example.com"), kind="lead")
    assert "1 column has no heading; it is called by its number." in plan.notices
    assert "1 heading repeats an earlier one and is numbered." in plan.notices
    again = clerk.take(clerk.file("a.csv", "Name,Email", "Ann,ann@example.com"))
    assert again.message == "0 leads imported from a.csv; 1 was here already."


def test_rows_that_are_alike_come_in_as_often_as_they_stand_there(clerk: Clerk) -> None:
    file = clerk.file("list.csv", "Name,City", "Ali Hassan,Dubai", "Ali Hassan,Dubai", "Ali Hassan,Sharjah")

    assert clerk.take(file).created == 3
    assert clerk.take(file).skipped == 3


def test_words_for_a_state_close_the_lead_and_leave_it_without_a_process(clerk: Clerk) -> None:
    rows = ("Ann,Working", "Bob,Lost", "Cy,Qualified", "Di,New", "Ed,Unsubscribed")
    clerk.take(clerk.file("list.csv", "Name,Lead Status", *rows))

    states = {each.name: (each.state, each.status, each.disqualify_reason) for each in clerk.all(Lead)}
    assert states == {
        "Ann": ("open", "open", None),
        "Bob": ("disqualified", "open", "lost"),
        "Cy": ("qualified", "open", None),
        "Di": ("open", "lead", None),
        "Ed": ("open", "do_not_contact", None),
    }
    assert clerk.count(ProcessInstance) == 3


def test_american_dates_are_read_in_the_order_their_column_shows(clerk: Clerk) -> None:
    clerk.take(clerk.file("list.csv", "Name,Created Date", "Ann,02/03/2025", "Bob,12/25/2025"))

    assert clerk.one(Lead, name="Ann").created_at == datetime(2025, 2, 3, 5, tzinfo=UTC)


def test_the_preview_shows_rows_as_they_would_be_and_changes_nothing(clerk: Clerk) -> None:
    clerk.take(clerk.file("first.csv", "Name,Email", "Sara,sara@contoso.example.com"))
    plan = clerk.look(clerk.file("leads.csv", HEADINGS, SARA, LEE))

    assert (plan.kind, plan.rows, plan.known, plan.duplicates) == ("lead", 2, 0, 1)
    assert plan.preview[0].title == "Contoso Coffee LLC"
    assert plan.preview[0].values["Shoe size"] == "38"
    assert plan.preview[0].values["Do not email"] == "yes"
    assert "1 shares an email address or phone number with another record: sara@contoso.example.com." in plan.notices
    assert clerk.count(Lead) == 1
    assert clerk.count(CustomField) == 0


def test_a_person_may_decide_what_becomes_of_a_column(clerk: Clerk) -> None:
    file = clerk.file("list.csv", "Who,Where,Ref", "Ann,Dubai,7", "Bob,Sharjah,8")
    edits = {"Who": "name", "Where": "city", "Ref": "ignore"}

    clerk.take(file, mapping_edits=edits)

    ann = clerk.one(Lead, name="Ann")
    assert (ann.city, ann.custom) == ("Dubai", {})


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ({"Wo": "name"}, "no column “Wo”"),
        ({"Who": "nmae"}, "no field “nmae”"),
        ({"Who": "name", "Where": "name"}, "cannot both fill name"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(clerk: Clerk, edits: dict[str, str], words: str) -> None:
    file = clerk.file("list.csv", "Who,Where", "Ann,Dubai", "Bob,Sharjah")

    with pytest.raises(Invalid, match=words):
        clerk.look(file, mapping_edits=edits)


def test_a_second_list_fills_the_fields_the_first_one_made(clerk: Clerk) -> None:
    clerk.take(clerk.file("a.csv", "Name,Blend", *(f"A{n},Mocha" for n in range(6)), *(f"B{n},Java" for n in range(6))))
    clerk.take(clerk.file("b.csv", "Name,City,Blend", *(f"C{n},Dubai,Harar" for n in range(6))))

    field = clerk.one(CustomField, code="blend")
    assert (field.type, field.choices) == ("choice", ["Mocha", "Java", "Harar"])
    assert clerk.one(Lead, name="C3").custom == {"blend": "Harar"}


def test_a_column_called_like_a_field_it_cannot_fill_gets_a_field_of_its_own(clerk: Clerk) -> None:
    clerk.take(
        clerk.file("list.csv", "Name,State change", "Ann,north", "Bob,south"),
        mapping_edits={"State change": "custom:state"},
    )

    assert clerk.one(Lead, name="Ann").custom == {"state_2": "north"}


def test_a_column_never_takes_a_name_that_leadline_or_a_query_needs(clerk: Clerk) -> None:
    clerk.take(
        clerk.file("list.csv", "Name,Reach,Version,Today", "Ann,far,7,yes", "Bob,near,8,no"),
        mapping_edits={"Reach": "custom", "Version": "custom:version", "Today": "custom"},
    )

    assert {field.code for field in clerk.all(CustomField)} == {"reach_2", "version_2", "today_2"}


def test_stopping_an_import_keeps_nothing(clerk: Clerk) -> None:
    file = clerk.file("list.csv", "Name,City", *(f"Person {number},Dubai" for number in range(2500)))
    told: list[ImportProgress] = []

    def stop_after_two(progress: ImportProgress) -> bool:
        told.append(progress)
        return len(told) < 2

    with clerk.capture.open(file) as plan:
        result = clerk.capture.run(plan, stop_after_two)

    assert result.cancelled
    assert 0 < told[0].read < told[1].read < 2500
    assert told[-1].rows == 2500
    assert told[-1].seconds_left is not None
    assert clerk.count(Lead) == 0


def test_a_file_changed_between_the_look_and_the_run_is_refused(clerk: Clerk) -> None:
    file = clerk.file("list.csv", "Name,City", "Ann,Dubai")
    with clerk.capture.open(file) as plan:
        clerk.file("list.csv", "Name,City", "Bob,Dubai")
        with pytest.raises(Conflict, match="changed since it was opened"):
            clerk.capture.run(plan)
    assert clerk.count(Lead) == 0


def test_a_missing_file_is_refused_in_words(clerk: Clerk) -> None:
    with pytest.raises(NotFound, match="no file"):
        clerk.look(Path("nowhere.csv"))


HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "[bold]markup[/]",
    "=HYPERLINK(1)",
    "x" * 10_000,
    "تجربة",
    "☕️ 👩‍👩‍👧",
    "a\x00b",
    "\ud83d".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "'; DROP TABLE lead; --",
    "9" * 400,
    "0001-01-01",
    "1e400",
)


def test_hostile_cells_come_in_cleaned_whatever_their_column(sqlite_clerk: Clerk) -> None:
    headings = "Name,Company,Email,Phone,Created Date,Employees,Budget,Tags,Website,Owner,Notes,Extra"
    width = headings.count(",") + 1
    rows = [",".join([f'"{cell}"'] * width) for cell in HOSTILE]
    plain = ["Ann,A,a@example.com,+971 50 123 4567,2025-01-02,5,10 AED,x,www.a.example.com,me,Hi,1"] * 40

    result = sqlite_clerk.take(sqlite_clerk.file("list.csv", headings, *plain, *rows), kind="lead")

    assert result.created + result.failed == 40 + len(HOSTILE)
    for lead in sqlite_clerk.all(Lead):
        text = " ".join(str(value) for value in (*lead[4:],) if value is not None)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\x00" not in text
