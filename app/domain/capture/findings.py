"""What a reading of a file finds odd, row by row and counted, and which rows fail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.capture.failures import FailedRows
from app.domain.capture.rows import ProblemCount, RowProblem
from app.domain.capture.table import Problems
from app.words import Message, label

PROBLEMS_REMEMBERED = 1000
"""How many problems are kept row by row; all are counted."""

_LINES_REMEMBERED = 5
_VALUE_SHOWN = 80
_MEANINGS: Final[Mapping[str, Message]] = {
    "unfit": "Values that do not fit the field; they are kept in the description.",
    "rounded": "Values that are rounded for their field; as written they are kept in the description.",
    "lost_digits": "Numbers that lost their last digits in a spreadsheet; they are kept in the description.",
    "reference": "References to records that are not here; they are kept in the description.",
    "repeated": "Rows that repeat an earlier one or its number; they come in as rows of their own.",
    "extra_cells": "Cells beyond the headings; they are kept in the description.",
    "no_country": "Phone numbers without a country, kept as typed; a Country column or the setting region gives one.",
    "deleted": "Rows that are deleted where they come from; they are left out.",
    "repeats": "Rows that repeat a record that is here.",
    "unmatched": "Rows that repeat no record here; with this policy they are left out.",
    "continues": "Rows that continue the one above; they belong to its record.",
    "failed": "Rows that cannot come in.",
}


@dataclass(slots=True)
class _Count:
    message: str
    count: int = 0
    lines: list[int] = field(default_factory=list)


class Findings:
    """The problems of one reading of a file."""

    def __init__(self, headings: Sequence[str]) -> None:
        """Begin with none."""
        self.failed = FailedRows(headings)
        self.rows: list[RowProblem] = []
        self._counts: dict[tuple[str, str], _Count] = {}

    def note(self, line: int, kind: str, message: str, heading: str = "", value: str = "") -> None:
        """Count a problem of a row, and keep it to be told."""
        self.count_row(line, kind, heading)
        if len(self.rows) < PROBLEMS_REMEMBERED:
            self.rows.append(RowProblem(line, kind, heading, value[:_VALUE_SHOWN], message))

    def count_row(self, line: int, kind: str, heading: str = "") -> None:
        """Count a row of which there is nothing more to tell."""
        count = self._counts.get((kind, heading))
        if count is None:
            count = self._counts[kind, heading] = _Count(label(_MEANINGS[kind]))
        count.count += 1
        if len(count.lines) < _LINES_REMEMBERED:
            count.lines.append(line)

    def fail(
        self, line: int, cells: Sequence[object], reason: str, continuing: Iterable[Sequence[object]] = ()
    ) -> None:
        """Set a row aside, and with it those that continue it."""
        self.failed.add(line, cells, reason, continuing)
        self.note(line, "failed", reason)

    def of_line(self, line: int) -> tuple[str, ...]:
        """What was said about one of the first rows."""
        return tuple(problem.message for problem in self.rows if problem.line == line)

    def count(self, kind: str) -> int:
        """How often a kind of problem was met."""
        return sum(count.count for (each, _), count in self._counts.items() if each == kind)

    def lines(self, kind: str) -> tuple[int, ...]:
        """The first few lines on which a kind of problem was met."""
        return next((tuple(count.lines) for (each, _), count in self._counts.items() if each == kind), ())

    def counts(self, file_problems: Problems) -> tuple[ProblemCount, ...]:
        """Every kind of problem with its number, those of the file itself among them."""
        found = [
            ProblemCount(kind, heading, count.message, count.count, tuple(count.lines))
            for (kind, heading), count in self._counts.items()
        ]
        found += [
            ProblemCount(tally.kind, "", tally.message, tally.count, tuple(tally.lines)) for tally in file_problems
        ]
        return tuple(sorted(found, key=lambda each: (-each.count, each.kind, each.heading)))
