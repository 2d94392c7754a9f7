"""The contract with whoever calls the program: streams, exit codes, JSON errors; through real processes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.program import NOUNS, VERBS
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


@pytest.mark.parametrize("command", [*NOUNS, *VERBS])
def test_every_command_explains_itself(command: str, leadline: Leadline) -> None:
    answer = leadline(command, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"Usage: leadline {command}")


def test_the_root_lists_every_command(leadline: Leadline) -> None:
    listed = leadline("--help").out
    assert all(f"\n  {command} " in listed for command in (*NOUNS, *VERBS))


def test_a_mistyped_command_is_answered_with_the_right_one(leadline: Leadline) -> None:
    answer = leadline("laed", "list")
    assert answer.code == 2
    assert "Did you mean 'lead'" in answer.err
