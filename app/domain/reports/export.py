"""Reports as files for other programs: CSV, its columns named as in JSON."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Final

from app.domain.core.outputs import new_file
from app.domain.core.text import safe_cell
from app.domain.reports.rows import StatusReport

_COLUMNS: Final = (
    "status",
    "leads",
    "now",
    "days",
    "average_days",
    "open_days",
    "qualified_days",
    "disqualified_days",
    "seconds",
)


def as_csv(report: StatusReport) -> str:
    """The lines of a report, under a line of their columns' names."""
    text = StringIO()
    columns = (*((report.by,) if report.by else ()), *_COLUMNS)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for each in report.lines:
        cells = each.as_json()
        group = [safe_cell(each.group)] if report.by else []
        writer.writerow([*group, *(cells[name] for name in _COLUMNS)])
    return text.getvalue()


def save_csv(report: StatusReport, path: Path) -> None:
    """Write a report to a new file that only its owner can read, in UTF-8 as spreadsheets expect it.

    Raises:
        Invalid: There is something of that name already, or the file cannot be made.
    """
    with new_file(path, "to") as fresh:
        fresh.write_text(as_csv(report), encoding="utf-8-sig", newline="")
