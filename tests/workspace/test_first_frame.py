"""The frame of the last start stands on the terminal while the program loads, and never in its way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from app.settings import Settings
from app.start.first_frame import FirstFrame
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
    person.sees("Contoso Coffee · Sara Nadim", "1–1 of 1", "Open leads 1")
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


def test_even_the_key_that_leaves_is_heard_meanwhile(opened_before: Path, terminal: Start) -> None:
    there = terminal(arguments_of(opened_before))
    there.wait_for(OPENING)
    there.press("ctrl+q")
    assert there.wait_for_exit() == 0


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


def test_what_was_deleted_since_is_never_shown(opened_before: Path, behind: Behind, sit_down: SitDown) -> None:
    behind(opened_before).qualification.delete("Contoso Coffee")
    person = sit_down(at=opened_before)
    person.sees("There is no lead here yet.")
    assert b"Contoso" not in person.terminal.raw


def test_what_is_deleted_last_is_not_in_it(opened_before: Path, sit_down: SitDown) -> None:
    person = sit_down(at=opened_before)
    person.runs("lead.delete")
    person.sees("Cancel")
    person.terminal.press("y")
    person.sees("Open leads 0")
    person.terminal.press("ctrl+q")
    assert person.terminal.wait_for_exit() == 0
    again = sit_down(at=opened_before)
    again.sees("There is no lead here yet.")
    assert b"Contoso" not in again.terminal.raw


def test_it_is_forgotten_with_its_database(opened_before: Path, kept: Path, terminal: Start, tmp_path: Path) -> None:
    for file in opened_before.parent.glob("leadline.db*"):
        file.unlink()
    assert terminal(arguments_of(tmp_path / "other.db", "keys")).wait_for_exit() == 0
    assert not kept.exists()


def test_a_command_that_writes_leaves_none(opened_before: Path, kept: Path, terminal: Start) -> None:
    assert terminal(arguments_of(opened_before, "lead", "list")).wait_for_exit() == 0
    assert kept.exists()
    assert terminal(arguments_of(opened_before, "lead", "delete", "Contoso Coffee")).wait_for_exit() == 0
    assert not kept.exists()


def test_none_is_kept_of_a_database_on_a_server(tmp_path: Path) -> None:
    frame = FirstFrame(["--db", "postgresql://amal:secret@localhost/leads"], str(tmp_path / "frames"))
    frame.keep(["Contoso Coffee"])
    frame.save(Settings("postgresql://amal:secret@localhost/leads", user="amal"), lambda: True)
    assert not (tmp_path / "frames").exists()


def test_none_is_kept_of_a_screen_that_missed_a_change(tmp_path: Path) -> None:
    frame = FirstFrame([], str(tmp_path / "frames"))
    frame.keep(["Contoso Coffee"])
    frame.save(Settings(str(tmp_path / "leadline.db"), user="amal"), lambda: False)
    assert not (tmp_path / "frames").exists()


def test_what_goes_wrong_is_said_on_the_terminals_own_screen(opened_before: Path, terminal: Start) -> None:
    beside = opened_before.with_name(f"{opened_before.name}-shm")
    beside.unlink(missing_ok=True)
    beside.mkdir()  # the database is as it was, and cannot be opened
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
