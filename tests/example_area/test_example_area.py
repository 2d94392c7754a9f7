"""An area from elsewhere joins by its manifest alone, and every floor of the running program has it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW
from tests.terminal.conftest import terminal as terminal  # noqa: PLC0414 - a fixture, taken over
from tests.terminal.driver import Terminal
from tests.workspace.person import Person

pytestmark = pytest.mark.slow  # each command is a program of its own, since an area that joined stays

CHECKOUT = Path(__file__).parent.parent.parent
PROGRAM = (sys.executable, "-m", "tests.example_area")
COFFEE = "Bag of beans"

Leadline = Callable[..., str]
"""Runs a command of the program with the area, and answers what it printed."""


@pytest.fixture
def leadline(workspace_url: str, monkeypatch: pytest.MonkeyPatch) -> Leadline:
    """Runs commands on a database that has the area's table, of either kind."""
    for name, value in (("DB", workspace_url), ("NOW", NOW.isoformat()), ("ZONE", "Asia/Dubai"), ("USER", "omar")):
        monkeypatch.setenv(f"LEADLINE_{name}", value)

    def run(*words: str) -> str:
        done = subprocess.run([*PROGRAM, *words], cwd=CHECKOUT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("make-tables", workspace_url)
    return run


def _samples(leadline: Leadline, lead: str) -> list[tuple[str, str]]:
    """The samples of a lead with their status."""
    answer: list[dict[str, Any]] = json.loads(leadline("sample", "list", lead, "--json"))
    return [(each["product"], each["status"]) for each in answer]


def _titles(leadline: Leadline, query: str) -> list[str]:
    """The leads that a query finds."""
    answer: list[dict[str, Any]] = json.loads(leadline("lead", "list", query, "--json"))
    return [each["title"] for each in answer]


def test_its_table_service_reaction_noun_and_query_field_work_on_either_database(leadline: Leadline) -> None:
    leadline("lead", "add", "--company", "Contoso")
    leadline("lead", "add", "--company", "Fabrikam")
    leadline("sample", "send", "Contoso", "--product", COFFEE)
    assert _samples(leadline, "Contoso") == [(COFFEE, "sent")]
    assert _titles(leadline, "samples > 0") == ["Contoso"]
    assert _titles(leadline, '"samples out" = 0 and company ~ fab') == ["Fabrikam"]

    leadline("lead", "disqualify", "Contoso", "--reason", "poor_fit")
    assert _samples(leadline, "Contoso") == [(COFFEE, "asked_back")]
    assert f"{COFFEE} was asked back" in leadline("assistant", "cards", "Contoso")
    assert f"{COFFEE} was asked back" in leadline("assistant", "cards")
    assert "sample" in leadline("worklist", "--view", "all", "kind = sample")
    leadline("undo")
    assert _samples(leadline, "Contoso") == [(COFFEE, "sent")], "what followed was part of the same command"
    leadline("undo")
    assert _samples(leadline, "Contoso") == []


def test_its_type_of_field_holds_a_value_of_a_lead(leadline: Leadline) -> None:
    leadline("field", "add", "lead", "Pack", "--type", "barcode")
    leadline("lead", "add", "--company", "Contoso", "--set", "pack=4 006381 333931")
    assert _titles(leadline, "pack = 4006381333931") == ["Contoso"]


def test_what_hangs_on_a_deleted_record_is_told_with_it(leadline: Leadline) -> None:
    leadline("lead", "add", "--company", "Contoso")
    leadline("lead", "qualify", "Contoso", "--name", "Beans")
    leadline("sample", "send", "Beans", "--product", COFFEE)
    leadline("sample", "send", "Beans", "--product", "Bag of leaves")
    deleted = leadline("opportunity", "delete", "Beans")
    assert "Beans deleted" in deleted
    assert "2 samples" in deleted


def test_the_list_of_keys_has_its_commands(leadline: Leadline) -> None:
    keys = {each["command"]: each for each in json.loads(leadline("keys", "--json"))}
    assert keys["sample.send"]["keys"] == "n  +"
    assert keys["sample.back"]["places"] == "samples"


@pytest.mark.parametrize("workspace_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("size", [(160, 48), (80, 24)], ids=["three columns", "one column"])
def test_its_panel_stands_on_a_lead_with_its_keys(
    size: tuple[int, int], leadline: Leadline, terminal: Callable[..., Terminal]
) -> None:
    leadline("lead", "add", "--company", "Contoso")
    leadline("sample", "send", "Contoso", "--product", COFFEE)
    person = Person(terminal(PROGRAM, size=size, env={"TEXTUAL_COLOR_SYSTEM": "256"}, cwd=CHECKOUT), size)
    person.sees("Open leads", "Omar", "Contoso")
    if person.columns == 1:
        person.runs("open", "Record")
        _choose_its_tab(person)
    _go_to_it(person)
    person.sees(f"{COFFEE}  sent", "n send", "b came back")

    person.terminal.press("n")
    person.sees("─  Send a sample · Contoso")
    person.terminal.type("Grinder")
    person.saves("Send a sample", "Grinder sent to Contoso.", "Grinder  sent")
    person.terminal.press("b")
    person.sees(f"{COFFEE} came back.", f"{COFFEE}  back")
    assert sorted(_samples(leadline, "Contoso")) == [(COFFEE, "back"), ("Grinder", "sent")]


def _choose_its_tab(person: Person) -> None:
    """Choose the panel among those that share a place."""
    person.goes_to_the_stages()
    person.terminal.press("tab")
    person.terminal.wait_for(lambda _: person.focus.startswith("tab "))
    for _ in range(12):
        if person.has_the_focus("Samples", tab=True):
            return
        person.taps("right")
    raise AssertionError(f"There is no tab for the panel:\n{person.terminal.text}")


def _go_to_it(person: Person) -> None:
    """Take the focus to the panel."""
    for _ in range(12):
        if person.has_the_focus("Samples"):
            return
        person.taps("tab")
    raise AssertionError(f"The focus never came to the panel:\n{person.terminal.text}")
