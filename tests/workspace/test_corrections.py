"""What the screen shows stays true: after a search, a dialog, a resize, an undo, and where nothing is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.qualification.rows import QualifyChoice
from tests.workspace.conftest import Behind, SitDown, enter_leads
from tests.workspace.person import Person

MEDIUM, SMALL = (120, 36), (80, 24)


@pytest.fixture
def three_leads(database: Path, behind: Behind) -> Path:
    """A database with three leads, Alpine Roasters on top."""
    enter_leads(behind(database), "Alpine Roasters", "Fourth Coffee", "Contoso Coffee")
    return database


def line_of(person: Person, words: str) -> int:
    """The row on which words first stand."""
    return person.terminal.place_of(words)[1]


# searching the list


@pytest.mark.usefixtures("three_leads")
@pytest.mark.parametrize("how", ["left", "replaced", "another view"])
def test_after_a_search_without_a_hit_the_lead_under_the_cursor_is_shown_again(how: str, sit_down: SitDown) -> None:
    person = sit_down(MEDIUM)
    person.sees("Alpine Roasters · Sara")
    person.terminal.type("/zzzz")
    person.sees("Nothing fits the search.")
    if how == "left":
        person.terminal.press("esc")
    elif how == "replaced":
        person.terminal.type("\x7f" * len("zzzz") + "roasters\r")
    else:
        person.terminal.type("\x7f" * len("zzzz") + "state != open\r")
        person.sees("/ state != open")
        person.terminal.press("esc")
    person.sees("▸  Alpine Roasters", "Alpine Roasters · Sara")
    person.runs("lead.call", "─  Call · Alpine Roasters")


@pytest.mark.usefixtures("three_leads")
def test_a_search_holds_in_the_next_view_too(sit_down: SitDown) -> None:
    person = sit_down(MEDIUM)
    person.sees("Open leads 3")
    person.terminal.type("/coffee\r")
    person.sees("/ coffee", "1–2 of 2")
    person.runs("list.view", "─  View")
    person.terminal.type("Mine\r")
    person.no_longer_sees("─  View")
    person.settles()
    person.sees("/ coffee", "1–2 of 2")
    person.terminal.press("esc")
    person.sees("1–3 of 3", "Mine 3")


@pytest.mark.usefixtures("three_leads")
def test_leaving_a_search_keeps_the_order_that_was_chosen(sit_down: SitDown) -> None:
    person = sit_down(MEDIUM)
    person.sees("Open leads 3")
    person.runs("list.sort", "─  Sort by")
    person.terminal.type("By name\r")
    person.no_longer_sees("─  Sort by")
    person.terminal.type("/coffee\r")
    person.sees("1–2 of 2")
    person.terminal.press("esc")
    person.sees("1–3 of 3")
    person.settles()
    assert line_of(person, "Contoso Coffee") < line_of(person, "Fourth Coffee")


@pytest.mark.usefixtures("three_leads")
def test_a_condition_that_cannot_be_read_is_refused_once_it_is_entered(sit_down: SitDown) -> None:
    person = sit_down(MEDIUM)
    person.sees("Open leads 3")
    person.terminal.type("/budjet > 5")
    person.sees("· Unknown field “budjet”")
    person.terminal.press("enter")
    person.sees("▲ Unknown field “budjet”")


# what stands below a dialog


def test_cards_that_came_while_a_dialog_stood_are_all_seen(database: Path, behind: Behind, sit_down: SitDown) -> None:
    there = behind(database)
    same = {"company": "Contoso Coffee", "name": "Sara Nadim", "email": "sara@contoso.example.com"}
    there.leads.add(same)
    there.leads.add(same)
    person = sit_down()
    person.sees("Duplicate of Contoso Coffee")
    person.runs("lead.qualify", "─  Qualify · ", "The process goes on in Develop.")
    person.fills_in({"Why all the same": "Fair"})
    person.saves("Qualify ·", "undoes.", "Open leads 1")
    person.settles()
    person.taps("esc")
    person.taps("j")
    person.terminal.wait_for(lambda _: line_of(person, "Stakeholders") >= line_of(person, "Assistant") + 7)
    assert "○ Duplicate" in person.terminal.lines[line_of(person, "Assistant") + 1]


@pytest.mark.usefixtures("three_leads")
def test_what_is_below_a_dialog_follows_the_size_of_the_terminal(sit_down: SitDown) -> None:
    person = sit_down(SMALL)
    person.sees("Open leads 3")
    person.runs("open", "Timeline")
    person.runs("lead.edit", "─  Edit · Alpine Roasters")
    person.terminal.resize(160, 48)
    person.terminal.wait_for(lambda terminal: "Fourth Coffee" in terminal.text and "Details" in terminal.text)
    person.terminal.press("esc")
    person.no_longer_sees("─  Edit ·")
    person.sees("Timeline", "Assistant", "Stakeholders", "Open leads 3")


@pytest.mark.usefixtures("three_leads")
def test_the_leads_follow_the_size_the_terminal_got_while_the_pipeline_stood(sit_down: SitDown) -> None:
    person = sit_down(SMALL)
    person.sees("Open leads 3")
    person.runs("screen.pipeline", "On hold")
    person.terminal.resize(160, 48)
    person.sees("Stakeholders")
    person.settles()
    person.runs("screen.leads", "Fourth Coffee", "Assistant", "Details")


# where nothing is chosen


def test_a_record_that_was_undone_says_so_and_advises_no_further_undo(
    database: Path, behind: Behind, sit_down: SitDown
) -> None:
    there = behind(database)
    there.leads.add({"company": "Contoso Coffee", "name": "Sara Nadim", "topic": "Machines"})
    there.qualification.qualify("Contoso Coffee")
    person = sit_down(MEDIUM)
    person.runs("screen.pipeline", "Machines · ")
    person.runs("undo", "redoes.")
    person.settles()
    assert "u undoes what was done last" not in person.terminal.text


def test_where_nothing_is_chosen_every_command_on_a_record_says_so(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("There is no lead here yet.")
    commands = ("process.next", "process.back", "process.switch", "lead.history", "lead.duplicates", "lead.reactivate")
    for command in commands:
        person.terminal.press("j")
        person.runs(command, "Nothing is chosen here. n enters a lead")
        assert "“”" not in person.terminal.text
    person.runs("screen.pipeline", "No opportunity here.")
    for command in (*commands[:4], "opportunity.reopen", "lead.note"):
        person.runs(command, "Nothing is chosen here. 1 goes to the leads.")
        assert "“”" not in person.terminal.text


@pytest.mark.usefixtures("three_leads")
def test_a_key_of_a_panel_is_named_while_it_works(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Nobody has a role here yet.", "No competitor is known here.")
    assert "adds" not in person.terminal.text
    for _ in range(8):
        if "+ adds a stakeholder" in person.terminal.text:
            break
        person.taps("tab")
    assert "+ adds one" not in person.terminal.text
    person.terminal.press("+")
    person.sees("─  Add stakeholder")


# finding what there is


@pytest.fixture
def visited(database: Path, behind: Behind) -> Path:
    """A database with a visit to each of three companies, one of them qualified."""
    there = behind(database)
    enter_leads(there, "Alpine Roasters", "Fourth Coffee", "Contoso Coffee")
    for company in ("Fourth Coffee", "Contoso Coffee", "Alpine Roasters"):
        there.timeline.book(company, subject="Visit", start="tomorrow 10")
    there.qualification.qualify("Contoso Coffee", QualifyChoice("new", "new", ("Machines",)))
    there.opportunities.edit("Machines", {"contact": "Sara Nadim"})
    return database


def finds(person: Person, words: str, row: str) -> None:
    """Search everything, and choose the row that has some words."""
    person.runs("search.everything", "─  Search everything")
    person.terminal.type(words)
    person.sees(row)
    person.settles()
    first = line_of(person, "─  Search everything") + 4
    person.terminal.press(*["down"] * (line_of(person, row) - first), "enter")
    person.no_longer_sees("Search everything")
    person.settles()


@pytest.mark.usefixtures("visited")
def test_an_activity_found_tells_its_record_and_day_and_opens_beside_it(sit_down: SitDown) -> None:
    person = sit_down(MEDIUM)
    person.sees("Open leads 2")
    finds(person, "visit", "Fourth Coffee · Tomorrow")
    person.sees("─  Appointment · Visit")
    person.terminal.press("esc")
    person.no_longer_sees("─  Appointment · Visit")
    person.sees("Fourth Coffee · Sara", "▸  Fourth Coffee")
    finds(person, "visit", "Machines · Tomorrow")
    person.sees("─  Appointment · Visit")
    person.terminal.press("esc")
    person.no_longer_sees("─  Appointment · Visit")
    person.sees("Opportunities", "▸  Machines")
    finds(person, "visit", "Alpine Roasters · Tomorrow")
    person.sees("─  Appointment · Visit")
    person.terminal.press("esc")
    person.sees("▸  Alpine Roasters")


@pytest.mark.usefixtures("visited")
def test_an_account_found_leads_to_its_opportunity(sit_down: SitDown) -> None:
    person = sit_down(MEDIUM)
    person.sees("Open leads 2")
    finds(person, "contoso", "account ")
    person.sees("Opportunities", "▸  Machines", "Machines · ")


def test_a_contact_found_offers_everything_it_has_a_part_in(visited: Path, behind: Behind, sit_down: SitDown) -> None:
    there = behind(visited)
    for company in ("Fourth Coffee", "Alpine Roasters"):
        there.stakeholders.add(company, name="Huda Karim", email="huda@example.com")
    person = sit_down(MEDIUM)
    person.sees("Open leads 2")
    person.runs("search.everything", "─  Search everything")
    person.terminal.type("huda")
    person.sees("contact       Huda Karim")
    person.terminal.press("enter")
    person.sees("Huda Karim has a part in these.", "Alpine Roasters", "Fourth Coffee")
    person.terminal.press("down", "enter")
    person.sees("Fourth Coffee · Sara", "▸  Fourth Coffee")


@pytest.mark.usefixtures("visited")
def test_a_lead_found_outside_view_and_search_is_shown_among_all(sit_down: SitDown) -> None:
    person = sit_down(MEDIUM)
    person.sees("Open leads 2")
    person.terminal.type("/alpine\r")
    person.sees("1–1 of 1")
    finds(person, "contoso", "lead ")
    person.sees("1–3 of 3", "▸  Contoso Coffee", "Contoso Coffee · Sara")


def test_the_pipeline_opens_at_the_opportunity_just_made(database: Path, behind: Behind, sit_down: SitDown) -> None:
    there = behind(database)
    there.leads.add({"company": "Contoso Coffee", "name": "Sara Nadim", "topic": "Machines"})
    there.leads.add({"company": "Fourth Coffee", "name": "Huda Karim", "topic": "Beans"})
    there.qualification.qualify("Contoso Coffee")
    there.opportunities.edit("Machines", {"expected_close": "tomorrow"})
    person = sit_down(MEDIUM)
    person.sees("Fourth Coffee · Huda")
    person.runs("lead.qualify", "─  Qualify · ", "The process goes on in Develop.")
    person.fills_in({"Why all the same": "Fair"})
    person.saves("Qualify ·", "3 shows it. u undoes.")
    person.runs("screen.pipeline", "▸  Beans", "Beans · ")
    assert line_of(person, " Machines") < line_of(person, "▸  Beans")


@pytest.mark.usefixtures("three_leads")
def test_the_first_line_of_a_note_is_said_once(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Alpine Roasters · Sara")
    person.runs("lead.note", "─  Write a note")
    person.terminal.type("Budget 50k\rDecides in committee")
    person.saves("Write a note", "undoes.", "Decides in committee")
    person.settles()
    assert sum("Budget 50k" in line for line in person.terminal.lines[2:-2]) == 1
