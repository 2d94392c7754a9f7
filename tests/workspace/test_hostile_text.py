"""Hostile text in every field: shown wherever the program shows it, obeyed by no terminal, and nothing breaks."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.core.text import clean_line
from app.domain.leads.rows import Anchor, LeadQuery
from app.workspace import Workspace
from tests.conftest import NOW
from tests.terminal.driver import Terminal
from tests.workspace.conftest import CHECKOUT, ZONE, Behind, SitDown, arguments_of, settings_of
from tests.workspace.hostile import COMMANDS, EVERYTHING, LONG, PLAIN, SCRIPTS, TRICKS, obeyed, poison, write_everywhere
from tests.workspace.person import Person

Start = Callable[..., Terminal]

ON_A_LEAD = (
    "lead.edit", "lead.research", "lead.call", "lead.mail", "lead.appointment", "lead.task", "lead.note", "lead.post",
    "lead.qualify", "lead.disqualify", "lead.assign", "lead.next_contact", "lead.status", "lead.history",
    "lead.duplicates", "lead.delete", "lead.add", "help", "palette", "history",
)  # fmt: skip
ON_AN_OPPORTUNITY = ("opportunity.edit", "opportunity.win", "opportunity.lose", "lead.history", "help")


def written(path: Path, behind: Behind, text: str) -> Path:
    """A database with a text in every field, as the services let it in."""
    write_everywhere(behind(path), text)
    return path


def poisoned(path: Path, behind: Behind, text: str) -> Path:
    """A database with a text in every field, written past the services."""
    write_everywhere(behind(path), PLAIN)
    assert poison(path, text) > 40
    return path


def first_lead(there: Workspace) -> str:
    """The code of the open lead."""
    return there.leads.window(LeadQuery(where="state = open"), Anchor("start")).lines[0].code


def looks_everywhere(person: Person) -> None:
    """Open every pane and dialog of both screens, and close it again."""
    person.sees("Open leads 1")
    person.settles()
    _opens_each(person, ON_A_LEAD)
    _searches(person, "search.everything")
    _walks_the_timeline(person)
    for panel, command in (("Stakeholders", "stakeholder.edit"), ("Competitors", "competitor.edit")):
        person.goes_to_panel(panel)
        _opens_each(person, (command,))
    person.goes_to_panel("Assistant")
    person.goes_to_panel("Details")
    for key in ("end", "b", "end"):
        _presses(person, key)
    person.goes_to_the_stages()
    _opens_each(person, ("process.open_stage",))
    person.goes_back_to_the_list()
    person.runs("screen.pipeline", "Opportunities")
    person.settles()
    _opens_each(person, ON_AN_OPPORTUNITY)
    _walks_the_timeline(person)


def _opens_each(person: Person, commands: tuple[str, ...]) -> None:
    for command in commands:
        before = len(person.terminal.raw)
        person.runs(command)
        person.terminal.wait_for(lambda terminal, before=before: len(terminal.raw) > before)  # type: ignore[misc]
        person.settles()
        _presses(person, "esc")


def _presses(person: Person, key: str) -> None:
    """Press a key that may have nothing to change on the screen."""
    person.terminal.press(key)
    person.settles()


def _searches(person: Person, command: str) -> None:
    person.runs(command, "─  Search everything")
    person.terminal.type("Aa")
    person.settles()
    _presses(person, "esc")


def _walks_the_timeline(person: Person) -> None:
    if person.columns == 1:
        _presses(person, "enter")
    person.goes_to_panel("Timeline")
    for _ in range(9):
        _presses(person, "enter")
        _presses(person, "esc")
        if person.focus != "Timeline":
            break
        _presses(person, "down")


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_was_written_past_the_program_is_shown_and_never_obeyed(
    size: tuple[int, int], database: Path, behind: Behind, sit_down: SitDown
) -> None:
    poisoned(database, behind, EVERYTHING)
    person = sit_down(size)
    looks_everywhere(person)
    assert obeyed(bytes(person.terminal.raw)) == []
    person.runs("quit")
    assert person.terminal.wait_for_exit() == 0


@pytest.mark.parametrize(
    ("text", "size"),
    [(EVERYTHING, (160, 48)), (LONG, (80, 24)), (SCRIPTS, (120, 36))],
    ids=["everything", "ten thousand characters", "many scripts"],
)
def test_what_came_in_through_the_program_is_shown_cleaned(
    text: str, size: tuple[int, int], database: Path, behind: Behind, sit_down: SitDown
) -> None:
    written(database, behind, text)
    person = sit_down(size)
    person.sees(clean_line(text)[:8])
    looks_everywhere(person)
    assert obeyed(bytes(person.terminal.raw)) == []
    person.runs("quit")
    assert person.terminal.wait_for_exit() == 0


def test_nothing_that_commands_is_kept(database: Path, behind: Behind) -> None:
    there = behind(written(database, behind, COMMANDS))
    card = there.leads.show(first_lead(there))
    assert card.values["company"] == "AaBbCcDdEeFfGgHhIiJjKkLlMm52;c;9871".replace("KkLl", "Kk Ll")
    assert obeyed("\n".join(str(value) for value in card.values.values()).encode()) == []


@pytest.mark.parametrize("lone", ["\ud83d", "x\udc80y"])
def test_half_a_character_is_left_out(lone: str, database: Path, behind: Behind) -> None:
    there = behind(database)
    there.leads.add({"company": f"Half {lone} Coffee"})
    assert there.leads.show(first_lead(there)).title == f"Half {clean_line(lone)} Coffee".replace("  ", " ")


def test_pasted_text_arrives_cleaned_in_every_field(database: Path, behind: Behind, sit_down: SitDown) -> None:
    person = sit_down()
    person.runs("lead.add", "─  New lead")
    pasted = (TRICKS + COMMANDS).replace("\x1b]52;c;9871\x07", "")
    for label in ("Company", "Name", "Job title", "Topic"):
        person.goes_to_field(label)
        person.terminal.paste(pasted)
        person.settles()
    person.saves("New lead", "undoes.")
    person.runs("lead.note", "─  Write a note")
    person.terminal.paste(pasted)
    person.settles()
    person.saves("Write a note", "undoes.")
    assert obeyed(bytes(person.terminal.raw)) == []
    there = behind(database)
    values = there.leads.show(first_lead(there)).values
    for code in ("company", "name", "job_title", "topic"):
        assert values[code] == clean_line(values[code])
        assert "[/][@click=app.quit]Nn[/]" in values[code]


# the command line


COMMAND_LINES = (
    ("lead", "show", "LEAD"),
    ("lead", "list"),
    ("timeline", "LEAD"),
    ("history", "LEAD"),
    ("stakeholder", "list", "LEAD"),
    ("competitor", "list", "LEAD"),
    ("process", "show", "LEAD"),
    ("opportunity", "list"),
    ("contact", "list"),
    ("user", "list"),
    ("search", "Nn"),
    ("assistant", "LEAD"),
    ("agenda",),
)


def run_to_a_pipe(database: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command whose output another program reads."""
    variables = {"LEADLINE_NOW": NOW.isoformat(), "LEADLINE_ZONE": ZONE}
    return subprocess.run(
        list(map(str, arguments_of(database, *words))),
        env=os.environ | variables, cwd=CHECKOUT, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("words", COMMAND_LINES, ids=" ".join)
def test_the_command_line_shows_it_and_sends_none_of_it_on(
    words: tuple[str, ...], hostile_database: Path, terminal: Start, behind: Behind
) -> None:
    code = first_lead(behind(hostile_database))
    asked = [code if word == "LEAD" else word for word in words]
    there = terminal(arguments_of(hostile_database, *asked), (160, 48))
    assert there.wait_for_exit(30) == 0, there.text
    assert obeyed(bytes(there.raw)) == []
    for options in ((), ("--json",)):
        done = run_to_a_pipe(hostile_database, *options, *asked)
        assert (done.returncode, obeyed(done.stdout + done.stderr)) == (0, [])


@pytest.fixture(scope="session")
def hostile_template(fresh_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database poisoned past the services, to be copied."""
    from contextlib import closing

    from app.bootstrap import open_workspace

    path = shutil.copyfile(fresh_database, tmp_path_factory.mktemp("hostile") / "leadline.db")
    with closing(open_workspace(settings_of(path))) as there:
        write_everywhere(there, PLAIN)
    poison(path, EVERYTHING)
    return path


@pytest.fixture
def hostile_database(hostile_template: Path, database: Path) -> Path:
    """A poisoned database of the test's own."""
    return shutil.copyfile(hostile_template, database)


def test_names_of_files_and_databases_are_shown_not_obeyed(tmp_path: Path, database: Path, terminal: Start) -> None:
    listing = tmp_path / "fair\x1b]0;9871\x07[/]\u202e.csv"
    listing.write_text("Company,Name\nContoso,Sara\n", encoding="utf-8")
    there = terminal(arguments_of(database, "import", str(listing), "--dry-run"))
    there.wait_for_exit(30)
    assert obeyed(bytes(there.raw)) == []
    missing = terminal(arguments_of(tmp_path / "no\x1b[9871m[/red]" / "such.db", "--read-only"))
    assert missing.wait_for_exit(30) == 1
    assert obeyed(bytes(missing.raw)) == []
