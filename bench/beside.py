"""Beside an import: how long people's edits take while a list comes in, against the same edits when none does."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from app.bootstrap import open_workspace
from app.settings import Settings
from bench import places
from bench.figures import Comparison, percentile
from bench.loading import csv_file
from bench.places import CHECKOUT, environment, leadline
from tests.postgres import ServerMissing, running_server

#: Seconds of edits without an import.
QUIET = 10.0
#: People who edit on PostgreSQL at the same time.
CLIENTS = 8
#: What one waits for a write beside an import on SQLite at the most, in milliseconds.
LET_THROUGH = 200.0
#: Edits one lead with pauses as a quick person makes them, until a file is there; prints when each began and ended.
_CLIENT = """
import random, sys, time
from pathlib import Path
from app.bootstrap import open_workspace
from app.settings import Settings
url, lead, end = sys.argv[1], sys.argv[2], Path(sys.argv[3])
space = open_workspace(Settings(url, user="bench"))
space.leads.edit(lead, {"topic": "Begun"})
print("ready", flush=True)
number = 0
while not end.exists():
    time.sleep(random.uniform(0.1, 0.3))
    number += 1
    began = time.time()
    space.leads.edit(lead, {"topic": f"Topic {number}"})
    print(began, time.time(), flush=True)
space.close()
"""


def edits_beside_an_import(source: Path, rows: int) -> tuple[list[Comparison], list[str]]:
    """Eight people edit leads on PostgreSQL, and one on SQLite, before and while a file of leads comes in.

    Args:
        source: A SQLite database that the rows of the file come from.
        rows: How many.
    """
    file = csv_file(source, rows)
    compared: list[Comparison] = []
    notes: list[str] = []
    folder = places.BUILT / "beside"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    quiet, busy, seconds = _edits(str(folder / "beside.db"), 1, file)
    compared.append(
        Comparison("longest edit beside import, SQLite", max(busy), LET_THROUGH, "what a rep waits at the most", 1.0)
    )
    notes.append(_spread("SQLite, one client", quiet, busy, seconds))
    try:
        with running_server() as server:
            quiet, busy, seconds = _edits(server.create_database(), CLIENTS, file)
    except ServerMissing as missing:
        return compared, [*notes, f"  {missing}"]
    compared.append(
        Comparison(
            "p95 of edits beside import, PG",
            percentile(busy, 0.95),
            percentile(quiet, 0.95),
            "the same without it",
            3.0,
        )
    )
    notes.append(_spread(f"PostgreSQL, {CLIENTS} clients", quiet, busy, seconds))
    return compared, notes


def _edits(database: str, clients: int, file: Path) -> tuple[list[float], list[float], float]:
    """Milliseconds of each edit without and beside the import, and the import's seconds."""
    end = places.BUILT / "beside.end"
    end.unlink(missing_ok=True)
    with closing(open_workspace(Settings(database, user="bench"))) as space:
        leads = [space.leads.add({"company": f"Company {number}"}).code for number in range(clients)]
    words = [sys.executable, "-c", _CLIENT, database]
    programs = [
        subprocess.Popen([*words, lead, str(end)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) for lead in leads
    ]
    for program in programs:
        if program.stdout is None or program.stdout.readline() != "ready\n":
            raise RuntimeError("a client did not start")
    time.sleep(QUIET)  # noqa: TID251 - so long they edit undisturbed
    began = time.time()
    importing = leadline("--db", database, "--as", "bench", "import", str(file))
    subprocess.run(importing, env=environment(), capture_output=True, check=True)
    ended = time.time()
    end.touch()
    edits = [tuple(map(float, line.split())) for program in programs for line in program.communicate()[0].splitlines()]
    quiet = [1000 * (until - since) for since, until in edits if until < began]
    busy = [1000 * (until - since) for since, until in edits if since < ended and until > began]
    return quiet, busy, ended - began


def _spread(what: str, quiet: list[float], busy: list[float], seconds: float) -> str:
    return (
        f"  {what}: {len(quiet)} edits without, p50 {percentile(quiet, 0.5):.1f} p95 {percentile(quiet, 0.95):.1f} ms; "
        f"{len(busy)} beside an import of {seconds:.1f} s, p50 {percentile(busy, 0.5):.1f} "
        f"p95 {percentile(busy, 0.95):.1f} most {max(busy):.1f} ms"
    )
