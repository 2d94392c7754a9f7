"""What is offered while a query is being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.core.fields import Field
from app.domain.query.complete import MOST_OFFERED, complete
from app.domain.query.parser import parse
from tests.query.conftest import FIELDS

KNOWN = {"user": ("Amal Haddad", "Omar Aziz"), "tags": ("vip", "قهوة")}


def offered(text: str, fields: tuple[Field, ...] = FIELDS) -> list[str]:
    """What is offered at the end of a text, or where it says ``|``."""
    before, _bar, after = text.partition("|")
    return [each.text for each in complete(before + after, len(before), fields, KNOWN)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bud", ["budget", "budget_status"]),
        ("purch", ["timeframe", "purchase_process"]),
        ("coffee and own", ["owner"]),
        ("(sour", ["source", "consent_source"]),
        ("lead_or", ["lead_origin"]),
        ("budget ", ["=", "!=", "<", "<=", ">", ">=", "in (", "not in (", "is empty", "is not empty"]),
        ("company ", ["=", "!=", "~", "!~", "in (", "not in (", "is empty", "is not empty"]),
        ("company is ", ["empty", "not empty"]),
        ("decision_maker = ", ["yes", "no"]),
        ("rating = ", ["hot", "warm", "cold"]),
        ("source = tra", ["trade_show"]),
        ('source = "trade s', ["trade_show"]),
        ("source in (web, tra", ["trade_show"]),
        ("source not in (trade s", ["trade_show"]),
        ("owner = ", ["me", '"Amal Haddad"', '"Omar Aziz"']),
        ("owner = am", ['"Amal Haddad"']),
        ("tag = v", ["vip"]),
        ("created > tod", ["today"]),
        ("rating = hot ", ["and", "or", "not"]),
        ("rating = |hot and tag = vip", ["hot", "warm", "cold"]),
    ],
)
def test_what_may_stand_at_the_cursor_is_offered(typed: str, first: list[str]) -> None:
    assert offered(typed)[: len(first)] == first


def test_what_is_offered_replaces_what_was_typed() -> None:
    typed = 'rating = hot and source = "trade s'
    found = complete(typed, len(typed), FIELDS)[0]
    assert (found.text, found.label, found.kind) == ("trade_show", "Trade show", "value")
    assert typed[: found.start] + found.text == "rating = hot and source = trade_show"
    assert found.end == len(typed)


def test_nothing_is_offered_for_a_field_that_is_unknown() -> None:
    assert offered("budjet = ") == []


@given(st.text(max_size=60), st.integers(-5, 70))
def test_completion_never_fails_and_stays_short(text: str, cursor: int) -> None:
    found = complete(text, cursor, FIELDS, KNOWN)
    assert len(found) <= MOST_OFFERED
    assert all(0 <= each.start <= each.end <= len(text) for each in found)


def test_every_offered_field_and_value_reads_as_typed() -> None:
    for field in complete("", 0, FIELDS):
        if field.kind == "field":
            assert str(parse(f"{field.text} is empty")) == f"{field.text} is empty"
    for value in complete("source = ", 9, FIELDS):
        assert str(parse(f"source = {value.text}")) == f"source = {value.text}"
