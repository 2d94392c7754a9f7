"""Bad places: small and dumb terminals, sudden ends, databases that cannot be used, and others who write there too."""

from __future__ import annotations

import re
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.core.windows import Anchor, ListQuery
from app.domain.store.sqlite import library
from bench.synthetic import synthetic
from tests.terminal.driver import Terminal
from tests.workspace.conftest import Behind, SitDown, arguments_of, enter_leads
from tests.workspace.person import Person

RESTORED = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?2004l", b"\x1b[?25h")

Start = Callable[..., Terminal]


@pytest.fixture
def three_leads(database: Path, behind: Behind) -> Path:
    """A database with three leads, Alpine Roasters on top."""
    enter_leads(behind(database), "Alpine Roasters", "Fourth Coffee", "Northwind Bistro")
    return database


def cursor_line(person: Person) -> str:
    """The line of the list that has the cursor."""
    return next((line for line in person.terminal.lines if line.startswith(" ▸")), "")


# small and dumb terminals


@pytest.mark.usefixtures("three_leads")
def test_a_window_made_tiny_and_large_again_keeps_record_and_focus(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3")
    person.runs("move.down", "Fourth Coffee · ")
    person.goes_to_panel("Stakeholders")
    person.terminal.resize(20, 5)
    person.sees("Needs 40×10.")
    assert all(len(line) <= 20 for line in person.terminal.lines)
    person.terminal.resize(160, 48)
    person.sees("Fourth Coffee · ", "Open leads 3")
    person.terminal.wait_for(lambda _: person.has_the_focus("Stakeholders"))


def test_a_terminal_of_20_by_5_says_what_is_needed_and_can_be_left(three_leads: Path, terminal: Start) -> None:
    there = terminal(arguments_of(three_leads), (20, 5))
    there.wait_for("Needs 40×10.", 20)
    there.press("ctrl+q")
    assert there.wait_for_exit() == 0


@pytest.mark.usefixtures("three_leads")
@pytest.mark.parametrize("size", [(40, 10), (60, 14), (100, 12), (250, 70)])
def test_the_list_and_the_keys_are_there_at_any_size(size: tuple[int, int], sit_down: SitDown) -> None:
    person = sit_down(size)
    person.sees("Alpine Roasters")
    person.runs("help", "Keys")


@pytest.mark.usefixtures("three_leads")
def test_no_color_leaves_only_shades_of_grey(sit_down: SitDown) -> None:
    person = sit_down(NO_COLOR="1", TEXTUAL_COLOR_SYSTEM="truecolor")
    person.sees("Open leads 3")
    colors = set(re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", bytes(person.terminal.raw)))
    assert colors
    assert all(red == green == blue for red, green, blue in colors)


@pytest.mark.usefixtures("three_leads")
@pytest.mark.parametrize(
    ("theme", "ground"), [("leadline-light", b"48;2;251;250;247"), ("leadline-contrast", b"48;2;0;0;0")]
)
def test_the_light_and_the_high_contrast_theme_can_be_had(theme: str, ground: bytes, sit_down: SitDown) -> None:
    person = sit_down(LEADLINE_THEME=theme, TEXTUAL_COLOR_SYSTEM="truecolor")
    person.sees("Alpine Roasters", "Open leads 3")
    assert ground in bytes(person.terminal.raw)


# sudden ends


@pytest.mark.usefixtures("three_leads")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_and_leaves_the_terminal_as_it_was(
    number: signal.Signals, status: int, sit_down: SitDown
) -> None:
    person = sit_down()
    person.sees("Open leads 3")
    before = len(person.terminal.raw)
    person.terminal.signal(number)
    assert person.terminal.wait_for_exit() == status
    assert all(sequence in bytes(person.terminal.raw[before:]) for sequence in RESTORED)


@pytest.mark.usefixtures("three_leads")
def test_the_key_that_quits_leaves_the_terminal_as_it_was_even_out_of_a_form(sit_down: SitDown) -> None:
    person = sit_down()
    person.runs("lead.add", "─  New lead")
    before = len(person.terminal.raw)
    person.runs("quit")
    assert person.terminal.wait_for_exit() == 0
    assert all(sequence in bytes(person.terminal.raw[before:]) for sequence in RESTORED)


@pytest.mark.usefixtures("three_leads")
def test_what_was_typed_when_the_line_was_cut_is_offered_again(sit_down: SitDown) -> None:
    person = sit_down()
    person.runs("lead.note", "─  Write a note")
    person.terminal.type("Four machines from 2015")
    person.sees("from 2015")
    person.terminal.signal(signal.SIGHUP)
    person.terminal.wait_for_exit()
    again = sit_down()
    again.runs("lead.note", "─  Write a note", "was not saved", "ctrl+r brings it back")
    again.terminal.press("ctrl+r")
    again.sees("Four machines from 2015")


# databases that cannot be used


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : len(data) - 4096] = bytes(len(data) - 8192)
    path.write_bytes(data)


def something_else(path: Path) -> None:
    path.write_text("a shopping list\n" * 500, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (newer, ("newer Leadline", "Update Leadline")),
        (damaged, ("is damaged", "backup")),
        (something_else, ("is not a Leadline database", "--db")),
    ],
)
def test_a_database_that_cannot_be_used_is_explained_in_a_sentence(
    spoil: Callable[[Path], None], says: tuple[str, ...], database: Path, terminal: Start
) -> None:
    spoil(database)
    before = database.read_bytes()
    there = terminal(arguments_of(database))
    assert there.wait_for_exit(30) == 1
    ended = bytes(there.raw).rpartition(b"\x1b[?1049l")[2].decode()
    assert all(word in " ".join(ended.split()) for word in says)
    assert "Traceback" not in there.text
    assert database.read_bytes() == before


def test_a_workspace_opened_for_reading_shows_all_and_changes_nothing(three_leads: Path, terminal: Start) -> None:
    before = three_leads.read_bytes()
    person = Person(terminal(arguments_of(three_leads, "--read-only")), (160, 48))
    person.sees("Alpine Roasters", "read-only", timeout=20)
    person.sees("Alpine Roasters · ", "Timeline", "Open leads 3", "s stages  : commands  ? keys")
    assert "o note" not in person.terminal.text
    person.runs("lead.note", "Start without --read-only to change things.")
    person.settles()
    assert "─  Write a note" not in person.terminal.text
    assert three_leads.read_bytes() == before


def test_a_write_waits_until_another_program_is_done(three_leads: Path, sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3")
    other = library.connect(three_leads, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    person.runs("lead.note", "─  Write a note")
    person.terminal.type("Waited")
    person.sees("Waited")
    person.terminal.press("ctrl+s")
    person.sees("Saving…")
    other.execute("COMMIT")
    person.sees("undoes.")
    assert "locked" not in person.terminal.text


# nothing, and a lot


def test_an_empty_database_shows_the_keys_that_help(sit_down: SitDown) -> None:
    person = sit_down((80, 24))
    person.sees("n adds one", ": commands")
    assert "Traceback" not in person.terminal.text


def test_the_first_and_the_last_of_many_leads_are_a_key_away(tmp_path: Path, sit_down: SitDown) -> None:
    many = tmp_path / "many.db"
    synthetic(many, 10_000)
    person = sit_down(at=many)
    person.sees("1–4", "of ")
    first = cursor_line(person)
    person.runs("move.last")
    person.terminal.wait_for(lambda _: first not in ("", cursor_line(person)))
    person.terminal.press("home")
    person.terminal.wait_for(lambda _: cursor_line(person) == first)


# somebody else


@pytest.mark.usefixtures("three_leads")
def test_two_workspaces_on_one_database_see_what_the_other_does(sit_down: SitDown) -> None:
    mine, theirs = sit_down(), sit_down((80, 24))
    mine.sees("Open leads 3")
    theirs.sees("Open leads 3")
    mine.runs("lead.note", "─  Write a note")
    mine.fills_in({"Note": "Seen at once"})
    mine.saves("Write a note", "undoes.")
    theirs.runs("open", "Timeline")
    theirs.sees("Seen at once", timeout=4)


def test_a_conflict_in_the_form_shows_both_sides(three_leads: Path, sit_down: SitDown, behind: Behind) -> None:
    person = sit_down()
    person.sees("Alpine Roasters · ", "Open leads 3")
    person.runs("lead.research", "─  Research")
    there = behind(three_leads)
    (lead, *_) = there.leads.window(ListQuery(), Anchor("start")).lines
    there.leads.edit(lead.id, {"city": "Bern"})
    person.fills_in({"City": "Dubai"})
    person.terminal.press("ctrl+s")
    person.sees("yours", "stored now", "Dubai", "Bern")


# the mouse


@pytest.mark.usefixtures("three_leads")
def test_the_mouse_chooses_a_lead_a_view_and_a_key(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3", "Alpine Roasters · ")
    person.terminal.click(*person.terminal.place_of("Northwind Bistro"))
    person.sees("Northwind Bistro · ")
    person.terminal.click(*person.terminal.place_of("Closed 0"))
    person.sees("There is no lead here yet.")
    person.terminal.click(*person.terminal.place_of("Open leads"))
    person.sees("Alpine Roasters · ", "o note  p post")
    person.terminal.click(*person.terminal.place_of("o note  p post"))
    person.sees("─  Write a note")


# search


@pytest.mark.usefixtures("three_leads")
def test_search_narrows_the_list_while_it_is_typed_and_escape_brings_all_back(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3")
    person.runs("search.here", "words, or source")
    person.terminal.type("fourth")
    person.no_longer_sees("Northwind Bistro")
    person.sees("Fourth Coffee · ")
    person.terminal.press("enter")
    person.sees("/ fourth")
    person.runs("back")
    person.sees("Northwind Bistro", "Alpine Roasters", "/ search")


@pytest.mark.usefixtures("three_leads")
def test_a_condition_that_cannot_be_read_yet_leaves_the_list_as_it_is(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3")
    person.runs("search.here", "words, or source")
    person.terminal.type('company = "Fourth')
    person.settles()
    person.sees("Alpine Roasters")
    person.terminal.type(' Coffee"')
    person.no_longer_sees("Alpine Roasters")
    person.sees("Fourth Coffee")
