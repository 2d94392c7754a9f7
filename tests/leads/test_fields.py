"""Lead fields: what is typed comes back as it was meant, and what does not fit is refused by name."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.core.errors import Invalid, InvalidFields, NotFound, ReadOnly
from app.domain.core.field_types.links import Link
from app.domain.core.fields import LINE_LIMIT
from app.domain.core.money import Money
from app.domain.core.text import clean_line
from app.domain.leads.fields import LEAD_FIELDS
from app.workspace import Workspace
from tests.conftest import SitDown

TYPED: dict[str, tuple[str, Any]] = {
    "line": ("مقهى الميناء", "مقهى الميناء"),
    "prose": ("first line\nsecond line", "first line\nsecond line"),
    "integer": ("1,250", 1250),
    "money": ("50k USD", Money(5_000_000, "USD")),
    "date": ("2027-02-28", date(2027, 2, 28)),
    "moment": ("2026-11-24 10:00", datetime(2026, 11, 24, 6, 0, tzinfo=UTC)),
    "yes_no": ("yes", True),
    "tags": ("urgent, trade show,, urgent", ("urgent", "trade show")),
    "email": (" Sara@Contoso.example.com ", "Sara@contoso.example.com"),
    "phone": ("+971 50 123 4567", "+971 50 123 4567"),
    "url": ("https://contoso.example.com/coffee", "https://contoso.example.com/coffee"),
}
"""By type of field: what a person types, and what is kept."""

SETTABLE = [each for each in LEAD_FIELDS if not each.computed]
LINKED = ("user", "contact", "account")


def test_every_plain_field_comes_back_as_it_was_typed(workspace: Workspace) -> None:
    plain = [each for each in SETTABLE if each.type in TYPED]
    code = workspace.leads.add({each.code: TYPED[each.type][0] for each in plain} | {"kind": "organisation"}).code
    values = workspace.leads.show(code).values
    assert {each.code: values[each.code] for each in plain} == {each.code: TYPED[each.type][1] for each in plain}


def test_every_choice_takes_its_label_and_keeps_its_code(workspace: Workspace) -> None:
    chosen = {each.code: each.choices[-1] for each in SETTABLE if each.type == "choice" and each.code != "kind"}
    typed = {code: label.upper() for code, (_, label) in chosen.items()}
    code = workspace.leads.add({"company": "Contoso"} | typed).code
    values = workspace.leads.show(code).values
    assert {each: values[each] for each in chosen} == {each: kept for each, (kept, _) in chosen.items()}


def test_links_are_made_by_name_and_come_back_with_code_and_title(workspace: Workspace) -> None:
    account = workspace.accounts.add({"name": "Contoso Holding"})
    contact = workspace.contacts.add({"name": "Sara Nadim"})
    values: dict[str, object] = {"company": "Contoso", "account": "contoso holding", "contact": contact.code}
    code = workspace.leads.add(values | {"owner": "me", "next_contact_by": "Omar"}).code
    shown = workspace.leads.show(code).values
    assert shown["account"] == Link("account", account.id, account.code, "Contoso Holding")
    assert shown["contact"] == Link("contact", contact.id, contact.code, "Sara Nadim")
    assert shown["owner"].title == shown["next_contact_by"].title == "Omar"


def test_every_field_can_be_emptied_again_but_the_kind(workspace: Workspace) -> None:
    plain = [each for each in SETTABLE if each.type in TYPED]
    code = workspace.leads.add({each.code: TYPED[each.type][0] for each in plain} | {"kind": "person"}).code
    workspace.leads.edit(code, {each.code: "" for each in plain if each.code != "name"} | {"name": "Sara"})
    values = workspace.leads.show(code).values
    emptied = {each.code: values[each.code] for each in plain if not each.code.endswith("name")}
    assert {each for each, value in emptied.items() if value not in (None, False, ())} == set()


@pytest.mark.parametrize("field", [each.code for each in LEAD_FIELDS if each.computed])
def test_what_leadline_sets_itself_cannot_be_given(workspace: Workspace, field: str) -> None:
    with pytest.raises(InvalidFields, match="is set by Leadline itself"):
        workspace.leads.add({"company": "Contoso", field: "open"})


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"employees": "many"}, "employees", "Employees"),
        ({"employees": "-3"}, "employees", "too small"),
        ({"employees": 50_000_001}, "employees", "too large"),
        ({"email": "sara at contoso"}, "email", "is not an email address"),
        ({"phone": "call me"}, "phone", "is not a phone number"),
        ({"website": "javascript:alert(1)"}, "website", "is not a web address"),
        ({"rating": "boiling"}, "rating", "is not one of its choices"),
        ({"budget": "-5 USD"}, "budget", "cannot be negative"),
        ({"budget": "9e40"}, "budget", "Budget"),
        ({"estimated_close": "31 February"}, "estimated_close", "Estimated close"),
        ({"decision_maker": "perhaps"}, "decision_maker", "Decision maker"),
        ({"owner": "nobody"}, "owner", "There is no user “nobody”"),
        ({"account": "ACC-0000"}, "account", "There is no account"),
        ({"topic": "x" * (LINE_LIMIT + 1)}, "topic", "501 characters long"),
        ({"phone": "5" * 10_000}, "phone", "10,000 characters long"),
        ({"citty": "Dubai"}, "citty", "There is no field “citty”"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_field_and_nothing_is_added(
    workspace: Workspace, values: dict[str, object], field: str, words: str
) -> None:
    before = workspace.desk.database.last_seq()
    with pytest.raises(InvalidFields) as refused:
        workspace.leads.add({"company": "Contoso"} | values)
    assert refused.value.field == field
    assert words in refused.value.message
    assert workspace.desk.database.last_seq() == before


def test_several_values_that_do_not_fit_are_told_together(workspace: Workspace) -> None:
    with pytest.raises(InvalidFields) as refused:
        workspace.leads.add({"company": "Contoso", "email": "none", "employees": "many", "rating": "boiling"})
    assert [each.field for each in refused.value.problems] == ["email", "employees", "rating"]


def test_an_unknown_field_brings_the_one_that_was_meant(workspace: Workspace) -> None:
    with pytest.raises(InvalidFields, match="Did you mean company"):
        workspace.leads.add({"compny": "Contoso"})


def test_fields_answer_to_their_labels_too(workspace: Workspace) -> None:
    code = workspace.leads.add({"Company": "Contoso", "Job title": "Buyer", "purchase-timeframe": "this year"}).code
    values = workspace.leads.show(code).values
    assert (values["company"], values["job_title"], values["timeframe"]) == ("Contoso", "Buyer", "this_year")


class TestNames:
    """An organisation needs a company, a person a name, and names agree with each other."""

    def test_a_company_makes_it_an_organisation_and_a_name_alone_a_person(self, workspace: Workspace) -> None:
        company = workspace.leads.add({"company": "Contoso", "name": "Sara Nadim"}).code
        person = workspace.leads.add({"first_name": "Sara", "last_name": "Nadim"}).code
        assert workspace.leads.show(company).values["kind"] == "organisation"
        assert workspace.leads.show(person).values["kind"] == "person"
        assert workspace.leads.show(person).title == "Sara Nadim"

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"kind": "organisation", "name": "Sara"}, "company"),
            ({"kind": "person", "company": "Contoso"}, "name"),
            ({"topic": "Beans"}, "name"),
            ({"company": " \u200b\x1b[31m "}, "name"),
        ],
    )
    def test_without_the_name_its_kind_needs_a_lead_is_refused(
        self, workspace: Workspace, values: dict[str, object], field: str
    ) -> None:
        with pytest.raises(Invalid, match="is missing") as refused:
            workspace.leads.add(values)
        assert refused.value.field == field

    def test_the_name_a_kind_needs_cannot_be_taken_away(self, workspace: Workspace) -> None:
        company = workspace.leads.add({"company": "Contoso", "name": "Sara Nadim"}).code
        person = workspace.leads.add({"name": "Sara Nadim"}).code
        with pytest.raises(Invalid, match="Company is missing"):
            workspace.leads.edit(company, {"company": ""})
        with pytest.raises(Invalid, match="Name is missing"):
            workspace.leads.edit(person, {"name": ""})
        assert workspace.leads.show(person).values["name"] == "Sara Nadim"

    def test_the_kind_is_fixed_after_the_first_save(self, workspace: Workspace) -> None:
        code = workspace.leads.add({"company": "Contoso", "name": "Sara Nadim"}).code
        with pytest.raises(Invalid, match="fixed after the first save") as refused:
            workspace.leads.edit(code, {"kind": "person"})
        assert refused.value.field == "kind"
        assert workspace.leads.edit(code, {"kind": "organisation", "city": "Dubai"}).changed == ("city",)

    def test_the_parts_follow_a_full_name_and_the_full_name_its_parts(self, workspace: Workspace) -> None:
        code = workspace.leads.add({"company": "Contoso", "name": "Sara Nadim"}).code
        workspace.leads.edit(code, {"name": "Omar Al Haddad"})
        values = workspace.leads.show(code).values
        assert values["first_name"] == "Omar"
        assert "Nadim" not in (values["middle_name"], values["last_name"])
        workspace.leads.edit(code, {"first_name": "Huda", "last_name": "Karim", "middle_name": None})
        assert workspace.leads.show(code).values["name"] == "Huda Karim"

    def test_the_name_of_an_organisations_person_can_be_taken_away(self, workspace: Workspace) -> None:
        code = workspace.leads.add({"company": "Contoso", "name": "Sara Nadim"}).code
        workspace.leads.edit(code, {"name": ""})
        values = workspace.leads.show(code).values
        assert [values[each] for each in ("name", "first_name", "last_name")] == [None, None, None]


class TestOwnEmail:
    """A lead's email is neither its owner's nor its next contact person's."""

    def test_the_owners_address_is_refused_in_any_case(self, workspace: Workspace) -> None:
        workspace.users.add("Huda Karim", email="huda@leadline.example.com")
        with pytest.raises(Invalid, match="belongs to the lead's owner"):
            workspace.leads.add({"company": "Contoso", "owner": "huda.karim", "email": "HUDA@leadline.example.com"})

    def test_it_is_refused_as_well_when_the_colleague_comes_later(self, workspace: Workspace) -> None:
        workspace.users.add("Huda Karim", email="huda@leadline.example.com")
        code = workspace.leads.add({"company": "Contoso", "email": "huda@leadline.example.com"}).code
        with pytest.raises(Invalid, match="belongs to the lead's owner"):
            workspace.leads.assign(code, "Huda Karim")
        with pytest.raises(Invalid, match="belongs to the lead's next contact person"):
            workspace.leads.set_next_contact(code, "tomorrow 10", by="Huda Karim")
        assert workspace.leads.show(code).values["owner"].title == "Omar"


def test_an_edit_that_changes_nothing_is_no_command(workspace: Workspace) -> None:
    added = workspace.leads.add({"company": "Contoso", "city": "Dubai"})
    same = workspace.leads.edit(added.code, {"city": " Dubai "})
    assert (same.changed, same.seq, same.message) == ((), 0, "Contoso is as it was.")
    assert workspace.leads.show(added.code).version == 1


def test_an_edit_says_what_it_changed_by_label_and_counts_one_version(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso", "phone": "+971 4 123 4567"}).code
    edited = workspace.leads.edit(code, {"company": "Contoso Coffee", "next_contact_at": "tomorrow 10"})
    assert edited.message == "Contoso Coffee: Company, Next contact changed."
    assert workspace.leads.show(code).version == 2


def test_what_follows_from_the_fields_follows_every_edit(workspace: Workspace) -> None:
    code = workspace.leads.add({"company": "Contoso L.L.C.", "phone": "050 123 4567", "topic": "Beans"}).code
    assert workspace.search.everything("0501234567")[0].code == code
    workspace.leads.edit(code, {"company": "شركة المها", "phone": ""})
    assert workspace.search.everything("0501234567") == ()
    assert workspace.search.everything("المها")[0].title == "شركة المها"
    assert workspace.leads.find("شركة المها") == workspace.leads.find(code)


def test_nothing_is_read_only_but_a_read_only_session(workspace: Workspace, sit_down: SitDown) -> None:
    code = workspace.leads.add({"company": "Contoso"}).code
    onlooker = sit_down(read_only=True)
    assert onlooker.leads.show(code).title == "Contoso"
    with pytest.raises(ReadOnly, match="open for reading only"):
        onlooker.leads.edit(code, {"city": "Dubai"})


@pytest.mark.parametrize("ref", ["", "  ", "LEAD-0000", "lead 0000", "f" * 32, "a\x00b", "caf\udce9", "%", "x" * 9000])
def test_a_lead_that_is_not_there_is_said_so(workspace: Workspace, ref: str) -> None:
    workspace.leads.add({"company": "Contoso"})
    with pytest.raises(NotFound, match="There is no lead"):
        workspace.leads.show(ref)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_at_all_comes_back_cleaned(workspace: Workspace, typed: str) -> None:
    code = workspace.leads.add({"company": "Contoso", "topic": typed, "tags": typed}).code
    shown = workspace.leads.show(code).values
    assert shown["topic"] == (clean_line(typed) or None)
    assert all(tag == clean_line(tag) for tag in shown["tags"])
