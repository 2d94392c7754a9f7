"""What became of the records in a sequence as CSV, its columns named as in JSON."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Final

from app.domain.core.outputs import new_file
from app.domain.core.text import safe_cell
from app.domain.sequences.rows import SequenceStats

_COLUMNS: Final = (
    "step",
    "name",
    "kind",
    "reached",
    "done",
    "skipped",
    "stopped",
    "replied",
    "waiting",
    "average_days",
)


def as_csv(stats: SequenceStats) -> str:
    """The steps of a sequence, under a line of their columns' names."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for step in stats.steps:
        cells = [getattr(step, name) for name in _COLUMNS]
        writer.writerow([safe_cell(each) if isinstance(each, str) else each for each in cells])
    return text.getvalue()


def save_csv(stats: SequenceStats, path: Path) -> None:
    """Write the same to a new file that only its owner can read, in UTF-8 as spreadsheets expect it.

    Raises:
        Invalid: There is something of that name already, or the file cannot be made.
    """
    with new_file(path, "to") as fresh:
        fresh.write_text(as_csv(stats), encoding="utf-8-sig", newline="")
