"""Conditions hold or do not, and definitions survive being stored."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest

from app.domain.core.errors import NotFound
from app.domain.process.definitions import definition_from_json
from app.domain.process.facts import fields_named
from tests.conftest import NOW
from tests.process.samples import FORKED, SHIPPED, known, shipped


@pytest.mark.parametrize(
    ("values", "condition"),
    [
        ({"budget": 50_000}, "budget >= 50k USD"),
        ({"budget": 50_000}, "budget > 49999"),
        ({"source": "web"}, "source in (campaign, Web)"),
        ({"tags": ("hot", "café")}, "tag = CAFE"),
        ({"company": "Contoso Coffee"}, "company ~ coffee"),
        ({"company": "محمصة مصطفى"}, "company ~ مصطفي"),
        ({"estimated_close": date(2026, 11, 24)}, "estimated_close > 2026-11-23"),
        ({"estimated_close": NOW.date()}, "estimated_close = today"),
        ({"sales_ready": True}, "sales_ready = yes"),
        ({}, "budget is empty"),
        ({"tags": ()}, "tags is empty"),
        ({}, "source != web"),
        ({"source": "event", "budget": 5}, "budget < 10 and not source = web"),
    ],
)
def test_a_condition_holds(values: dict[str, object], condition: str) -> None:
    assert known(values).hold(condition)
    assert not known(values).hold(f"not ({condition})")


@pytest.mark.parametrize(
    ("values", "condition"),
    [
        ({}, "budget < 10"),
        ({"budget": 1}, "budget < 2 EUR"),
        ({"budget": 5, "source": "event"}, "budget < 10 and source = web"),
    ],
)
def test_an_empty_field_or_another_currency_meets_nothing(values: dict[str, object], condition: str) -> None:
    assert not known(values).hold(condition)


def test_no_condition_always_holds() -> None:
    assert known({}).hold(None)


def test_a_box_that_was_never_ticked_is_empty() -> None:
    assert known({}).hold("urgent is empty")
    assert known({}).hold("urgent = no", {"urgent": False})
    assert not known({}).hold("urgent = yes", {"urgent": False})


def test_a_condition_says_which_fields_it_looks_at() -> None:
    assert fields_named("budget < 10 and not (source = web or rating is empty)") == {"budget", "source", "rating"}
    assert fields_named(None) == frozenset()


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
