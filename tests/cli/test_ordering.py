"""On a terminal the command line is seen as it is meant; elsewhere, and for programs, nothing is put in order."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

from tests.bidi.reading import shown_by_terminal
from tests.cli.conftest import Leadline

NAME = "شركة النور 12-34"
SEEN = "12-34 رونلا ةكرش"


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes standard output and standard error terminals of 60 columns that order text as the mode says."""

    def use(mode: str) -> None:
        monkeypatch.setenv("LEADLINE_BIDI", mode)
        monkeypatch.setenv("COLUMNS", "60")
        for stream in (sys.stdout, sys.stderr):
            monkeypatch.setattr(stream, "isatty", lambda: True)

    return use


@pytest.fixture
def noor(ask: Callable[..., Any]) -> str:
    """The code of a lead with an Arabic name."""
    code: str = ask("lead", "add", "--kind", "organisation", "--company", NAME)["code"]
    return code


def test_we_order_by_cell(leadline: Leadline, noor: str, on_a_terminal: Callable[..., None]) -> None:
    on_a_terminal("leadline")
    line = next(line for line in leadline("lead", "list").out.splitlines() if noor in line)
    assert "12-34 ﺭﻮﻨﻟﺍ ﺔﻛﺮﺷ" in line
    assert line.startswith("\x1b[8l")  # the terminal is not to order it again
    assert line.index(noor) < line.index("12-34")
    mirrored = leadline("--lang", "ar", "lead", "list").out
    line = next(line for line in mirrored.splitlines() if noor in line)
    assert line.index(noor) > line.index("12-34")


def test_the_terminal_orders(leadline: Leadline, noor: str, on_a_terminal: Callable[..., None]) -> None:
    on_a_terminal("terminal")
    line = next(line for line in leadline("--lang", "ar", "lead", "list").out.splitlines() if noor in line)
    assert "شركة النور" in line
    shown = shown_by_terminal(line)
    assert SEEN in shown
    assert shown.index(noor) > shown.index("12-34")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nobody_orders(
    language: str, leadline: Leadline, noor: str, on_a_terminal: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADLINE_BIDI", "leadline")
    piped = leadline("--lang", language, "lead", "show", noor)
    assert NAME in piped.out
    assert not any(mark in piped.out for mark in "\u200e\u2066\u2067\u2068\u2069\x1b")
    on_a_terminal("off")
    assert NAME in leadline("--lang", language, "lead", "show", noor).out


def test_data_for_programs_is_the_same_in_every_byte(
    leadline: Leadline, noor: str, on_a_terminal: Callable[..., None]
) -> None:
    piped = leadline("--json", "lead", "show", noor).out
    on_a_terminal("leadline")
    assert leadline("--lang", "ar", "lead", "show", noor, "--json").out == piped


def test_errors_and_help_from_the_right(leadline: Leadline, on_a_terminal: Callable[..., None]) -> None:
    on_a_terminal("terminal")
    refused = leadline("--lang", "ar", "lead", "show", "شركة 12-34").err.splitlines()
    assert all(line.startswith((" ", "\u200e ")) for line in refused)
    assert "12-34 ةكرش" in "".join(map(shown_by_terminal, refused))
    explained = leadline("--lang", "ar", "lead", "--help").out.splitlines()
    assert max(map(cell_len, map(shown_by_terminal, explained))) <= 60
    assert any(line.rstrip().endswith("  add") for line in explained), explained


def test_streams_are_put_back(leadline: Leadline, on_a_terminal: Callable[..., None]) -> None:
    on_a_terminal("leadline")
    before = sys.stdout, sys.stderr
    leadline("lead", "list")
    assert (sys.stdout, sys.stderr) == before
