"""Every type of field: what is typed is read, kept, written, shown and exported as the same value."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.core.columns import columns_of, custom_from_plain, custom_to_plain, stored, value_of
from app.domain.core.errors import Invalid
from app.domain.core.fields import CellContext, Field, as_written, from_cell, in_words, known_types, parse, type_named
from app.domain.core.money import Money
from app.domain.core.unit_price import UnitPrice
from app.screens.dialogs.form_dialog import ValuesDialog
from tests.cli.conftest import Leadline
from tests.dialogs.stage import ARABIC, CONTEXT, HOSTILE, played

APP = Path(__file__).parent.parent.parent / "app"

#: What is typed, the value it means, and how a person reads that.
TYPED: dict[str, tuple[str, Any, str]] = {
    "line": (ARABIC, ARABIC, ARABIC),
    "prose": ("Grinds daily.", "Grinds daily.", "Grinds daily."),
    "integer": ("1,250", 1250, "1,250"),
    "decimal": ("2.75", Decimal("2.75"), "2.75"),
    "money": ("12.50 AED", Money(1250, "AED"), "AED 12.50"),
    "percent": ("40%", 40, "40 %"),
    "unit_price": ("0.1255 AED", UnitPrice(Decimal("0.1255"), "AED"), "AED 0.1255"),
    "exact_number": ("2.75", Decimal("2.75"), "2.75"),
    "exact_percent": ("8.25%", Decimal("8.25"), "8.25 %"),
    "currency": ("AED",) * 3,
    "date": ("2027-01-31", date(2027, 1, 31), "31 Jan 2027"),
    "moment": ("2026-11-26 10:00", datetime(2026, 11, 26, 6, 0, tzinfo=UTC), "Thu 10:00"),
    "yes_no": ("no", False, "No"),
    "choice": ("Gold", "gold", "Gold"),
    "tags": ("قهوة, VIP", ("قهوة", "VIP"), "قهوة, VIP"),
    "email": ("sara@contoso.example.com",) * 3,
    "phone": ("+971 4 123 4567",) * 3,
    "url": ("www.contoso.example.com",) * 3,
    "time_zone": ("Asia/Dubai",) * 3,
    "language": ("Arabic", "ar", "ar"),
    "country": ("United Arab Emirates",) * 3,
    "duration": ("1h30", 5400, "1 h 30 min"),
    "code": ("LEAD-7Q3F",) * 3,
    "people": ("Sara, Huda", ("Sara", "Huda"), "Sara, Huda"),
    "users": ("Sara, Huda", ("Sara", "Huda"), "Sara, Huda"),
    "working_hours": ("Sun-Thu 9-18",) + ("Sun-Thu 09:00-18:00",) * 2,
    "condition": ("budget > 10k",) * 3,
    "path": ("/data/card.png",) * 3,
    "profile": ("https://www.linkedin.com/in/sara-nadim",) * 3,
    "offered_lines": ("M2:3", ("M2:3",), "M2:3"),
    **dict.fromkeys(("user", "lead", "contact", "account", "competitor", "opportunity", "customer"), ("Sara",) * 3),
    **dict.fromkeys(("product", "price_list", "discount_list", "unit_group", "quotation"), ("M2",) * 3),
}
NAMES = sorted(TYPED)
OF_ONES_OWN = sorted(each.name for each in known_types() if each.for_custom)
UNFIT = (
    HOSTILE,
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGk=\x07",
    "a\u202eb\u2066c",
    "\u0660\u0661\u0662",
    "٪٤٠",
    "= 1 + 1",
    ",,",
    "-0",
    "1e400",
    "x" * 700,
    "9" * 400,
    "\u200d\ufeff",
)


def field_of(name: str, *, custom: bool = False) -> Field:
    """A field of a type, with choices where it needs them."""
    choices = (("gold", "Gold"), ("silver", "Silver")) if type_named(name).needs_choices else ()
    return Field(f"my_{name}", f"My {name}", name, choices=choices, custom=custom)


def test_every_type_is_among_those_tried() -> None:
    assert sorted(each.name for each in known_types()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_value_is_read_again_as_it_is_written(name: str) -> None:
    text, value, _ = TYPED[name]
    field = field_of(name)
    assert parse(field, text, CONTEXT) == value
    assert parse(field, value, CONTEXT) == value
    assert parse(field, as_written(field, value, CONTEXT), CONTEXT) == value


@pytest.mark.parametrize("name", NAMES)
def test_a_value_is_told_in_words_and_as_json(name: str) -> None:
    _, value, words = TYPED[name]
    field = field_of(name)
    assert in_words(field, value, CONTEXT) == words
    assert in_words(field, None, CONTEXT) == as_written(field, None, CONTEXT) == ""
    assert json.loads(json.dumps(field.field_type.export(value))) == json.loads(
        json.dumps(value, default=lambda each: each.as_json() if isinstance(each, (Money, UnitPrice)) else _iso(each))
    )


def _iso(value: Any) -> str:
    return str(value) if isinstance(value, Decimal) else str(value.isoformat())


@pytest.mark.parametrize("name", NAMES)
def test_a_value_comes_back_from_its_columns(name: str) -> None:
    _, value, _ = TYPED[name]
    field = field_of(name)
    for kept in (value, None):
        row = stored(field, kept)
        assert tuple(row) == columns_of(field)
        assert (value_of(field, row) or None) == (kept or None)


@pytest.mark.parametrize("name", OF_ONES_OWN)
def test_a_value_comes_back_from_the_document_of_custom_fields(name: str) -> None:
    _, value, _ = TYPED[name]
    field = field_of(name, custom=True)
    plain = json.loads(json.dumps(custom_to_plain(field, value)))
    assert custom_from_plain(field, plain) == value
    assert custom_to_plain(field, None) is None
    assert columns_of(field) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_cell_of_a_file_is_read_as_what_is_typed(name: str) -> None:
    text, value, _ = TYPED[name]
    field = field_of(name)
    reading = CellContext(CONTEXT, lambda _kind, who: who)
    assert from_cell(field, text, reading) == value


@pytest.mark.parametrize("text", ["", "   ", "\n\t", None], ids=repr)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_nothing(name: str, text: str | None) -> None:
    assert parse(field_of(name), text, CONTEXT) is None


@pytest.mark.parametrize("text", UNFIT, ids=lambda text: repr(text[:12]))
@pytest.mark.parametrize("name", NAMES)
def test_what_does_not_fit_is_refused_by_name_and_the_rest_is_safe(name: str, text: str) -> None:
    field = field_of(name)
    try:
        value = parse(field, text, CONTEXT)
    except Invalid:
        with pytest.raises(Invalid, match=f"^{field.label}") as refused:
            parse(field, text, CONTEXT)
        assert refused.value.field == field.code
        return
    written = as_written(field, value, CONTEXT)
    assert parse(field, written, CONTEXT) == value
    assert written.isprintable()
    assert in_words(field, value, CONTEXT).isprintable()
    json.dumps(field.field_type.export(value))


async def test_a_form_takes_every_type() -> None:
    fields = [field_of(name) for name in NAMES]
    async with played(lambda: ValuesDialog("All", fields, CONTEXT), (90, 40)) as play:
        for name in NAMES:
            await play.type(TYPED[name][0])
            await play.press("tab")
        await play.press("ctrl+s")
        assert play.answer == {f"my_{name}": TYPED[name][1] for name in NAMES}


async def test_a_form_gives_back_what_stood_in_it() -> None:
    fields = [field_of(name) for name in NAMES]
    values = {f"my_{name}": TYPED[name][1] for name in NAMES}
    async with played(lambda: ValuesDialog("All", fields, CONTEXT, values=values), (90, 40)) as play:
        await play.press("ctrl+s")
        assert play.answer == values


def test_a_command_sets_and_shows_every_type(leadline: Leadline) -> None:
    given: list[str] = []
    for field in (field_of(name, custom=True) for name in OF_ONES_OWN):
        choices = [word for _, label in field.choices for word in ("--choice", label)]
        assert leadline("field", "add", "lead", field.label, "--type", field.type, *choices).code == 0
        given += ["--set", f"{field.code}={TYPED[field.type][0]}"]
    code = leadline("--json", "lead", "add", "--company", "Contoso", *given).data["code"]
    shown, printed = leadline("--json", "lead", "show", code).data, leadline("lead", "show", code).out
    for field in (field_of(name, custom=True) for name in OF_ONES_OWN):
        value = TYPED[field.type][1]
        assert custom_from_plain(field, shown[field.code]) == ("Gold" if field.type == "choice" else value)
        assert (field.label in printed) is (value is not False)


def test_nobody_else_asks_what_a_type_is_called() -> None:
    names = "|".join(NAMES)
    asked = re.compile(rf"\.type\s*(?:==|!=|(?:not )?in\b)\s*[({{\[]?\s*[\"'](?:{names})[\"']")
    found = [path.name for path in APP.rglob("*.py") if asked.search(path.read_text(encoding="utf-8"))]
    assert found == []
