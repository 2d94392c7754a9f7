"""Loading: importing a file of leads, against SQLite's own command line loading it into a bare table."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import places
from bench.figures import Comparison
from bench.places import environment, kept, leadline

_COLUMNS = (
    "company", "first_name", "last_name", "email", "phone", "city", "country", "topic", "source", "industry",
    "employees", "rating",
)  # fmt: skip
_HEADINGS = tuple(name.replace("_", " ").capitalize() for name in _COLUMNS)
#: What stands in for the command line where SQLite's is not installed.
_LOADER = """
import csv, sys
import pysqlite3.dbapi2 as sqlite
rows = csv.reader(open(sys.argv[1], encoding="utf-8", newline=""))
heading = next(rows)
connection = sqlite.connect(sys.argv[2])
connection.execute(f"CREATE TABLE lead ({', '.join(f'\\"{each}\\" TEXT' for each in heading)})")
connection.executemany(f"INSERT INTO lead VALUES ({', '.join('?' * len(heading))})", rows)
connection.commit()
"""


def import_of_a_file(database: Path, rows: int, rounds: int) -> tuple[Comparison, list[str]]:
    """The medians of importing the first rows of a database as a CSV file, and of loading it into a bare table.

    Args:
        database: Where the rows come from.
        rows: How many.
        rounds: How often; each time into a new database.
    """
    file = csv_file(database, rows)
    loader, name = _bare_loader(file)
    ours, bare = [], []
    for _ in range(rounds):
        ours.append(
            _timed(lambda target: leadline("--create", "--db", str(target), "import", str(file)), prepared=True)
        )
        bare.append(_timed(loader, prepared=False))
    seconds = median(ours)
    note = f"  {rows:,} rows of {len(_COLUMNS)} columns: {rows / seconds:,.0f} rows a second"
    return Comparison(f"import of {rows:,} rows", 1000 * seconds, 1000 * median(bare), name), [note]


def csv_file(database: Path, rows: int) -> Path:
    """The first leads of a database as the list that somebody might send."""
    return kept(f"{database.stem}-{rows}.csv", lambda path: _write_csv(database, path, rows))


def _write_csv(database: Path, file: Path, rows: int) -> None:
    import pysqlite3.dbapi2 as sqlite

    connection = sqlite.connect(str(database))
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(_HEADINGS)
        writer.writerows(connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM lead LIMIT ?", (rows,)))  # noqa: S608
    connection.close()


def _bare_loader(file: Path) -> tuple[Callable[[Path], list[str]], str]:
    program = shutil.which("sqlite3")
    if program is None:
        return lambda target: [sys.executable, "-c", _LOADER, str(file), str(target)], "csv.reader and executemany"
    words = [program, "-batch"]
    return lambda target: [*words, str(target), ".mode csv", f'.import "{file}" lead'], "sqlite3 .import, no indexes"


def _timed(command: Callable[[Path], list[str]], *, prepared: bool) -> float:
    """The seconds a command takes to fill a new database."""
    target = places.BUILT / "loaded.db"
    remains = [target.with_name(target.name + end) for end in ("", "-wal", "-shm")]
    for each in remains:
        each.unlink(missing_ok=True)
    if prepared:
        subprocess.run(
            leadline("--create", "--db", str(target), "lead", "list"),
            env=environment(),
            capture_output=True,
            check=True,
        )
    began = time.perf_counter()
    subprocess.run(command(target), env=environment(), capture_output=True, check=True)
    taken = time.perf_counter() - began
    for each in remains:
        each.unlink(missing_ok=True)
    return taken
