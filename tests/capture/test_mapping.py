"""The guessed mapping fits people's real lists, and loses no column and no value."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.capture.column_forms import ColumnForm
from app.domain.capture.files import open_table
from app.domain.capture.headings import HEADINGS_FOLDER, KINDS, TargetField, fields_of, guess_kind, recognise
from app.domain.capture.mapping import ColumnPlan, FileMapping, guess, meaning_of
from app.domain.capture.values import (
    blank,
    choice_for,
    shape_of,
)
from app.domain.core.amounts import yes_or_no
from app.domain.core.folding import letters_of

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def targets(headings: str, *rows: str, kind: str = "lead") -> list[str]:
    """What the columns of a small list fill."""
    split = [row.split(",") for row in rows]
    return [column.target for column in guess(headings.split(","), split, kind=kind).columns]


def plan_for(heading: str, *values: object, kind: str = "lead") -> ColumnPlan:
    """The plan of a column with these values."""
    return guess([heading], [[value] for value in values], kind=kind).columns[0]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("First Name", "first_name"),
        ("LAST_NAME", "last_name"),
        ("E-Mail Address", "email"),
        ("emailaddress1", "email"),
        ("Lead Email", "email"),
        ("Primary Phone", "phone"),
        ("Moblie Phone", "mobile"),
        ("Company / Account", "company"),
        ("State/Province", "region"),
        ("NumberOfEmployees", "employees"),
        ("HasOptedOutOfEmail", "do_not_email"),
        ("DoNotCall", "do_not_phone"),
        ("Unsubscribed from all email", "do_not_email"),
        ("Original Source", "source"),
        ("Record ID - Contact", "external_id"),
        ("(Do Not Modify) Lead", "external_id"),
        ("(Do Not Modify) Row Checksum", "ignore"),
        ("Est. Close Date", "estimated_close"),
        ("Lead Owner", "owner"),
        ("Created Time", "created_at"),
        ("Next contact", "next_contact_at"),
        ("Next Contact Date", "next_contact_at"),
        ("Next contact by", "next_contact_by"),
        ("تاريخ التواصل القادم", "next_contact_at"),
        ("Submitted At", "created_at"),
        ("Contact Number", "phone"),
        ("ContactID", "reference:contact"),
        ("Contact_Key", "reference:contact"),
        ("Rating__c", "rating"),
        ("الاسم الكامل", "name"),
        ("البريد الإلكترونى", "email"),
        ("رقم الجوّال", "mobile"),
        ("جوال", "mobile"),
        ("اسم الشركة", "company"),
        ("الدولة", "country"),
        ("ملاحظات", "description"),
        ("المصدر", "source"),
    ],
)
def test_usual_headings_are_recognised_in_english_arabic_and_other_programs(heading: str, target: str) -> None:
    found = recognise(heading, "lead")
    assert found is not None
    assert found.target == target


@pytest.mark.parametrize("heading", ["Lead Origin", "Lead Quality", "Magazine", "Converted", "Shoe Size", "", "???"])
def test_other_headings_are_left_alone(heading: str) -> None:
    assert recognise(heading, "lead") is None


def test_a_reason_says_where_a_heading_is_usual() -> None:
    found = recognise("SystemModstamp", "lead")
    assert found is not None
    assert found.reason == "what Salesforce calls it"


def test_every_synonym_names_a_field_and_no_origin_contradicts_itself() -> None:
    for path in HEADINGS_FOLDER.glob("*.toml"):
        if path.stem in {"fields", "values"}:
            continue
        for kind, fields in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert kind in KINDS
            assert set(fields) <= {*fields_of(kind), "ignore", "counter"}, path.name
            names = [name for names in fields.values() for name in {letters_of(name) for name in names}]
            assert sorted(names) == sorted(set(names)), path.name


def test_every_choice_belongs_to_a_field_and_no_word_means_two_choices() -> None:
    values = tomllib.loads((HEADINGS_FOLDER / "values.toml").read_text(encoding="utf-8"))
    for kind, fields in values.items():
        for code, choices in fields.items():
            assert fields_of(kind)[code].type in {"choice", "extendable"}
            words = [
                word for choice, names in choices.items() for word in {letters_of(choice), *map(letters_of, names)}
            ]
            assert sorted(words) == sorted(set(words)), f"{kind}.{code}"


def test_unknown_columns_become_custom_fields_typed_by_their_values() -> None:
    types = {
        "integer": ["3", "1,200", "٤٢"],
        "decimal": ["3", "1.5", "2,200.75"],
        "date": ["2026-01-31", "31/01/2026", "12 Jan 2026"],
        "moment": ["2026-01-31 10:30", "2026-02-01T09:00:00Z"],
        "yes_no": ["Yes", "No", "نعم"],
        "email": ["ann@example.com", "bob@example.org"],
        "url": ["https://example.com/a", "www.example.org"],
        "choice": ["red", "blue", "red", "blue", "red", "blue"],
        "line": ["00123", "abc", "x 9"],
        "prose": ["word " * 60, "short"],
    }
    for type_, values in types.items():
        plan = plan_for("Shoe thing", *values) if type_ != "email" else plan_for("Backup", *values)
        assert type_ == (plan.custom_type or plan.target), values


def test_a_code_with_leading_zeros_or_many_digits_stays_text() -> None:
    assert plan_for("Badge", "00123", "00456").custom_type == "line"
    assert plan_for("Badge", "1234567890123456789", "9876543210987654321").custom_type == "line"


def test_zeros_and_ones_are_yes_and_no_but_a_lone_number_is_a_number() -> None:
    assert plan_for("Converted", 0, 1, 0).custom_type == "yes_no"
    assert plan_for("Children", 1, 1).custom_type == "integer"


def test_a_heading_is_not_believed_over_other_values() -> None:
    assert plan_for("Last Activity", "Email Opened", "SMS Sent").target == "custom:last_activity"
    assert plan_for("Email", "yes", "no").target == "custom:email_2"
    assert plan_for("Reference", "a friend", "a friend").target == "custom:reference"


def test_addresses_are_recognised_under_any_heading() -> None:
    assert plan_for("How can we reach you", "ann@example.com", "bob@example.com").target == "email"


@pytest.mark.parametrize("number", ["+971501234511", "+971 50 123 4511", "00971501234511", "+٩٧١٥٠١٢٣٤٥١١"])
def test_phone_numbers_with_their_country_are_recognised_under_any_heading(number: str) -> None:
    assert targets("Name,Column 2,Column 3", f"Ann,ann@nh.example.com,{number}") == ["name", "email", "phone"]
    assert targets("Phone,Column 2,Column 3", f"04 123 4567,{number},{number}") == [
        "phone",
        "mobile",
        "further:phone",
    ]
    assert targets("ActivityID,Rang", f"A1,{number}", kind="activity")[1] == "custom:rang"


def test_a_number_to_dial_is_never_a_quantity() -> None:
    for number in ("+971501234511", "+9715012", "+971.501234511", "+1,234,567", "+999000111222333"):
        assert shape_of(number) == "phone"
        assert plan_for("Code", number, "+9999999").custom_type in {"line", "choice"}
    assert [shape_of(number) for number in ("+120", "+1.5", "-1234567", "1234567")] == [
        "integer",
        "decimal",
        "integer",
        "integer",
    ]


def test_no_field_is_filled_twice_and_a_second_phone_becomes_the_mobile() -> None:
    found = targets(
        "Phone,Telephone,Tel,Email,E-mail", "04 123 4567,04 765 4321,04 111 2222,a@example.com,b@example.com"
    )
    assert found == ["phone", "mobile", "further:phone", "email", "further:email"]


def test_of_several_ids_the_short_one_is_the_leads_own() -> None:
    row = "7927b2df-8bba-4d29-b9a2-b6e0beafe620,660737"
    assert targets("Prospect ID,Lead Number", row) == ["custom:prospect_id", "external_id"]


def test_ids_of_other_records_are_references() -> None:
    assert targets("ActivityID,LeadID", "A1,L1", kind="activity") == ["external_id", "reference:lead"]
    assert targets("OpportunityID,ActivityID", "O1,A1", kind="opportunity") == [
        "external_id",
        "reference:activity",
    ]


def test_a_column_that_only_numbers_the_rows_is_ignored() -> None:
    assert targets("S. No.,Name", "1,Ann", "2,Bob") == ["ignore", "name"]
    assert targets("S. No.,Name", "81,Ann", "17,Bob") == ["custom:s_no", "name"]


def test_an_empty_column_is_ignored() -> None:
    assert targets("Name,Extra", "Ann,", "Bob,Select") == ["name", "ignore"]


def test_known_sources_are_mapped_and_others_become_new_ones() -> None:
    plan = plan_for("Lead Source", "Website", "Google", "google", "Trade fair", "Google")
    assert dict(plan.value_map) == {"Website": "web", "Trade fair": "trade_show"}
    assert plan.new_choices == ("Google",)
    source = fields_of("lead")["source"]
    assert meaning_of("google", plan, source) == ("new", "Google")
    assert meaning_of("معرض", plan, source) == ("code", "exhibition")
    assert meaning_of("Podcast", plan, source) == ("new", "Podcast")


def test_a_status_of_another_program_finds_ours_and_the_rest_is_kept_not_lost() -> None:
    plan = plan_for("LeadStatus", "New", "Working", "Contacted", "Qualified", "Lost", "Frozen")
    assert dict(plan.value_map) == {
        "New": "lead",
        "Working": "open",
        "Contacted": "open",
        "Qualified": "qualified",
        "Lost": "disqualified:lost",
    }
    assert plan.unfit == ("Frozen",)
    assert meaning_of("Frozen", plan, fields_of("lead")["status"]) == ("unfit", "Frozen")


def test_the_way_dates_and_decimals_are_written_is_told_by_the_values() -> None:
    assert plan_for("Created Date", "03/04/2026", "25/04/2026").date_order == "dmy"
    assert plan_for("Created Date", "03/04/2026", "04/25/2026").date_order == "mdy"
    assert plan_for("Created Date", "03/04/2026").date_order == "dmy"
    assert plan_for("Budget", "1.234,50", "10").decimal_mark == ","
    assert plan_for("Budget", "1,234.50", "10").decimal_mark == "."
    assert plan_for("Budget", "1,234").decimal_mark is None


def test_custom_fields_already_defined_are_used_again() -> None:
    fields = {
        **fields_of("lead"),
        "custom:shoe_size": TargetField("custom:shoe_size", "integer", label="Shoe size"),
    }
    column = guess(["SHOE SIZE"], [["41"]], fields).columns[0]
    assert (column.target, column.custom_type) == ("custom:shoe_size", "integer")


def test_codes_of_custom_fields_are_distinct_and_the_same_every_time() -> None:
    headings = ["My Field", "My-Field", "2nd thing", "الفئة"]
    first = guess(headings, [["a", "b", "c", "d"]])
    codes = [column.target for column in first.columns]
    assert codes == ["custom:my_field", "custom:my_field_2", "custom:n_2nd_thing", "custom:الفيه"]
    assert guess(headings, [["a", "b", "c", "d"]]) == first


def test_a_list_without_names_says_how_its_leads_are_called() -> None:
    notices = guess(["Lead Number", "City"], [["1", "Rome"], ["2", "Oslo"]]).notices
    assert notices == ("No column holds a name, a company or an address; each lead is called by its own number.",)
    assert "may add them again" in guess(["City"], [["Rome"]]).notices[-1]


def test_a_mapping_survives_being_stored() -> None:
    mapping = guess(["Name", "Lead Source", "Shoe"], [["Ann", "Google", "41"], ["Bob", "Web", "42"]])
    assert FileMapping.from_json(json.loads(json.dumps(mapping.as_json()))) == mapping


@pytest.mark.parametrize(
    ("headings", "name", "kind"),
    [
        ("Name,Email", "list.csv", "lead"),
        ("LeadID,ContactID,LeadSource", "x.csv", "lead"),
        ("ContactID,FullName,Email", "x.csv", "contact"),
        ("Name,Email", "Contacts.csv", "contact"),
        ("ActivityID,LeadID,ActivityType,Subject", "x.csv", "activity"),
        ("OpportunityID,ActivityID,OpportunityStage", "x.csv", "opportunity"),
        ("ItemNo,ItemName,UnitPrice", "x.csv", "product"),
        ("", "", "lead"),
    ],
)
def test_the_kind_of_record_is_told_by_ids_headings_and_name(headings: str, name: str, kind: str) -> None:
    assert guess_kind(headings.split(","), name) == kind


def test_a_list_of_products_without_their_numbers_says_so() -> None:
    assert "No column holds the number" in guess(["ItemName"], [["Arabica"]], kind="product").notices[0]


@pytest.mark.parametrize("value", [None, "", "  ", "Select", "-- Select --", "N/A", "-", "null", "#N/A", "غير محدد"])
def test_what_forms_write_for_nothing_is_blank(value: object) -> None:
    assert blank(value)


@pytest.mark.parametrize("value", [0, False, "0", "No", "Selected", "Nadia", "none of them"])
def test_what_says_something_is_not_blank(value: object) -> None:
    assert not blank(value)


def test_yes_and_no_are_known_in_both_languages() -> None:
    assert [yes_or_no(value) for value in ("Yes", "نعم", 1, True, "x")] == [True] * 5
    assert [yes_or_no(value) for value in ("No", "لا", 0, False, "FALSE")] == [False] * 5
    assert [yes_or_no(value) for value in ("maybe", 2, None)] == [None] * 3


@given(st.text(max_size=400))
def test_any_text_has_a_shape_and_folding_twice_changes_nothing(text: str) -> None:
    assert shape_of(text)
    assert letters_of(letters_of(text)) == letters_of(text)
    assert choice_for(text, {}) is None
    form = ColumnForm()
    form.see(text)
    assert form.date_order in {None, "ymd", "dmy", "mdy"}
    assert form.mark in {None, ".", ","}
    assert form.numbers(None, groups_threes=False).choice in {None, ".", ","}


@given(
    st.lists(st.text(max_size=12), min_size=1, max_size=6),
    st.lists(
        st.lists(st.one_of(st.none(), st.text(max_size=12), st.integers(), st.booleans()), max_size=6),
        max_size=6,
    ),
)
def test_every_column_of_any_table_gets_exactly_one_plan(headings: list[str], rows: list[list[object]]) -> None:
    mapping = guess(headings, rows)
    assert [column.heading for column in mapping.columns] == headings
    filled = [column.target for column in mapping.columns if column.target != "ignore"]
    assert len(filled) == len(set(filled))


REAL_MAPPINGS = {
    "sales-crm/Leads.csv": "external_id reference:contact source status created_at description",
    "sales-crm/Contacts.csv": "external_id name email phone city region country",
    "sales-crm/Activity.csv": "external_id reference:lead kind subject due_at completed notes",
    "sales-crm/Opportunity.csv": "external_id reference:activity stage amount expected_close custom:sales_id",
    "sales-crm/Products.csv": "number name price custom:inventory family active",
}


@pytest.mark.skipif(not SHARED.exists(), reason=f"the real lists are not beside the repository: {SHARED}")
@pytest.mark.parametrize("name", REAL_MAPPINGS)
def test_the_files_of_a_small_crm_map_to_records_that_refer_to_one_another(name: str) -> None:
    with open_table(SHARED / name) as table:
        kind = guess_kind(table.headings, table.name)
        mapping = guess(table.headings, (cells for _, cells in table.rows()), kind=kind)
    assert [column.target for column in mapping.columns] == REAL_MAPPINGS[name].split()
    assert not any(column.unfit for column in mapping.columns)


@pytest.mark.skipif(not SHARED.exists(), reason=f"the real lists are not beside the repository: {SHARED}")
def test_a_real_list_of_an_education_company_maps_whole() -> None:
    with open_table(SHARED / "xeducation-leads.xlsx") as table:
        kind = guess_kind(table.headings, table.name)
        mapping = guess(table.headings, (cells for _, cells in table.rows()), kind=kind)
    plans = {column.heading: column for column in mapping.columns}
    assert kind == "lead"
    assert {heading: plan.target for heading, plan in plans.items() if not plan.is_custom} == {
        "Lead Number": "external_id",
        "Lead Source": "source",
        "Do Not Email": "do_not_email",
        "Do Not Call": "do_not_phone",
        "Country": "country",
        "Tags": "tags",
        "City": "city",
    }
    assert plans["Lead Origin"].custom_type == plans["Last Activity"].custom_type == "choice"
    assert plans["Converted"].custom_type == "yes_no"
    assert plans["TotalVisits"].custom_type == "integer"
    assert plans["Page Views Per Visit"].custom_type == "decimal"
    assert "Select" not in plans["Specialization"].new_choices
    assert not any(plan.unfit for plan in plans.values())
