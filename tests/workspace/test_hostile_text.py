"""Hostile text in every field: shown wherever the program shows it, obeyed by no terminal, and nothing breaks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli.program import run
from app.domain.core.clock import Clock
from app.domain.core.text import clean_line
from app.domain.core.windows import Anchor, ListQuery
from app.settings import Settings
from app.walkthrough.plan import Plan
from app.workspace import Workspace
from tests.conftest import NOW
from tests.terminal.driver import Terminal
from tests.workspace.conftest import Behind, SitDown, arguments_of, settings_of
from tests.workspace.hostile import COMMANDS, EVERYTHING, LONG, PLAIN, SCRIPTS, obeyed, poison, write_everywhere
from tests.workspace.person import SIZES, Person

Start = Callable[..., Terminal]

_FRAME = "╭"
#: Entries on each timeline, and tours after which every dialog and entry was open once.
ENTRIES, TURNS = 8, 3
ON_A_LEAD = (
    "lead.edit", "lead.research", "lead.call", "lead.mail", "lead.appointment", "lead.task", "lead.note", "lead.post",
    "lead.qualify", "lead.disqualify", "lead.assign", "lead.next_contact", "lead.status", "lead.history",
    "lead.delete", "lead.add", "help", "palette", "history",
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
    return there.leads.window(ListQuery(where="state = open"), Anchor("start")).lines[0].code


def looks_everywhere(person: Person, turn: int) -> None:
    """Look at every pane of both screens, and open every third dialog, beginning with the one whose turn it is.

    Over three turns every dialog is opened.
    """
    person.sees("Open leads 1")
    person.settles()
    _opens_each(person, ON_A_LEAD[turn::TURNS])
    _looks_for_duplicates(person)
    _searches(person)
    _walks_the_timeline(person, turn)
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
    _opens_each(person, ON_AN_OPPORTUNITY[turn::TURNS])
    _walks_the_timeline(person, turn)


def _opens_each(person: Person, commands: tuple[str, ...]) -> None:
    """Open the dialog of each command, and close it; a call that is not logged yet is thrown away."""
    for command in commands:
        person.runs(command, _FRAME)
        person.settles()
        person.terminal.press("esc")
        if command == "lead.call":
            person.sees("is not logged yet")
            person.terminal.press("t")
        person.no_longer_sees(_FRAME)


def _presses(person: Person, key: str) -> None:
    """Press a key that may have nothing to change on the screen."""
    person.terminal.press(key)
    person.settles()


def _looks_for_duplicates(person: Person) -> None:
    """Text written past the program is no longer found under its key; then a message says so."""
    person.runs("lead.duplicates")
    person.terminal.wait_for(lambda terminal: _FRAME in terminal.text or "Nothing looks like" in terminal.text)
    _presses(person, "esc")


def _searches(person: Person) -> None:
    """Search for what stands in every field."""
    person.runs("search.everything", "─  Search everything")
    person.terminal.type("Aa")
    person.settles()
    person.terminal.press("esc")
    person.no_longer_sees(_FRAME)


def _walks_the_timeline(person: Person, turn: int) -> None:
    """Pass over all entries of the timeline, and open every third."""
    if person.columns == 1:
        person.runs("open", "Timeline")
    person.goes_to_panel("Timeline")
    for entry in range(ENTRIES):
        if entry % TURNS == turn:
            _opens_each(person, ("entry.open",))
        _presses(person, "down")


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(TURNS), ids=["160x48", "120x36", "80x24"])
def test_what_was_written_past_the_program_is_shown_and_never_obeyed(
    turn: int, database: Path, behind: Behind, sit_down: SitDown
) -> None:
    poisoned(database, behind, EVERYTHING)
    person = sit_down(SIZES[turn])
    looks_everywhere(person, turn)
    person.runs("quit")
    assert person.terminal.wait_for_exit() == 0
    assert obeyed(bytes(person.terminal.raw)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("turn", "text"),
    [(0, SCRIPTS), (1, EVERYTHING), (2, LONG)],
    ids=["many scripts", "everything", "ten thousand characters"],
)
def test_what_came_in_through_the_program_is_shown_cleaned(
    turn: int, text: str, database: Path, behind: Behind, sit_down: SitDown
) -> None:
    written(database, behind, text)
    person = sit_down(SIZES[turn])
    person.sees(clean_line(text)[:8])
    looks_everywhere(person, (turn + 1) % TURNS)
    person.runs("quit")
    assert person.terminal.wait_for_exit() == 0
    assert obeyed(bytes(person.terminal.raw)) == []


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
    for label in ("Company", "Name", "Job title", "Topic"):
        person.goes_to_field(label)
        person.terminal.paste(EVERYTHING)
        person.settles()
    person.saves("New lead", "undoes.")
    person.runs("lead.note", "─  Write a note")
    person.terminal.paste(EVERYTHING)
    person.settles()
    person.saves("Write a note", "undoes.")
    person.runs("quit")
    assert person.terminal.wait_for_exit() == 0
    assert obeyed(bytes(person.terminal.raw)) == []
    there = behind(database)
    values = there.leads.show(first_lead(there)).values
    for code in ("company", "name", "job_title", "topic"):
        assert values[code] == clean_line(values[code])
        assert "[/][@click=app.quit]Nn[/]" in values[code]


def test_a_paste_where_nothing_is_typed_runs_no_command(database: Path, behind: Behind, sit_down: SitDown) -> None:
    there = behind(database)
    there.leads.add({"company": "Contoso Coffee"})
    person = sit_down()
    person.sees("Contoso Coffee", "Open leads 1")
    person.terminal.paste("a\x1b[BQ\x13\x1bD\x11")
    person.runs("lead.note", "─  Write a note")
    assert there.opportunities.list() == ()


def test_bytes_that_are_no_text_do_not_stop_the_keyboard(sit_down: SitDown) -> None:
    person = sit_down()
    person.runs("lead.add", "─  New lead")
    person.goes_to_field("Company")
    person.terminal.type_bytes(b"\xff\xfe\xc3Contoso")
    person.sees("Contoso")


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
    ("search", PLAIN),
    ("assistant", "LEAD"),
    ("agenda",),
)
#: What shows nothing that somebody wrote.
FREE_OF_TEXT: tuple[tuple[str, ...], ...] = (("process", "show", "LEAD"),)


def no_screen(settings: Settings, view: str = "", *, clock: Clock | None = None, plan: Plan | None = None) -> int:
    """What would open the full screen; no command here ends in it."""
    raise AssertionError(f"A command opened the workspace: {settings.database} {view} {clock} {plan}")


@pytest.mark.parametrize("words", COMMAND_LINES, ids=" ".join)
def test_the_command_line_shows_it_and_sends_none_of_it_on(
    words: tuple[str, ...],
    hostile_database: Path,
    terminal: Start,
    behind: Behind,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    code = first_lead(behind(hostile_database))
    asked = [code if word == "LEAD" else word for word in words]
    there = terminal(arguments_of(hostile_database, *asked), (160, 48))
    assert there.wait_for_exit(30) == 0, there.text
    assert obeyed(bytes(there.raw)) == []
    for options in ((), ("--json",)):
        status = run(
            ["--db", str(hostile_database), "--as", "amal", "--now", NOW.isoformat(), *options, *asked],
            launch=no_screen,
        )
        out, err = capfdbinary.readouterr()
        assert (status, obeyed(out + err)) == (0, [])
        assert b"Nn" in out or words in FREE_OF_TEXT


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
    listing = tmp_path / "fair\x1b]0;9871\x07[red]\u202e.csv"
    listing.write_text("Company,Name\nContoso,Sara\n", encoding="utf-8")
    there = terminal(arguments_of(database, "import", str(listing), "--dry-run"))
    there.wait_for_exit(30)
    assert obeyed(bytes(there.raw)) == []
    missing = terminal(arguments_of(tmp_path / "no\x1b[9871m[red]" / "such.db", "--read-only"))
    assert missing.wait_for_exit(30) == 1
    assert obeyed(bytes(missing.raw)) == []
