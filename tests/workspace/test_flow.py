"""Work flows: what is typed fast arrives, what was decided makes room, and what was sought stays in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.conftest import Behind, SitDown, enter_leads
from tests.workspace.person import Person


@pytest.fixture
def three_leads(database: Path, behind: Behind) -> Path:
    """A database with three leads, Alpine Roasters on top."""
    enter_leads(behind(database), "Alpine Roasters", "Fourth Coffee", "Contoso Coffee")
    return database


def cursor_is_on(person: Person, title: str) -> None:
    """Wait until the cursor of the list is on a lead."""
    person.terminal.wait_for(
        lambda terminal: any("▸" in line[:3] and title in line[:40] for line in terminal.lines),
    )


@pytest.mark.usefixtures("three_leads")
def test_what_is_typed_in_one_go_reaches_the_form_it_is_meant_for(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3")
    person.terminal.type("nNorthwind Beer\x7f\x7f\x7fistro\tHuda Karim\t\x13")  # text, backspaces, tabs and ctrl+s
    person.sees("Northwind Bistro (Huda Karim) added", "Northwind Bistro · Huda Karim")
    person.terminal.type("oCalled twice, nobody there")
    person.sees("─  Write a note", "Called twice, nobody there")


@pytest.mark.usefixtures("three_leads")
def test_a_decision_makes_room_for_the_next_lead_and_an_undo_goes_back_to_it(sit_down: SitDown) -> None:
    person = sit_down((80, 24))
    person.sees("Open leads 3")
    person.runs("move.down")
    person.runs("open", "Fourth Coffee · ")
    person.runs("lead.disqualify", "─  Disqualify · Fourth Coffee")
    person.terminal.press("right")
    person.saves("Disqualify ·", "undoes.")
    person.sees("Open leads 2")
    person.terminal.wait_for(lambda _: person.focus == "list")
    person.runs("undo", "redoes.", "Open leads 3")
    cursor_is_on(person, "Fourth Coffee")


@pytest.mark.usefixtures("three_leads")
def test_a_closed_lead_says_at_once_that_it_must_be_reactivated(
    sit_down: SitDown, database: Path, behind: Behind
) -> None:
    there = behind(database)
    there.qualification.disqualify("Alpine Roasters", "lost")
    person = sit_down()
    person.runs("list.view", "─  View")
    person.terminal.type("Closed\r")
    person.sees("Alpine Roasters · ")
    for command in ("lead.edit", "lead.research", "lead.disqualify", "lead.next_contact", "lead.status", "lead.assign"):
        person.runs(command, "Alpine Roasters is closed. A reactivates it.")


@pytest.mark.usefixtures("three_leads")
@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["120x36", "80x24"])
def test_a_search_stays_in_sight_until_it_is_left(size: tuple[int, int], sit_down: SitDown) -> None:
    person = sit_down(size)
    person.sees("Open leads 3")
    person.terminal.type("/coffee\r")
    person.sees("/ coffee", "1–2 of 2")
    person.runs("open", "Timeline")
    person.settles()
    person.terminal.press("esc")
    person.sees("/ coffee", "1–2 of 2")
    person.terminal.press("esc")
    person.sees("1–3 of 3")
    person.terminal.type("/zzzz\r")
    person.sees("No lead fits the search.", "esc shows the list again")


@pytest.mark.usefixtures("three_leads")
def test_a_condition_that_cannot_be_read_stays_to_be_mended(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3")
    person.terminal.type("/budgt > 5\r")
    person.sees("Unknown field “budgt”. Did you mean budget?", "budgt > 5")
    person.terminal.type("\x7f" * len("budgt > 5") + "company = Fourth\r")
    person.no_longer_sees("Unknown field")


@pytest.mark.usefixtures("three_leads")
def test_a_command_on_several_leads_is_titled_with_their_number(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3")
    person.terminal.press("*")
    person.sees("3 selected")
    person.runs("lead.assign", "─  Assign · 3 leads")
    person.terminal.press("esc")
    person.no_longer_sees("─  Assign")
    person.runs("lead.disqualify", "─  Disqualify · 3 leads")
    assert "Keep contact and account" in person.terminal.text


@pytest.mark.usefixtures("three_leads")
def test_drafts_stay_with_the_database_they_were_typed_into(
    sit_down: SitDown, fresh_database: Path, tmp_path: Path
) -> None:
    person = sit_down()
    person.runs("lead.add", "─  New lead")
    person.terminal.type("Half a lead")
    person.sees("Half a lead")
    person.runs("quit")
    person.terminal.wait_for_exit()
    other = tmp_path / "other.db"
    other.write_bytes(fresh_database.read_bytes())
    elsewhere = sit_down(at=other)
    elsewhere.runs("lead.add", "─  New lead")
    elsewhere.settles()
    assert "not saved" not in elsewhere.terminal.text
    again = sit_down()
    again.runs("lead.add", "─  New lead", "was not saved")


def test_the_pipeline_is_narrowed_by_status_with_a_key(database: Path, behind: Behind, sit_down: SitDown) -> None:
    there = behind(database)
    there.leads.add({"company": "Contoso Coffee", "name": "Sara Nadim", "topic": "Machines"})
    there.qualification.qualify("Contoso Coffee")
    (sale,) = there.opportunities.list()
    there.opportunities.close(sale.id, "won", revenue="48k USD")
    person = sit_down()
    person.runs("screen.pipeline", "Open 0", "Won 1")
    person.runs("list.view", "─  View")
    person.terminal.type("Won\r")
    person.sees("Machines · ")


def test_an_empty_database_says_what_to_begin_with(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("There is no lead here yet.")
    for command in ("lead.call", "lead.note", "lead.edit", "lead.qualify"):
        person.runs(command, "Nothing is chosen here. n enters a lead")
