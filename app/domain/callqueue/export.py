"""Figures of a floor as a file for spreadsheets: times in whole seconds, shares in percent."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from app.domain.callqueue.rows import MetricLine
from app.domain.core.outputs import new_file
from app.domain.core.text import safe_cell


def save_csv(lines: Iterable[MetricLine], path: Path) -> None:
    """Write figures to a new file.

    Raises:
        Invalid: The file is there already, or cannot be written.
    """
    rows = [{"name": safe_cell(each.name), **each.figures.values()} for each in lines]
    with new_file(path, "to") as fresh, fresh.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else ["name"])
        writer.writeheader()
        writer.writerows(rows)
