"""While a workspace is open, it does by itself what time sets off, and shows it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from tests.conftest import NOW
from tests.workspace.conftest import Behind, SitDown, arguments_of, settings_of


@pytest.fixture
def yesterday(database: Path) -> str:
    """The code of a lead that was entered yesterday, with a next contact and a task for this very moment."""
    settings = replace(settings_of(database), now=NOW - timedelta(days=1))
    with closing(open_workspace(settings)) as there:
        code = there.leads.add({"company": "Contoso", "name": "Sara Nadim", "next_contact_at": NOW}).code
        there.timeline.add_task(code, "Send the offer", due=NOW)
    return code


def test_a_next_contact_arrives_and_a_reminder_is_said_without_a_key(
    database: Path, yesterday: str, sit_down: SitDown, behind: Behind
) -> None:
    person = sit_down()
    person.sees("Status Lead → Open", "Soon: Next contact: Contoso, 09:00. And 1 more.")
    there = behind(database)
    assert there.leads.show(yesterday).values["status"] == "open"
    assert [job.title for job in there.jobs.list()] == ["Reminder: Send the offer is overdue"]


def test_what_a_tick_does_beside_it_is_shown(database: Path, sit_down: SitDown, behind: Behind) -> None:
    there = behind(database)
    there.leads.add({"company": "Contoso", "name": "Sara Nadim", "next_contact_at": NOW + timedelta(hours=1)})
    person = sit_down()
    person.sees("Contoso")
    later = os.environ | {"LEADLINE_NOW": (NOW + timedelta(hours=1)).isoformat()}
    done = subprocess.run(
        [sys.executable, "-m", *map(str, arguments_of(database, "tick")[2:])],
        env=later,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "Lead → Open" in done.stdout
    person.sees("Status Lead → Open")


def test_a_workspace_that_only_reads_leaves_it_to_others(
    database: Path, yesterday: str, terminal: object, behind: Behind
) -> None:
    assert callable(terminal)
    seen = terminal([*arguments_of(database), "--read-only"])
    seen.wait_for("Open leads", 30)
    seen.wait_for("Contoso", 30)
    there = behind(database)
    assert there.leads.show(yesterday).values["status"] == "lead"
    assert {job.state for job in there.jobs.list()} == {"waiting"}
