"""An import works in pieces that others write between; it is one command, and one that is broken off can go on."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.domain.capture.rows import ImportProgress, ImportResult
from app.domain.capture.running import FileImport
from app.domain.core.clock import FixedClock
from app.domain.core.errors import NotAllowed, NotFound
from app.domain.core.windows import ListQuery
from app.upkeep import left_unfinished
from app.workspace import Workspace
from tests.conftest import SitDown, settings_for

pytestmark = pytest.mark.slow  # a list of several pieces, and programs that are killed between them

CHECKOUT = Path(__file__).parent.parent.parent
ROWS = 1200
_ALL = ListQuery()

#: Imports a file and is gone, as if killed, when so many rows have come in.
_KILLED = """
import os, sys
from pathlib import Path
from app.bootstrap import open_workspace
from app.settings import Settings
space = open_workspace(Settings(sys.argv[1], user="omar", time_zone="Asia/Dubai", region="AE"))
with space.capture.open(Path(sys.argv[2])) as plan:
    space.capture.run(plan, lambda now: now.created < 300 or os._exit(9))
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A list of people, with a column that becomes a field of one's own and a row that names nobody."""
    path = tmp_path / "leads.csv"
    rows = (f"Person {number},Dubai,{'dark' if number % 2 else 'light'}" for number in range(ROWS))
    path.write_text("\n".join(("Name,City,Roast", *rows, ",Nowhere,dark")) + "\n", encoding="utf-8")
    return path


def take(space: Workspace, file: Path, told: Callable[[ImportProgress], bool] | None = None) -> ImportResult:
    """Import a file."""
    with space.capture.open(file) as plan:
        return space.capture.run(plan, told)


def break_off(url: str, file: Path) -> None:
    """Kill a program in the middle of an import."""
    killed = subprocess.run([sys.executable, "-c", _KILLED, url, file], cwd=CHECKOUT, check=False)
    assert killed.returncode == 9


def test_others_write_between_the_pieces(workspace: Workspace, sit_down: SitDown, people: Path) -> None:
    other = sit_down("omar")
    lead = other.leads.add({"company": "Contoso"}).code
    between: list[int] = []

    def told(now: ImportProgress) -> bool:
        other.timeline.add_note(lead, f"after {now.read} rows")
        between.append(other.leads.count(_ALL))
        return True

    result = take(workspace, people, told)
    assert (result.created, result.failed) == (ROWS, 1)
    assert len(between) > 2, "it came in by pieces"
    assert between == sorted(between)
    assert len([each for each in workspace.timeline.page(lead, limit=200).entries if each.kind == "note"]) == len(
        between
    )


def test_who_waits_to_write_has_their_turn_before_the_import_ends(
    workspace: Workspace, sit_down: SitDown, people: Path
) -> None:
    other = sit_down("omar")
    lead = other.leads.add({"company": "Contoso"}).code
    begun = threading.Event()
    written = threading.Event()

    def write() -> None:
        begun.wait()
        other.leads.edit(lead, {"topic": "Beans"})
        written.set()

    def told(_: ImportProgress) -> bool:
        begun.set()
        return not written.is_set()

    writer = threading.Thread(target=write)
    writer.start()
    result = take(workspace, people, told)
    writer.join()
    assert result.cancelled, "the import was stopped by what was written while it ran"
    assert workspace.leads.show(lead).values["topic"] == "Beans"


def test_all_pieces_are_one_command_that_is_undone_and_redone(workspace: Workspace, people: Path) -> None:
    before = len(workspace.log.recent())
    result = take(workspace, people)
    assert [each.summary for each in workspace.log.recent()][: len(workspace.log.recent()) - before] == [result.message]
    somebody = workspace.leads.window(_ALL, limit=1).lines[0].code
    assert [each.seq for each in workspace.log.history(somebody)] == [result.seq]
    assert workspace.log.undo().message == f"Undone: {result.message}"
    assert workspace.leads.count(_ALL) == 0
    assert "roast" not in {each.code for each in workspace.fields.of("lead")}
    workspace.log.redo()
    assert workspace.leads.count(_ALL) == ROWS
    assert take(workspace, people).created == 0


def test_an_import_that_was_broken_off_goes_on_as_the_same_command(
    workspace: Workspace, workspace_url: str, people: Path
) -> None:
    break_off(workspace_url, people)
    there = workspace.leads.count(_ALL)
    assert 300 <= there < ROWS
    (line, *_) = workspace.log.recent()
    assert line.summary == "Import of leads.csv, not finished"
    with workspace.capture.open(people) as plan:
        assert any(f"leadline undo {line.seq} takes all of it back" in each for each in plan.notices)
        result = workspace.capture.run(plan)
    assert (result.seq, result.created, result.skipped, result.failed) == (line.seq, ROWS, 0, 1)
    assert result.message == f"{ROWS:,} leads imported from leads.csv; 1 could not come in."
    assert workspace.leads.count(_ALL) == ROWS
    assert workspace.log.recent()[0].summary == result.message
    workspace.log.undo()
    assert workspace.leads.count(_ALL) == 0


def test_an_import_that_was_broken_off_is_named_and_can_be_taken_back(
    workspace: Workspace, workspace_url: str, people: Path
) -> None:
    assert left_unfinished(settings_for(workspace_url)) == ()
    break_off(workspace_url, people)
    (told,) = left_unfinished(settings_for(workspace_url))
    assert told.startswith("Import of leads.csv, not finished: do it again to go on, or leadline undo ")
    workspace.log.undo()
    assert workspace.leads.count(_ALL) == 0
    assert left_unfinished(settings_for(workspace_url)) == ()
    assert take(workspace, people).created == ROWS


def test_what_others_built_on_stays_when_an_import_is_stopped(
    workspace: Workspace, sit_down: SitDown, people: Path
) -> None:
    other = sit_down("omar")

    def told(_: ImportProgress) -> bool:
        other.timeline.add_note(other.leads.window(_ALL, limit=1).lines[0].code, "Called already")
        return False

    result = take(workspace, people, told)
    assert result.cancelled
    assert 0 < result.created == workspace.leads.count(_ALL)
    assert "Import the file again to go on." in result.message
    assert take(workspace, people).created == ROWS


def test_an_import_that_is_undone_while_it_runs_ends_there(
    workspace: Workspace, workspace_url: str, clock: FixedClock, people: Path
) -> None:
    with closing(open_workspace(settings_for(workspace_url), clock)) as other:

        def told(_: ImportProgress) -> bool:
            other.log.undo()
            return True

        with pytest.raises(NotAllowed, match="was undone meanwhile; nothing of it is left"):
            take(workspace, people, told)
    assert workspace.leads.count(_ALL) == 0


def test_a_file_that_is_taken_away_is_refused_in_words(workspace: Workspace, people: Path) -> None:
    with workspace.capture.open(people) as plan:
        people.unlink()
        with pytest.raises(NotFound, match=r"leads.csv is no longer there"):
            workspace.capture.run(plan)
    assert workspace.leads.count(_ALL) == 0


def test_an_import_that_another_program_finished_is_not_taken_back_by_who_stops(
    workspace: Workspace, workspace_url: str, sit_down: SitDown, people: Path
) -> None:
    break_off(workspace_url, people)
    other = sit_down("omar")
    begun = workspace.log.recent()[0].seq

    def told(_: ImportProgress) -> bool:
        take(other, people)
        return False

    assert take(workspace, people, told).seq == begun
    assert workspace.leads.count(_ALL) == ROWS


def test_the_same_list_imported_twice_at_once_comes_in_once(
    workspace: Workspace, sit_down: SitDown, people: Path
) -> None:
    results: list[ImportResult] = []
    ready = threading.Barrier(2)

    def run(space: Workspace) -> None:
        ready.wait()
        results.append(take(space, people))

    threads = [threading.Thread(target=run, args=(space,)) for space in (workspace, sit_down("omar"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 2
    assert workspace.leads.count(_ALL) == ROWS
    workspace.log.undo()
    assert workspace.leads.count(_ALL) == 0, "it was one command"


def test_an_import_is_one_with_that_which_another_program_begins_first(
    workspace: Workspace, workspace_url: str, people: Path
) -> None:
    with workspace.capture.open(people) as plan:
        work = FileImport(workspace.desk, plan, None)
        break_off(workspace_url, people)
        work.take_all()
    (begun,) = (each for each in workspace.log.recent() if each.command == "capture.import")
    result = work.result()
    assert (result.seq, result.created, result.skipped, result.failed) == (begun.seq, ROWS, 0, 1)
    assert begun.summary == f"{ROWS:,} leads imported from leads.csv; 1 could not come in."
