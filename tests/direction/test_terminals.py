"""Which terminals put right-to-left letters in order, and who decides it: the setting, an answer, or what is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.remembered import Remembered
from app.start.first_frame import _TOLD_BY, _VARIABLES
from app.terminals import VARIABLES, guessed, order_for, terminal_key


@pytest.mark.parametrize(
    ("said", "mode", "is_certain"),
    [
        ("VTE_VERSION=7200 TERM=xterm-256color", "terminal", True),
        ("VTE_VERSION=5202", "leadline", True),
        ("VTE_VERSION=new", "leadline", False),
        ("KONSOLE_VERSION=230804", "terminal", True),
        ("TERM=mlterm-256color", "terminal", True),
        ("MLTERM=3.9.3 TERM=xterm", "terminal", True),
        ("TERM=putty-256color", "terminal", True),
        ("TERM_PROGRAM=Apple_Terminal", "terminal", True),
        ("TERM=xterm-kitty", "leadline", True),
        ("TERM=alacritty", "leadline", True),
        ("TERM=foot", "leadline", True),
        ("TERM=xterm-ghostty", "leadline", True),
        ("TERM_PROGRAM=WezTerm", "leadline", True),
        ("WT_SESSION=0", "leadline", True),
        ("XTERM_VERSION=XTerm(390)", "leadline", True),
        ("TERM_PROGRAM=vscode VTE_VERSION=7200", "leadline", True),  # begun from another terminal
        ("TMUX=0 VTE_VERSION=7200", "leadline", False),  # tmux stands between
        ("TERM=screen-256color KONSOLE_VERSION=1", "leadline", False),
        ("TERM=xterm-256color", "leadline", False),
        ("", "leadline", False),
    ],
)
def test_a_terminal_is_taken_for_what_it_says_it_is(said: str, mode: str, is_certain: bool) -> None:
    guess = guessed(dict(each.split("=") for each in said.split()))
    assert (guess.mode, guess.is_certain) == (mode, is_certain)


def test_the_setting_comes_before_the_answer_and_the_answer_before_the_guess() -> None:
    reorders = {"VTE_VERSION": "7200"}
    for mode in ("terminal", "leadline", "off"):
        order = order_for(mode, "terminal", reorders)
        assert (order.mode, order.reason, order.is_to_be_asked) == (mode, "setting", False)
    answered = order_for("auto", "leadline", reorders)
    assert (answered.mode, answered.reason) == ("leadline", "answer")
    assert order_for("auto", "", reorders).mode == "terminal"
    unknown = order_for("auto", "told", {})  # who was told that it can be answered has not answered
    assert (unknown.mode, unknown.reason, unknown.is_to_be_asked) == ("leadline", "guess", True)


def test_an_answer_is_remembered_for_its_kind_of_terminal(tmp_path: Path) -> None:
    here = {"TERM": "xterm-256color", "TMUX": "0"}
    first = Remembered(tmp_path)
    first.orders[terminal_key(here)] = "terminal"
    first.keep()
    again = Remembered(tmp_path, "another database")
    assert order_for("auto", again.orders.get(terminal_key(here), ""), here).mode == "terminal"
    assert terminal_key({"TERM": "xterm-256color"}) not in again.orders


def test_the_first_frame_belongs_to_one_terminal() -> None:
    assert {*_VARIABLES, *_TOLD_BY} >= {*VARIABLES}
