"""The frame of the last start stands on the terminal while the program loads, and never in its way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.driver import Terminal
from tests.workspace.conftest import Behind, SitDown, arguments_of

Start = Callable[..., Terminal]

OPENING = "… Opening"
OPENING_BYTES = b"Opening"
OWN_SCREEN = b"\x1b[?1049l"


@pytest.fixture
def opened_before(database: Path, behind: Behind, sit_down: SitDown) -> Path:
    """A database with a lead, whose workspace was open and has been left."""
    behind(database).leads.add({"company": "Contoso Coffee", "name": "Sara Nadim"})
    person = sit_down()
    person.sees("Contoso Coffee · Sara Nadim", "1–1 of 1")
    person.runs("quit")
    assert person.terminal.wait_for_exit() == 0
    assert OPENING_BYTES not in person.terminal.raw
    return database


def test_it_stands_there_at_once_and_gives_way_to_the_live_one(opened_before: Path, terminal: Start) -> None:
    there = terminal(arguments_of(opened_before))
    there.wait_for(OPENING)
    assert "Contoso Coffee · Sara Nadim" in there.text
    there.wait_until_gone(OPENING)
    there.wait_for("Open leads 1")
    assert there.raw.count(b"\x1b[?1049h") == 1  # going there again would clear it
    there.press("ctrl+q")
    assert there.wait_for_exit() == 0
    assert OWN_SCREEN in there.raw


def test_keys_pressed_meanwhile_are_not_lost_and_not_shown(opened_before: Path, terminal: Start) -> None:
    there = terminal(arguments_of(opened_before))
    there.wait_for(OPENING)
    there.press("n")
    there.wait_for("─  New lead")
    there.type("Alpine Roasters")
    there.wait_for("Alpine Roasters")


@pytest.fixture
def kept(opened_before: Path) -> Path:
    """The file in which the frame of that database is kept."""
    assert opened_before.exists()
    (frame,) = Path(os.environ["XDG_STATE_HOME"], "leadline", "frames").iterdir()
    return frame


def test_only_its_owner_may_read_it(kept: Path) -> None:
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0


def test_a_terminal_of_another_size_does_not_get_it(opened_before: Path, sit_down: SitDown) -> None:
    person = sit_down((80, 24), at=opened_before)
    assert OPENING_BYTES not in person.terminal.raw


def test_another_database_at_the_same_place_does_not_get_it(
    opened_before: Path, fresh_database: Path, sit_down: SitDown
) -> None:
    for file in opened_before.parent.glob("leadline.db*"):  # with what belongs to it
        file.rename(file.with_name(f"old-{file.name}"))
    opened_before.write_bytes(fresh_database.read_bytes())
    person = sit_down(at=opened_before)
    person.sees("There is no lead here yet.")
    assert b"Contoso" not in person.terminal.raw


def test_what_goes_wrong_is_said_on_the_terminals_own_screen(opened_before: Path, terminal: Start) -> None:
    with opened_before.open("r+b") as file:
        file.write(b"This is no database. " * 300)
    there = terminal(arguments_of(opened_before))
    assert there.wait_for_exit() == 1
    shown, _, after = bytes(there.raw).rpartition(OWN_SCREEN)
    assert OPENING_BYTES in shown
    assert b"leadline.db" in after


def test_a_signal_meanwhile_leaves_the_terminal_as_it_was(opened_before: Path, terminal: Start) -> None:
    there = terminal(arguments_of(opened_before))
    there.wait_for(OPENING)
    there.signal(signal.SIGTERM)
    assert there.wait_for_exit() == 143
    assert OWN_SCREEN in there.raw


def test_a_frame_that_is_damaged_is_left_alone(opened_before: Path, kept: Path, sit_down: SitDown) -> None:
    kept.write_bytes(kept.read_bytes()[:200] + b"\xff\xfe")
    person = sit_down(at=opened_before)
    person.sees("Contoso Coffee · Sara Nadim")
    assert OPENING_BYTES not in person.terminal.raw


def test_a_command_does_not_get_it(opened_before: Path, terminal: Start) -> None:
    there = terminal(arguments_of(opened_before, "lead", "list"))
    assert there.wait_for_exit() == 0
    assert OPENING_BYTES not in there.raw
