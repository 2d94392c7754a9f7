"""A table read from a file: its headings, its rows one at a time, and what was odd about them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from app.domain.capture.heading_rows import MAX_COLUMNS, Layout
from app.words import Message, formats, label, say

Cell = str | int | float | bool | datetime | date | time | None
"""One value of a file: text as it stands there, or what a workbook stored."""

Record = tuple[int, list[Cell]]
"""A row's line (or sheet row) number, counted from 1, and its cells."""

Aside = Callable[[int, Sequence[object], str], None]
"""Is told of a row that is no record: its number, its cells, and why."""

_LINES_REMEMBERED = 5
_BLOCK = 1 << 20


@dataclass(slots=True)
class Tally:
    """How often one kind of oddity was met, and where first."""

    kind: str
    """A short stable word: short_row, long_row, stray_quote, undecodable, nul, far_cell, heading_again."""
    message: str
    """What it is and what was done about it, in words."""
    count: int = 0
    lines: list[int] = field(default_factory=list)
    """The first few line or row numbers."""


class Problems:
    """What was odd in one reading of a file, counted by kind; nothing of it loses a row."""

    MESSAGES: ClassVar[Mapping[str, Message]] = {
        "short_row": "Rows with fewer cells than headings; the missing ones are taken as empty.",
        "long_row": "Rows with more cells than headings; the extra ones have no column of their own.",
        "stray_quote": "Rows with quotation marks that do not pair; they are read as plain text.",
        "undecodable": "Lines with bytes that are no text in this encoding; they show as \ufffd.",
        "nul": "Lines with NUL characters; those are left out.",
        "heading_again": "Rows that repeat the headings; they are passed over.",
    }

    def __init__(self) -> None:
        self._tallies: dict[str, Tally] = {}

    def note(self, kind: str, line: int) -> None:
        """Count one oddity of this kind at this line."""
        tally = self._tallies.get(kind)
        if tally is None:
            tally = self._tallies[kind] = Tally(kind, self._message(kind))
        tally.count += 1
        if len(tally.lines) < _LINES_REMEMBERED:
            tally.lines.append(line)

    def _message(self, kind: str) -> str:
        """What an oddity is, in words."""
        if kind == "far_cell":
            columns = formats.number(MAX_COLUMNS)
            return say("Rows with cells beyond column {columns}; those cells are not read.", columns=columns)
        return label(self.MESSAGES[kind])

    def clear(self) -> None:
        """Forget everything, before the file is read again."""
        self._tallies.clear()

    def __iter__(self) -> Iterator[Tally]:
        return iter(self._tallies.values())

    def __len__(self) -> int:
        return len(self._tallies)

    def count(self, kind: str) -> int:
        """How many oddities of this kind were met."""
        tally = self._tallies.get(kind)
        return tally.count if tally else 0


@dataclass(slots=True)
class Table:
    """A file opened as a table; close it, or use it as a context manager.

    Attributes:
        name: The file's name, for messages.
        path: Where its bytes are; a temporary file for a stream.
        format: csv, xlsx, xlsb, ods or xls, by content.
        layout: Where the headings are, and which rows below them are no records.
        encoding: The text's encoding; None for a workbook.
        delimiter: The character between cells; None for a workbook.
        sheet: The sheet that is read; None for text.
        sheets: All sheets of the workbook.
        notices: What a person should know before importing, in sentences.
        problems: What the reading under way, or the last one, met; complete when it has ended.
    """

    name: str
    path: Path
    format: str
    layout: Layout
    source: Callable[[Problems], Generator[Record, None, None]] = field(repr=False)
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    problems: Problems = field(default_factory=Problems, repr=False)
    resources: ExitStack = field(default_factory=ExitStack, repr=False)

    @property
    def headings(self) -> tuple[str, ...]:
        """One distinct name a column."""
        return self.layout.headings

    def lines(self) -> int:
        """How many lines a text has; 0 for a workbook, which says only when it was read."""
        if self.sheet is not None:
            return 0
        with self.path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(partial(stream.read, _BLOCK), b"")) + 1

    def rows(self, aside: Aside | None = None) -> Generator[Record, None, None]:
        """The data rows from the top, as (line, cells); may be called again.

        Every row has at least as many cells as there are headings; a row that had more keeps them
        at its end. Rows without any value are left out, as are those that repeat the headings. Memory does not grow
        with the file's length.

        Args:
            aside: Is given rows of totals, and lines below the list.

        Raises:
            Invalid: The file turned out unreadable part of the way.
        """
        self.problems.clear()
        with closing(self.source(self.problems)) as records:
            for line, cells in records:
                if line <= self.layout.after or not any(cell is not None and cell != "" for cell in cells):
                    continue
                if self.layout.repeats(cells):
                    self.problems.note("heading_again", line)
                elif why := self.layout.apart(cells):
                    if aside is not None:
                        aside(line, cells, why)
                else:
                    self._fit(line, cells)
                    yield line, cells

    def _fit(self, line: int, cells: list[Cell]) -> None:
        """Fill a row up to the headings, or drop what is empty beyond them; note text that is ragged."""
        width = len(self.headings)
        missing = width - len(cells)
        if missing > 0:
            cells.extend([None] * missing)
            if self.sheet is None:
                self.problems.note("short_row", line)
        elif missing < 0:
            while len(cells) > width and (cells[-1] is None or cells[-1] == ""):
                cells.pop()
            if len(cells) > width:
                self.problems.note("long_row", line)

    def close(self) -> None:
        """Let go of temporary files."""
        self.resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
