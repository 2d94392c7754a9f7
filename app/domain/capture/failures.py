"""The rows of a file that could not come in, kept as a CSV of their own with a reason beside each."""

from __future__ import annotations

import csv
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from app.domain.capture.values import blank, shape_of, value_text
from app.domain.core.outputs import new_file
from app.words import Message, label

REASON_HEADING: Final[Message] = "Reason"
REASONS_REMEMBERED = 1000
"""How many reasons are kept in memory; the rows themselves go to a temporary file."""

_IN_MEMORY = 1 << 20
_FORMULA_STARTS = ("=", "@", "+", "-", "\t", "\r")


class FailedRows:
    """Failed rows in the order of the file. Memory does not grow with their number."""

    def __init__(self, headings: Sequence[str] = ()) -> None:
        """Prepare for rows under these headings."""
        self.count = 0
        """How many failed; rows that continue one of them are not counted."""
        self.reasons: list[tuple[int, str]] = []
        """Line and reason of the first ones."""
        self._headings = tuple(headings)
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - it lives as long as the result
            max_size=_IN_MEMORY, mode="w+", encoding="utf-8", newline=""
        )
        weakref.finalize(self, self._file.close)
        self._writer = csv.writer(self._file)

    def add(self, line: int, cells: Iterable[object], reason: str, continuing: Iterable[Iterable[object]] = ()) -> None:
        """Keep a row, and below it those that continue it."""
        if not self.count:
            self._writer.writerow([*map(_safe, self._headings), label(REASON_HEADING)])
        self._write(cells, reason)
        for each in continuing:
            self._write(each, "")
        self.count += 1
        if len(self.reasons) < REASONS_REMEMBERED:
            self.reasons.append((line, reason))

    def _write(self, cells: Iterable[object], reason: str) -> None:
        shown = [_safe("" if cell is None else value_text(cell)) for cell in cells]
        padded = shown[: len(self._headings)] + [""] * (len(self._headings) - len(shown))
        self._writer.writerow([*padded, reason])

    def text(self) -> str:
        """The rows as CSV text with a heading row; empty when there are none."""
        self._file.seek(0)
        text = self._file.read()
        self._file.seek(0, 2)
        return text

    def save(self, path: Path) -> None:
        """Write the rows to a new file that only its owner can read, in UTF-8 as spreadsheets expect it.

        Raises:
            Invalid: There is something of that name already, or the file cannot be made.
        """
        self._file.seek(0)
        with new_file(path, "failed_to") as fresh, fresh.open("w", encoding="utf-8-sig", newline="") as target:
            shutil.copyfileobj(self._file, target)
        self._file.seek(0, 2)


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers and phone numbers stay as they are."""
    risky = cell.startswith(_FORMULA_STARTS) and not blank(cell)
    return f"'{cell}" if risky and shape_of(cell) in {"text", "url", "email"} else cell
