"""Jobs on the command line: the tick does what is due, and what waits or failed is shown."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Leadline

CHECKOUT = Path(__file__).parent.parent.parent
LATER = "2026-11-24T09:00:00+00:00"
MUCH_LATER = "2026-11-24T10:00:00+00:00"
ARRIVED = "lead.next_contact_arrived"

#: A tick whose program is killed inside the transaction of its first job, after all that the job does.
_KILLED = """
import os, signal, sys
from app.__main__ import main
from app.domain.leads import jobs

done = jobs.on_next_contact_arrived

def do_and_die(unit, job):
    done(unit, job)
    unit.session.flush()
    os.kill(os.getpid(), signal.SIGKILL)

jobs.on_next_contact_arrived = do_and_die
sys.argv = ["leadline", *sys.argv[1:]]
sys.exit(main())
"""


@pytest.fixture
def waiting(ask: Callable[..., Any], contoso: str) -> str:
    """The code of a lead that is to be contacted at three in the afternoon."""
    ask("lead", "next-contact", contoso, "today 15:00")
    return contoso


def test_nothing_is_due_before_its_moment(leadline: Leadline, waiting: str) -> None:
    answer = leadline("tick")
    assert (answer.code, answer.out, answer.err) == (0, "Nothing is due.\n", "")
    assert "Next contact of Contoso Coffee" in leadline("jobs").out
    assert waiting in leadline("lead", "list").out


def test_a_tick_says_what_it_did(leadline: Leadline, ask: Callable[..., Any], waiting: str) -> None:
    answer = leadline("--now", LATER, "tick")
    assert (answer.code, answer.err) == (0, "")
    assert "Contoso Coffee (Sara Nadim): Lead → Open, its next contact has arrived.\n" in answer.out
    assert ask("lead", "show", waiting)["status"] == "open"
    assert leadline("--now", LATER, "tick").out == "Nothing is due.\n"


def test_a_program_is_told_what_a_tick_did(ask: Callable[..., Any], waiting: str) -> None:
    runs = {run["name"]: run for run in ask("--now", LATER, "tick")}
    assert (runs[ARRIVED]["ending"], runs["assistant.remind"]["ending"]) == ("done", "needless")
    assert runs[ARRIVED]["seq"] == ask("history", "--limit", "1")[0]["seq"]
    assert ask("--now", LATER, "tick") == []
    assert ask("lead", "show", waiting)["status"] == "open"


def test_jobs_are_shown_to_people_and_programs(leadline: Leadline, ask: Callable[..., Any], waiting: str) -> None:
    assert {job["state"] for job in ask("jobs")} == {"waiting"}
    assert ask("jobs", "--state", "failed") == []
    assert len(ask("jobs", "--limit", "1")) == 1
    assert "showing the first 1" in leadline("jobs", "--limit", "1").err
    assert leadline("jobs", "--state", "lost").code == 1
    ask("lead", "next-contact", waiting, "")
    assert leadline("jobs").err == "Nothing waits and nothing failed.\n"


def test_what_failed_is_shown_with_its_reason_and_tried_again_on_demand(
    leadline: Leadline, ask: Callable[..., Any], waiting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_unit: object, _job: object) -> None:
        raise RuntimeError("the cup is broken")

    with monkeypatch.context() as broken:
        broken.setattr("app.domain.leads.jobs.on_next_contact_arrived", fail)
        answer = leadline("--now", LATER, "tick")
    assert answer.code == 1
    assert "Next contact of Contoso Coffee (Sara Nadim): RuntimeError: the cup is broken; tried again" in answer.err
    (job,) = [each for each in ask("jobs") if each["last_error"]]
    assert (job["name"], job["attempts"], job["last_error"]) == (ARRIVED, 1, "RuntimeError: the cup is broken")
    assert "the cup is broken" in leadline("jobs").out
    assert leadline("--now", LATER, "tick").out == "Nothing is due.\n"
    assert ask("jobs", "retry", job["id"][-8:])["id"] == job["id"]
    assert "Lead → Open" in leadline("--now", LATER, "tick").out
    assert ask("lead", "show", waiting)["status"] == "open"
    assert leadline("jobs", "retry", job["id"]).code == 1


def test_a_session_that_only_reads_does_nothing(leadline: Leadline, ask: Callable[..., Any], waiting: str) -> None:
    answer = leadline("--read-only", "--now", LATER, "tick")
    assert answer.code == 1
    assert "open for reading only" in answer.err
    assert ask("lead", "show", waiting)["status"] == "lead"


def test_a_tick_killed_in_the_middle_of_a_job_has_done_nothing_and_the_next_does_it_whole(
    database: Path, ask: Callable[..., Any], waiting: str
) -> None:
    environment = os.environ | {"LEADLINE_DB": str(database), "LEADLINE_NOW": LATER}
    command = [sys.executable, "-c", _KILLED, "tick", "--json"]
    killed = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert ask("lead", "show", waiting)["status"] == "lead"
    assert [job["state"] for job in ask("jobs") if job["name"] == ARRIVED] == ["running"]
    before = len(ask("timeline", waiting))
    runs = ask("--now", MUCH_LATER, "tick")
    assert [run["ending"] for run in runs if run["name"] == ARRIVED] == ["done"]
    assert ask("lead", "show", waiting)["status"] == "open"
    assert len(ask("timeline", waiting)) == before + 1
    assert ask("--now", MUCH_LATER, "tick") == []


def test_ticks_at_the_same_moment_share_the_work(database: Path, ask: Callable[..., Any]) -> None:
    for number in range(8):
        ask("lead", "add", "--company", f"Contoso {number}", "--set", "next_contact_at=today 15:00")
    environment = os.environ | {"LEADLINE_DB": str(database), "LEADLINE_NOW": LATER}
    ticks = [
        subprocess.Popen(
            [sys.executable, "-m", "app", "tick"],
            cwd=CHECKOUT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [tick.communicate(timeout=120) for tick in ticks]
    assert [tick.returncode for tick in ticks] == [0, 0, 0], said
    moved = [line for out, _ in said for line in out.splitlines() if "Lead → Open" in line]
    assert sorted(moved) == [f"Contoso {n}: Lead → Open, its next contact has arrived." for n in range(8)]
