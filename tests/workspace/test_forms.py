"""Forms in a real terminal: what is typed behind a save waits for it, and what is refused stands at its field."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.conftest import Behind, SitDown, enter_leads

SAVE = "\x13"


@pytest.fixture
def three_leads(database: Path, behind: Behind) -> Path:
    """A database with three leads, Alpine Roasters on top."""
    enter_leads(behind(database), "Alpine Roasters", "Fourth Coffee", "Contoso Coffee")
    return database


@pytest.mark.usefixtures("three_leads")
def test_what_is_typed_behind_a_save_waits_for_what_it_is_meant_for(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3", "Alpine Roasters · ")
    person.terminal.type(f"oFirst note{SAVE}oSecond note{SAVE}oThird")
    person.sees("─  Write a note", "Third")
    person.terminal.type(SAVE)
    person.no_longer_sees("─  Write a note")
    person.sees("First note", "Second note", "✎ 09:00  Third")
    person.terminal.type(f"cNobody there{SAVE}uu")
    person.no_longer_sees("✎ 09:00  Third")
    person.sees("Undone: Note", "First note", "Second note")
    assert "☎" not in person.terminal.text


@pytest.mark.usefixtures("three_leads")
def test_what_is_typed_behind_a_new_lead_is_about_that_lead(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3", "Alpine Roasters · ")
    person.terminal.type(f"nNorthwind Bistro\tHuda Karim{SAVE}oCalled twice{SAVE}")
    person.sees("Northwind Bistro · Huda Karim", "✎ 09:00  Called twice")


@pytest.mark.usefixtures("three_leads")
def test_what_is_typed_behind_enter_is_for_the_next_field_or_for_what_follows(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3", "Alpine Roasters · ")
    person.terminal.type(f"nNorthwind Bistro\rHuda Karim{SAVE}r\x15tomorrow 10\r\roCalled twice{SAVE}")
    person.sees("Northwind Bistro · Huda Karim", "Tue 24 Nov", "✎ 09:00  Called twice")


@pytest.mark.usefixtures("three_leads")
def test_what_is_typed_behind_a_refused_save_runs_no_command(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3", "Alpine Roasters · ")
    person.terminal.type(f"r\x15yesterday\t{SAVE}uD")
    person.sees("─  Next contact", "yesterdayuD")


@pytest.mark.usefixtures("three_leads")
def test_a_refusal_stands_at_the_field_it_is_about(sit_down: SitDown) -> None:
    person = sit_down()
    person.sees("Open leads 3", "Alpine Roasters · ")
    person.terminal.type("r\x15yesterday\t")
    person.terminal.type(SAVE)
    person.sees("! Next contact cannot be in the past")
    person.terminal.wait_for(lambda _: person.current_field == "When")
    person.terminal.type("\x15tomorrow\tNobody")
    person.terminal.type(SAVE)
    person.sees("! There is no user “Nobody”")
    person.terminal.wait_for(lambda _: person.current_field == "By")


@pytest.mark.usefixtures("three_leads")
def test_the_warning_of_a_duplicate_stands_until_the_name_changes(sit_down: SitDown) -> None:
    person = sit_down((80, 24))
    person.sees("Open leads 3")
    person.runs("lead.add", "─  New lead")
    person.terminal.type("Contoso Coffee")
    person.sees("Possible duplicate: Contoso Coffee")
    for _ in range(3):
        person.taps("tab")
        person.sees("Possible duplicate: Contoso Coffee")
    for _ in range(3):
        person.taps("up")
    assert person.current_field == "Company"
    person.terminal.type("\x15Northwind")
    person.no_longer_sees("Possible duplicate")
    person.terminal.type("\x15Contoso Coffee")
    person.sees("Possible duplicate: Contoso Coffee")
    person.terminal.type(SAVE)
    person.sees("Open leads 4")


@pytest.mark.usefixtures("three_leads")
def test_a_long_paste_ends_at_the_cursor(sit_down: SitDown) -> None:
    person = sit_down((80, 24))
    person.sees("Open leads 3")
    person.runs("lead.add", "─  New lead")
    person.goes_to_field("Topic")
    words = " ".join(f"word{number}" for number in range(14))
    person.terminal.paste(f"{words} the end")
    person.sees("word13 the end")
    assert "word0 " not in person.terminal.text


@pytest.mark.usefixtures("three_leads")
def test_unsaved_text_is_thrown_away_by_no_yes(sit_down: SitDown) -> None:
    person = sit_down((80, 24))
    person.sees("Open leads 3")
    person.runs("open", "Timeline")
    person.runs("lead.note", "─  Write a note")
    person.terminal.type("Half a note")
    person.sees("Half a note")
    person.terminal.press("esc")
    person.sees("t throw away", "g go on typing")
    person.terminal.type("yn")
    person.settles()
    person.sees("t throw away")
    person.terminal.type("g, and more")
    person.sees("Half a note, and more")
    person.terminal.press("esc")
    person.sees("t throw away")
    person.terminal.type("t")
    person.no_longer_sees("─  Write a note")
