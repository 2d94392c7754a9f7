"""A table read from a file: its headings, its rows one at a time, and what was odd about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from app.domain.capture.values import blank, shape_of
from app.domain.core.errors import Invalid
from app.domain.core.text import counted

Cell = str | int | float | bool | datetime | date | time | None
"""One value of a file: text as it stands there, or what a workbook stored."""

Record = tuple[int, list[Cell]]
"""A row's line (or sheet row) number, counted from 1, and its cells."""

MAX_COLUMNS = 1000
"""More columns than this is not a list of people; it is refused rather than read in part."""

HEAD_RECORDS = 50
"""How many records are looked at to find the headings."""

_LONGEST_HEADING = 120
_LINES_REMEMBERED = 5


@dataclass(slots=True)
class Tally:
    """How often one kind of oddity was met, and where first."""

    kind: str
    """A short stable word: short_row, long_row, stray_quote, undecodable, nul, far_cell."""
    message: str
    """What it is and what was done about it, in words."""
    count: int = 0
    lines: list[int] = field(default_factory=list)
    """The first few line or row numbers."""


class Problems:
    """What was odd in one reading of a file, counted by kind; nothing of it loses a row."""

    MESSAGES: ClassVar[dict[str, str]] = {
        "short_row": "Rows with fewer cells than headings; the missing ones are taken as empty.",
        "long_row": "Rows with more cells than headings; the extra ones have no column of their own.",
        "stray_quote": "Rows with quotation marks that do not pair; they are read as plain text.",
        "undecodable": "Lines with bytes that are no text in this encoding; they show as \ufffd.",
        "nul": "Lines with NUL characters; those are left out.",
        "far_cell": f"Rows with cells beyond column {MAX_COLUMNS:,}; those cells are not read.",
    }

    def __init__(self) -> None:
        self._tallies: dict[str, Tally] = {}

    def note(self, kind: str, line: int) -> None:
        """Count one oddity of this kind at this line."""
        tally = self._tallies.setdefault(kind, Tally(kind, self.MESSAGES[kind]))
        tally.count += 1
        if len(tally.lines) < _LINES_REMEMBERED:
            tally.lines.append(line)

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


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings are and what they say."""

    headings: tuple[str, ...]
    after: int
    """Data rows are those whose number is greater than this."""
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class Table:
    """A file opened as a table; close it, or use it as a context manager.

    Attributes:
        name: The file's name, for messages.
        path: Where its bytes are; a temporary file for a stream.
        format: csv, xlsx, xlsb, ods or xls, by content.
        headings: One distinct name a column.
        row_estimate: How many data rows there are, exactly or nearly.
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
    headings: tuple[str, ...]
    row_estimate: int
    source: Callable[[Problems], Generator[Record, None, None]] = field(repr=False)
    after: int = 0
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    problems: Problems = field(default_factory=Problems, repr=False)
    resources: ExitStack = field(default_factory=ExitStack, repr=False)

    def rows(self) -> Generator[Record, None, None]:
        """The data rows from the top, as (line, cells); may be called again.

        Every row has at least as many cells as there are headings; a row that had more keeps them
        at its end. Rows without any value are left out. Memory does not grow with the file's length.

        Raises:
            Invalid: The file turned out unreadable part of the way.
        """
        self.problems.clear()
        with closing(self.source(self.problems)) as records:
            for line, cells in records:
                if line > self.after and any(cell is not None and cell != "" for cell in cells):
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


def lay_out(name: str, records: Sequence[Record], *, header: bool | None) -> Layout:
    """Find the headings among the first records of a file.

    A title or two above the real headings (as reports have) is passed over; a first row that
    holds addresses or numbers is data, and the columns are then called Column 1, Column 2 and so on.

    Args:
        name: The file's name, for the refusal.
        records: The first records, blank ones included.
        header: True or False when the person said whether there is a heading row.

    Raises:
        Invalid: The file holds nothing, or far too many columns.
    """
    filled = [(line, trimmed(cells)) for line, cells in records if any(not blank(cell) for cell in cells)]
    if not filled:
        raise Invalid(f"{name} holds no rows.", hint="Choose a file with a heading row and data below it.")
    start = _heading_row(filled) if header is not False else 0
    line, cells = filled[start]
    width = max(len(cells), 1)
    if width > MAX_COLUMNS:
        raise Invalid(
            f"{name} has {width:,} columns; at most {MAX_COLUMNS:,} are imported.",
            hint="Check that the right file and delimiter were chosen.",
        )
    if header is False or (header is None and _is_data(cells)):
        width = max(len(row) for _, row in filled[:HEAD_RECORDS])
        names = tuple(f"Column {number}" for number in range(1, min(width, MAX_COLUMNS) + 1))
        return Layout(names, line - 1, (f"{name} has no heading row; its columns are numbered.",))
    headings, notices = _name_columns(cells)
    if start:
        notices.insert(0, f"The headings are in row {line}; what stands above them is not read.")
    return Layout(headings, line, tuple(notices))


def trimmed(cells: list[Cell]) -> list[Cell]:
    """The cells without the empty ones at the end."""
    end = len(cells)
    while end and (cells[end - 1] is None or cells[end - 1] == ""):
        end -= 1
    return cells[:end]


def _heading_row(filled: Sequence[Record]) -> int:
    """The place of the heading row: the first, unless thin title lines stand above a wide table."""
    counts = [sum(1 for cell in cells if not blank(cell)) for _, cells in filled]
    usual = Counter(counts).most_common(1)[0][0]
    if usual < 4 or counts[0] > 2:  # a title has one or two cells, a table worth the name more
        return 0
    return next(place for place, count in enumerate(counts) if count > usual / 2)


def _is_data(cells: Sequence[Cell]) -> bool:
    """Whether a row holds values rather than headings."""
    shapes = [shape_of(cell) for cell in cells if not blank(cell)]
    values = sum(1 for shape in shapes if shape not in {"text", "yes_no"})
    return "email" in shapes or (bool(shapes) and values * 2 >= len(shapes))


def _name_columns(cells: Sequence[Cell]) -> tuple[tuple[str, ...], list[str]]:
    """Distinct names for the columns, and a notice about those that had to be named."""
    names: list[str] = []
    taken: set[str] = set()
    unnamed, repeated = 0, 0
    for number, cell in enumerate(cells, 1):
        name = " ".join(str(cell if cell is not None else "").split())[:_LONGEST_HEADING]
        if not name:
            name, unnamed = f"Column {number}", unnamed + 1
        if name.casefold() in taken:
            repeated += 1
            name = next(
                other
                for other in (f"{name} ({again})" for again in range(2, MAX_COLUMNS + 2))
                if other.casefold() not in taken
            )
        taken.add(name.casefold())
        names.append(name)
    notices = []
    if unnamed:
        one = unnamed == 1
        are = (
            "has no heading; it is called by its number" if one else "have no heading; they are called by their number"
        )
        notices.append(f"{counted(unnamed, 'column')} {are}.")
    if repeated:
        are = "repeats an earlier one and is numbered" if repeated == 1 else "repeat earlier ones and are numbered"
        notices.append(f"{counted(repeated, 'heading')} {are}.")
    return tuple(names), notices
