"""The contract with whoever calls the program: streams, exit codes, JSON errors; through real processes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from app.cli.failures import CommitWatch, guarded
from app.cli.program import words_of_the_program
from app.domain.core.changes import Change
from tests.cli.conftest import Leadline
from tests.conftest import NOW

CHECKOUT = Path(__file__).parent.parent.parent


def leadline_process(database: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"LEADLINE_DB": str(database), "LEADLINE_NOW": NOW.isoformat(), **more}
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


def test_a_write_answers_data_on_standard_output_and_nothing_else(database: Path) -> None:
    done = leadline_process(database, "lead", "add", "--company", "Contoso", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert set(answer) >= {"id", "code", "changed", "message", "command"}
    assert answer["code"].startswith("LEAD-")


def test_a_refusal_is_one_object_on_standard_error(database: Path) -> None:
    done = leadline_process(database, "--json", "lead", "show", "LEAD-0000")
    assert (done.returncode, done.stdout) == (1, "")
    error = json.loads(done.stderr)["error"]
    assert set(error) == {"code", "message", "field", "hint"}
    assert error["code"] == "not_found"


def test_wrong_usage_answers_two_and_says_where_help_is(database: Path) -> None:
    done = leadline_process(database, "lead", "add", "--bogus")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "No such option: --bogus. See: leadline lead add --help\n"


def test_without_a_terminal_the_workspace_says_so_instead_of_waiting(database: Path) -> None:
    done = leadline_process(database)
    assert done.returncode == 1
    assert "needs a terminal" in done.stderr


def test_the_demo_wants_a_terminal_before_it_prepares_anything(database: Path) -> None:
    done = leadline_process(database, "demo")
    assert (done.returncode, done.stdout) == (1, "")
    assert "needs a terminal" in done.stderr
    assert "Preparing" not in done.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m app keys | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


def test_arabic_is_printed_whatever_the_machine_is_set_to(database: Path) -> None:
    leadline_process(database, "lead", "add", "--name", "سارة نديم")
    done = leadline_process(database, "lead", "list", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert "سارة نديم" in done.stdout


def test_the_shell_completes_commands(database: Path) -> None:
    done = leadline_process(database, _LEADLINE_COMPLETE="complete_bash", COMP_WORDS="leadline opp", COMP_CWORD="1")
    assert done.stdout.split() == ["opportunity"]


class Interrupted(io.TextIOWrapper):
    """A standard input at which the person presses ctrl+c."""

    def __init__(self, _given: io.BytesIO) -> None:
        super().__init__(io.BytesIO())

    def read(self, _size: int | None = -1) -> str:
        raise KeyboardInterrupt


def test_interrupting_answers_130_and_changes_nothing(
    leadline: Leadline, contoso: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("tests.cli.conftest.io.TextIOWrapper", Interrupted)
        assert leadline("log", "note", contoso, "--text", "-").code == 130
    assert leadline("--json", "timeline", contoso, "--kind", "note").data == []


@pytest.mark.parametrize("command", words_of_the_program())
def test_every_command_explains_itself(command: str, leadline: Leadline) -> None:
    answer = leadline(command, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"Usage: leadline {command}")


def test_the_root_lists_every_command(leadline: Leadline) -> None:
    listed = leadline("--help").out
    assert all(f"\n  {command} " in listed for command in words_of_the_program())


def test_a_mistyped_command_is_answered_with_the_right_one(leadline: Leadline) -> None:
    answer = leadline("laed", "list")
    assert answer.code == 2
    assert "Did you mean 'lead'" in answer.err


def _in_shell(database: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a command line in which ``LEADLINE`` stands for the program."""
    environment = os.environ | {"LEADLINE_DB": str(database), "LEADLINE_NOW": NOW.isoformat()}
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("LEADLINE", f"{sys.executable} -m app")],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("where", "why"), [(">&-", "standard output is closed"), (">/dev/full", "No space left on device")]
)
def test_a_change_whose_answer_cannot_be_written_is_said_to_be_done(where: str, why: str, database: Path) -> None:
    done = _in_shell(database, f"LEADLINE lead add --company Contoso {where}")
    assert done.returncode == 1
    assert done.stderr.startswith(f"It was done, but the answer could not be written: {why}.")
    assert done.stderr.count("\n") == 1
    assert "Contoso" in leadline_process(database, "lead", "list").stdout


@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
@pytest.mark.parametrize("words", ["lead list", "doctor", "process list"])
def test_an_answer_that_cannot_be_written_is_no_success(words: str, where: str, database: Path) -> None:
    leadline_process(database, "lead", "add", "--company", "Contoso")
    done = _in_shell(database, f"LEADLINE --json {words} {where}")
    assert done.returncode == 1
    assert json.loads(done.stderr)["error"]["code"] == "unwritten"


@pytest.mark.parametrize("words", ["--help", "--version", "log --help", "log pin --help"])
def test_help_that_cannot_be_written_says_why(words: str, database: Path) -> None:
    done = _in_shell(database, f"LEADLINE {words} >/dev/full")
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_command_succeeds_when_nobody_wants_to_hear_what_is_said_about_it(database: Path) -> None:
    for where in ("2>&-", "2>/dev/full"):
        assert _in_shell(database, f"LEADLINE lead list {where}").returncode == 0
        assert _in_shell(database, f"LEADLINE lead show LEAD-0000 {where}").returncode == 1


def test_a_text_from_a_closed_standard_input_is_refused_in_a_sentence(database: Path) -> None:
    leadline_process(database, "lead", "add", "--company", "Contoso")
    done = _in_shell(database, "LEADLINE log note Contoso --text - <&-")
    assert done.returncode == 1
    assert done.stderr.startswith("Standard input is closed")


def test_the_workspace_needs_a_terminal_also_where_the_streams_are_closed(database: Path) -> None:
    done = _in_shell(database, "LEADLINE demo <&- >&-")
    assert done.returncode == 1
    assert done.stderr.startswith("The workspace needs a terminal")


def test_what_went_wrong_after_a_change_does_not_deny_the_change(capsys: pytest.CaptureFixture[str]) -> None:
    watch = CommitWatch()

    def work() -> int:
        watch.changed(Change(1, frozenset({"lead"}), frozenset({"1"})))
        raise RuntimeError("no words for it")

    assert guarded(work, as_json=False, watch=watch) == 1
    told = capsys.readouterr().err
    assert "What was done before that is kept" in told
    assert "Nothing" not in told


def test_a_text_from_standard_input_is_taken_whole_or_not_at_all(leadline: Leadline, contoso: str) -> None:
    words = ("log", "note", contoso, "--text", "-")
    assert leadline(*words, typed="a" * 100_000 + "\n").code == 0
    assert "100,001" in leadline(*words, typed="a" * 100_001).err
    for length in (110_001, 1_500_000):
        answer = leadline(*words, typed="a" * length)
        assert answer.code == 1
        assert "longer than the 100,000 characters" in answer.err


@pytest.mark.parametrize("command", [["search"], ["lead", "list", "--search"], ["contact", "list"]])
def test_a_search_for_a_whole_book_is_refused_with_the_limit(command: list[str], leadline: Leadline) -> None:
    answer = leadline(*command, " ".join(map(str, range(50_000))))
    assert answer.code == 1
    assert "at most 30,000 are looked for" in answer.err


def test_the_last_day_of_the_calendar_has_no_agenda_but_a_sentence(leadline: Leadline) -> None:
    answer = leadline("agenda", "9999-12-31")
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "is outside the years 1900 to 9000" in answer.err


def test_a_call_at_the_end_of_time_is_refused(leadline: Leadline, contoso: str) -> None:
    answer = leadline("log", "call", contoso, "--at", "9999-12-31T23:59")
    assert answer.code == 1
    assert "is outside the years 1971 to 9000" in answer.err


def test_the_doctor_names_what_is_no_database_of_this_program(leadline: Leadline, tmp_path: Path) -> None:
    foreign, newer = tmp_path / "photos.db", tmp_path / "newer.db"
    for path, script in (
        (foreign, "CREATE TABLE photo (id INTEGER)"),
        (newer, "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('9999')"),
    ):
        with closing(sqlite.connect(str(path))) as connection:
            connection.executescript(script)
    for path, problem in (
        (foreign, "is a database of another program"),
        (newer, "was written by a newer Leadline"),
        (tmp_path, "is a folder, not a database"),
    ):
        answer = leadline("--db", str(path), "--json", "doctor")
        assert answer.code == 1
        assert len(answer.data["problems"]) == 1
        assert problem in answer.data["problems"][0]
        assert leadline("--db", str(path), "db", "check").code == 1
