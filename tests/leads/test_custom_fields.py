"""Custom fields: a manager's own fields hold, show, find and filter values like any other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from app.domain.core.columns import custom_from_plain, custom_to_plain
from app.domain.core.errors import Invalid, InvalidFields, NotAllowed, NotFound
from app.domain.core.money import Money
from app.domain.core.windows import ListQuery
from app.domain.fields.cards import custom_field
from app.domain.fields.service import custom_types
from app.domain.leads.records import Lead
from app.workspace import Workspace

CUSTOM_TYPES = tuple(each.name for each in custom_types())
TYPED: dict[str, tuple[object, Any]] = {
    "line": ("صنف أ", "صنف أ"),
    "prose": ("one\ntwo", "one\ntwo"),
    "integer": ("42", 42),
    "decimal": ("2.75", Decimal("2.75")),
    "money": ("12.50 AED", Money(1250, "AED")),
    "percent": ("40%", 40),
    "date": ("2027-01-31", date(2027, 1, 31)),
    "moment": ("2027-01-31 10:00", datetime(2027, 1, 31, 6, 0, tzinfo=UTC)),
    "yes_no": ("no", False),
    "choice": ("Gold", "Gold"),
    "tags": ("a, b", ("a", "b")),
    "email": ("sara@contoso.example.com", "sara@contoso.example.com"),
    "phone": ("+971 4 123 4567", "+971 4 123 4567"),
    "url": ("www.contoso.example.com", "www.contoso.example.com"),
}


@pytest.mark.parametrize("kind", ["lead", "contact", "account"])
def test_a_value_of_every_type_comes_back_and_can_be_emptied(workspace: Workspace, kind: str) -> None:
    for type_ in CUSTOM_TYPES:
        choices = ("Gold", "Silver") if type_ == "choice" else ()
        assert workspace.fields.add_custom(kind, f"My {type_}", type_, choices=choices).code == f"my_{type_}"
    service: Any = {"lead": workspace.leads, "contact": workspace.contacts, "account": workspace.accounts}[kind]
    typed = {f"my_{type_}": TYPED[type_][0] for type_ in CUSTOM_TYPES}
    record = service.add({"company" if kind == "lead" else "name": "Contoso"} | typed).code
    values = service.show(record).values
    assert {type_: values[f"my_{type_}"] for type_ in CUSTOM_TYPES} == {
        type_: TYPED[type_][1] for type_ in CUSTOM_TYPES
    }
    service.edit(record, dict.fromkeys(typed, ""))
    emptied = service.show(record).values
    assert [emptied[code] for code in typed] == [None] * len(typed)


def test_they_stand_last_among_the_fields_of_their_kind_only(workspace: Workspace) -> None:
    workspace.fields.add_custom("lead", "Roast", help_=" light\x1b[31m or dark ")
    field = workspace.fields.of("lead")[-1]
    assert (field.code, field.label, field.group, field.custom, field.help) == (
        "roast",
        "Roast",
        "custom",
        True,
        "light or dark",
    )
    assert all(not each.custom for each in workspace.fields.of("contact"))


def test_they_are_searched_and_asked_for_in_queries(workspace: Workspace) -> None:
    workspace.fields.add_custom("lead", "Roast")
    workspace.fields.add_custom("lead", "Machines", "integer")
    workspace.leads.add({"company": "Contoso", "roast": "Ethiopian light", "machines": 12})
    workspace.leads.add({"company": "Fabrikam", "roast": "dark", "machines": 2})
    for query in (ListQuery(search="ethiopian"), ListQuery(where="machines > 3"), ListQuery(where="roast ~ light")):
        assert [line.title for line in workspace.leads.window(query).lines] == ["Contoso"]


def test_values_that_do_not_fit_are_refused_by_label(workspace: Workspace) -> None:
    workspace.fields.add_custom("lead", "Machines", "integer")
    with pytest.raises(InvalidFields, match="Machines"):
        workspace.leads.add({"company": "Contoso", "machines": "a few"})


@pytest.mark.parametrize(
    ("kind", "label", "type_", "words"),
    [
        ("lead", " \x1b[31m ", "line", "Label is missing"),
        ("lead", "x" * 81, "line", "at most 80"),
        ("lead", "Roast", "colour", "is not a type"),
        ("leads", "Roast", "line", "There is no kind of record"),
    ],
)
def test_a_field_that_makes_no_sense_is_refused(
    workspace: Workspace, kind: str, label: str, type_: str, words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        workspace.fields.add_custom(kind, label, type_)


@pytest.mark.parametrize("label", ["City", "Next contact at", "ROAST", "roast!"])
def test_a_code_is_given_once_for_each_kind(workspace: Workspace, label: str) -> None:
    workspace.fields.add_custom("lead", "Roast")
    with pytest.raises(NotAllowed, match="There is a field"):
        workspace.fields.add_custom("lead", label)


@pytest.mark.parametrize(
    ("label", "code"), [("And", "and_field"), ("2026", "2026_field"), ("؟", "field"), ("نوع القهوة", "نوع_القهوه")]
)
def test_its_code_can_be_used_in_a_query(workspace: Workspace, label: str, code: str) -> None:
    assert workspace.fields.add_custom("lead", label).code == code


def test_a_field_that_records_keep_values_of_is_not_taken_away(workspace: Workspace) -> None:
    added = workspace.fields.add_custom("lead", "Roast")
    lead = workspace.leads.add({"company": "Contoso", "roast": "dark"}).code
    with pytest.raises(NotAllowed, match=f"Field Roast cannot be taken away: {lead} would lose a value") as refused:
        workspace.log.undo(added.seq)
    assert f"leadline lead edit {lead} --set roast=" in (refused.value.hint or "")
    assert workspace.leads.show(lead).values["roast"] == "dark"
    workspace.leads.edit(lead, {"roast": ""})
    workspace.log.undo(added.seq)
    assert "roast" not in workspace.leads.show(lead).values


def test_a_refusal_to_take_a_field_away_counts_the_records_it_does_not_list(workspace: Workspace) -> None:
    added = workspace.fields.add_custom("lead", "Machines", "integer")
    for number in range(12):
        workspace.leads.add({"company": f"Contoso {number}", "machines": number})
    with pytest.raises(NotAllowed, match="and 2 more would lose a value"):
        workspace.log.undo(added.seq)


@pytest.mark.parametrize("label", ["ID", "Code", "Version", "Title", "Reach", "Kind of record"])
@pytest.mark.parametrize("kind", ["lead", "contact", "account", "opportunity"])
def test_no_field_takes_the_name_of_what_every_record_tells_of_itself(
    workspace: Workspace, kind: str, label: str
) -> None:
    with pytest.raises(NotAllowed, match="No field can be called") as refused:
        workspace.fields.add_custom(kind, label)
    assert "Choose another label" in (refused.value.hint or "")
    assert workspace.fields.add_custom(kind, label, code=f"my {label}").code.startswith("my_")


PLAIN = (44, 2.75, True, "dark", "2027-01-31", {"amount": "12.50", "currency": "AED"}, {"amount": "x"}, ["a", "b"])


@pytest.mark.parametrize("plain", PLAIN, ids=repr)
@pytest.mark.parametrize("type_", CUSTOM_TYPES)
def test_a_value_kept_as_another_type_is_shown_as_text(type_: str, plain: object) -> None:
    field = custom_field("shoe", "Shoe", type_, (), None)
    value = custom_from_plain(field, plain)
    assert isinstance(value, str) or custom_to_plain(field, value) == plain
    assert not isinstance(value, datetime) or value.tzinfo is not None


def test_a_field_added_anew_with_another_type_leaves_its_records_readable(workspace: Workspace) -> None:
    lead = workspace.leads.add({"company": "Contoso"})
    with workspace.desk.write("test") as unit:
        unit.session.get_one(Lead, lead.id).custom = {"shoe": 44}
    workspace.fields.add_custom("lead", "Shoe", "date")
    assert workspace.leads.show(lead.code).values["shoe"] == "44"
    workspace.leads.edit(lead.code, {"shoe": "2027-01-31"})
    assert workspace.leads.show(lead.code).values["shoe"] == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("kind", "type_", "choices", "field"),
    [
        ("lead", "choice", (), "choice"),
        ("lead", "choice", ("A", " "), "choice"),
        ("lead", "choice", ("a", "A"), "choice"),
        ("lead", "line", ("A",), "choice"),
        ("activity", "line", (), "kind"),
    ],
)
def test_a_field_that_could_not_be_used_is_refused(
    workspace: Workspace, kind: str, type_: str, choices: tuple[str, ...], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        workspace.fields.add_custom(kind, "Mood", type_, choices=choices)
    assert refused.value.field == field


def test_only_a_choice_field_of_ones_own_is_extended(workspace: Workspace) -> None:
    workspace.fields.add_custom("lead", "Mood")
    for code in ("mood", "rating", "nothing"):
        with pytest.raises(NotFound):
            workspace.fields.extend("lead", code, ["Good"])
