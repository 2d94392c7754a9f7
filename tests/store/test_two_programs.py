"""Several programs on one SQLite file: no update is lost, nobody is told that the database is locked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from tests.conftest import settings_for

CHECKOUT = Path(__file__).parent.parent.parent
PROGRAMS, EDITS = 3, 12

#: Adds to a number that all programs share, looking again whenever another was faster; says how often that was.
_COUNTING = """
import sys
from app.bootstrap import open_workspace
from app.domain.core.errors import Conflict
from app.settings import Settings

database, lead, edits = sys.argv[1], sys.argv[2], int(sys.argv[3])
space = open_workspace(Settings(database, user="omar", time_zone="Asia/Dubai"))
conflicts = 0
for _ in range(edits):
    while True:
        card = space.leads.show(lead)
        try:
            space.leads.edit(lead, {"employees": card.values["employees"] + 1}, version=card.version)
        except Conflict:
            conflicts += 1
        else:
            break
space.close()
print(conflicts)
"""


@pytest.fixture
def shared(sqlite_url: str) -> tuple[str, str]:
    """A database of a file with one lead, and the lead's code."""
    space = open_workspace(settings_for(sqlite_url))
    code = space.leads.add({"company": "Contoso", "employees": 0}).code
    space.close()
    return sqlite_url, code


def test_no_update_is_lost_and_nobody_hears_of_a_lock(shared: tuple[str, str]) -> None:
    url, lead = shared
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _COUNTING, url, lead, str(EDITS)],
            cwd=CHECKOUT,
            env=os.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROGRAMS)
    ]
    said = [program.communicate(timeout=90) for program in programs]
    assert [program.returncode for program in programs] == [0] * PROGRAMS, said
    space = open_workspace(settings_for(url))
    card = space.leads.show(lead)
    versions = [line for line in space.log.history(lead, limit=100) if line.command == "lead.edit"]
    space.close()
    assert card.values["employees"] == PROGRAMS * EDITS
    assert len(versions) == PROGRAMS * EDITS


def test_two_programs_that_start_at_once_set_up_one_database(sqlite_url: str) -> None:
    program = (
        "import sys\n"
        "from app.bootstrap import open_workspace\n"
        "from app.settings import Settings\n"
        "space = open_workspace(Settings(sys.argv[1], user='omar'))\n"
        "print(len(space.users.list()))\n"
        "space.close()\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, sqlite_url],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [each.communicate(timeout=90) for each in started]
    assert [each.returncode for each in started] == [0, 0, 0], said
    space = open_workspace(settings_for(sqlite_url))
    users = [each.login for each in space.users.list()]
    processes = [each.code for each in space.definitions.list()]
    space.close()
    assert users == ["omar"]
    assert processes
    assert len(processes) == len(set(processes))
