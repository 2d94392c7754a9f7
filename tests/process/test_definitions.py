"""Conditions hold or do not, and definitions survive being stored."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.domain.core.errors import NotFound
from app.domain.core.money import Money
from app.domain.process.definitions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Not,
    Operator,
    condition_from_json,
    definition_from_json,
    fields_named,
    holds,
)
from tests.process.samples import FORKED, SHIPPED, shipped

FIFTY = Money.of(50_000, "USD")


@pytest.mark.parametrize(
    ("actual", "op", "wanted"),
    [
        (FIFTY, ">=", Money.of(50_000, "USD")),
        (FIFTY, ">", 49_999),
        (Money.of("0.5", "KWD"), "<", Decimal("0.501")),
        (0.1, "=", Decimal("0.1")),
        ("Trade_Show", "=", "trade_show"),
        ("web", "in", ("campaign", "web")),
        (("hot", "café"), "=", "café"),
        (("hot", "café"), "in", ("cold", "hot")),
        ("Contoso Coffee", "contains", "coffee"),
        (("hot", "café"), "contains", "hot"),
        (date(2026, 11, 24), ">", date(2026, 11, 23)),
        (datetime(2026, 11, 24, 9, tzinfo=UTC), "=", date(2026, 11, 24)),
        (True, "=", True),
        (None, "is empty", None),
        ("  ", "is empty", None),
        ((), "is empty", None),
        (0, "is not empty", None),
        (None, "!=", "web"),
        ("web", "!=", "campaign"),
    ],
)
def test_a_comparison_holds(actual: object, op: Operator, wanted: object) -> None:
    assert holds(Compare("it", op, wanted), {"it": actual})


@pytest.mark.parametrize(
    ("actual", "op", "wanted"),
    [
        (None, "<", 10),
        (None, "=", None),
        (Money.of(1, "USD"), "<", Money.of(2, "EUR")),
        (Money.of(1, "USD"), "=", Money.of(1, "EUR")),
        (True, "=", 1),
        ("10", ">", 9),
        (float("nan"), "<", 10),
        (10, ">", Money.of(9, "USD")),
        ("web", "in", ()),
        (7, "contains", "7"),
    ],
)
def test_an_empty_field_or_a_value_of_another_kind_meets_nothing(actual: object, op: Operator, wanted: object) -> None:
    assert not holds(Compare("it", op, wanted), {"it": actual})


def test_a_field_the_record_does_not_have_is_empty() -> None:
    assert holds(Compare("budget", "is empty"), {})


def test_conditions_combine() -> None:
    small = Compare("budget", "<", 10)
    web = Compare("source", "=", "web")
    values = {"budget": 5, "source": "event"}
    assert holds(AnyOf((small, web)), values)
    assert not holds(AllOf((small, web)), values)
    assert holds(AllOf((small, Not(web))), values)
    assert holds(None, {})


def test_a_condition_says_which_fields_it_looks_at() -> None:
    condition = AllOf((Compare("budget", "<", 10), Not(AnyOf((Compare("source", "=", "web"),)))))
    assert fields_named(condition) == {"budget", "source"}
    assert fields_named(None) == frozenset()


@pytest.mark.parametrize(
    "condition",
    [
        Compare("budget", ">=", FIFTY),
        Compare("close", "<", date(2026, 12, 31)),
        Compare("source", "in", ("web", "event")),
        Compare("budget", "is empty"),
        Compare("sales_ready", "=", value=False),
        Not(AnyOf((Compare("score", ">", 1.5), AllOf((Compare("rating", "=", "hot"),))))),
    ],
)
def test_a_condition_survives_json(condition: Condition) -> None:
    assert condition_from_json(json.loads(json.dumps(condition.as_json()))) == condition


@pytest.mark.parametrize("code", SHIPPED)
def test_a_definition_survives_json(code: str) -> None:
    definition = shipped(code)
    assert definition_from_json(json.loads(json.dumps(definition.as_json()))) == definition


def test_a_definition_knows_its_stages_and_names_them_when_asked_for_another() -> None:
    assert FORKED.stage("c").name == "C"
    assert FORKED.has_stage("a")
    with pytest.raises(NotFound, match="Its stages are a, b, c, d"):
        FORKED.stage("e")


def test_the_engine_loads_nothing_heavy() -> None:
    heavy = "{'pydantic', 'sqlalchemy', 'tomllib', 'babel'} & sys.modules.keys()"
    code = f"import sys, app.domain.process.definitions, app.domain.process.rules; print(sorted({heavy}))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert loaded.stdout.strip() == "[]"
