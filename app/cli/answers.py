"""Answers: what a command prints, as a table for people or as JSON for programs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TextIO
from zoneinfo import ZoneInfo

from app.cli.called import Called
from app.cli.data import dumps, plain
from app.cli.failures import UnwrittenError, hush
from app.domain.core.frozen import frozen
from app.domain.core.outcomes import Outcome
from app.domain.core.text import Align, cell_width, for_display, pad
from app.words import Words, formats, label, language, listed, say
from app.words.language import SOURCE

_GAP = "  "
_NARROWEST = 6
#: The width of a table that nobody looks at on a terminal: nothing is cut off.
_UNBOUNDED = 100_000
_LONGEST_CELL = 60


@frozen
class Column:
    """A column of a table.

    Attributes:
        name: The attribute or key of a row it shows.
        heading: What stands above it.
        align: Where its text stands.
        called: What its codes are called where another language than English is spoken.
    """

    name: str
    heading: Words
    align: Align = "left"
    called: Called | None = None


class LocalNow(NamedTuple):
    """The present moment, and the zone of whoever reads the answers."""

    now: datetime
    zone: ZoneInfo


class Answers:
    """Prints to standard output what was asked for, and to standard error what is said about it."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, talk: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out: TextIO | None = out or sys.stdout  # there is none where whoever started the program closed it
        self._talk: TextIO | None = talk or sys.stderr
        self.at = LocalNow(datetime.now(UTC), ZoneInfo("UTC"))

    def place(self, now: datetime, zone: ZoneInfo) -> None:
        """Set the moment and the zone that times are shown from."""
        self.at = LocalNow(now, zone)

    def rows(self, rows: Sequence[Any], columns: Sequence[Column], *, empty: Words) -> None:
        """Print a list.

        Args:
            rows: Frozen rows or mappings.
            columns: What a person sees of them; a program gets everything.
            empty: What a person is told when there are none.
        """
        if self.as_json:
            self.json([plain(row) for row in rows])
        elif not rows:
            self.say(label(empty))
        else:
            self._table([[self.display(_told(row, each)) for each in columns] for row in rows], columns)

    def record(self, data: Any, lines: Iterable[tuple[str, Any]]) -> None:
        """Print one record.

        Args:
            data: All of it, for a program.
            lines: Label and value of what a person sees; those without a value are left out.
        """
        if self.as_json:
            self.json(plain(data))
            return
        shown = [(name, self.display(value, lines=True)) for name, value in lines]
        filled = [(name, text) for name, text in shown if text]
        width = max((cell_width(name) for name, _ in filled), default=0)
        for name, text in filled:
            indent = "\n" + " " * (width + len(_GAP))
            self.text(f"{pad(name, width)}{_GAP}{indent.join(text.splitlines())}")

    def outcome(self, outcome: Outcome) -> None:
        """Print what a change did."""
        if self.as_json:
            self.json(outcome.as_json())
        else:
            self.text(for_display(outcome.message))

    def json(self, data: Any) -> None:
        """Print plain data for a program."""
        self.text(dumps(data))

    def text(self, line: str) -> None:
        """Print a line that is safe already.

        Raises:
            UnwrittenError: Standard output is closed, or takes no more.
        """
        if self._out is None:
            raise UnwrittenError(say("standard output is closed"))
        _put(self._out, f"{line}\n")

    def say(self, line: str) -> None:
        """Tell a person something on standard error."""
        self._tell(f"{for_display(line)}\n")

    def progress(self, line: str) -> None:
        """Show on a terminal how far a long work has come, in place of what was shown before."""
        if _on_terminal(self._talk):
            self._tell(f"\r\x1b[K{for_display(line)}")

    def progress_done(self) -> None:
        """Take the last progress away again."""
        if _on_terminal(self._talk):
            self._tell("\r\x1b[K")

    def _tell(self, text: str) -> None:
        """Write to standard error; what cannot be said there is not worth failing for."""
        if self._talk is not None:
            with suppress(UnwrittenError):
                _put(self._talk, text)

    def page(
        self, lines: Sequence[Any], limit: int, columns: Sequence[Column], *, empty: Words, count: Callable[[], int]
    ) -> None:
        """Print the first of a list that was read one line further, and say how it goes on.

        Args:
            lines: Rows with a short code, one more than are printed where there are more.
            limit: How many are printed.
            columns: What a person sees of them.
            empty: What a person is told when there are none.
            count: Counts all of them; asked where not all are printed.
        """
        self.rows(lines[:limit], columns, empty=empty)
        if len(lines) > limit:
            self.limited(limit, count(), say("--after {code} goes on", code=lines[limit - 1].code))

    def limited(self, shown: int, total: int, more: str = "") -> None:
        """Say that not everything is shown, when that is so."""
        if shown < total:
            shown_, total_ = formats.number(shown), formats.number(total)
            if more:
                self.say(say("showing {shown} of {total}; {more}", shown=shown_, total=total_, more=more))
            else:
                self.say(say("showing {shown} of {total}", shown=shown_, total=total_))

    def display(self, value: Any, *, lines: bool = False) -> str:
        """A value as a person reads it, safe for a terminal.

        Args:
            value: Any field's value.
            lines: Keep line breaks.
        """
        if value is None:
            return ""
        if isinstance(value, (tuple, list)):
            return listed(self.display(each) for each in value)
        if isinstance(value, Mapping):
            return listed(f"{for_display(str(name))} {self.display(each)}" for name, each in value.items())
        return for_display(self._words(value), lines=lines)

    def _words(self, value: Any) -> str:
        """A single value in words."""
        from app.domain.core.moments import when

        if isinstance(value, bool):
            return say("yes") if value else say("no")
        if isinstance(value, datetime):
            return when(value, self.at.now, self.at.zone)
        if isinstance(value, date):
            return formats.digits(value.isoformat())
        return formats.number(value) if isinstance(value, (int, Decimal)) else str(value)

    def _table(self, cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> None:
        kept = [index for index in range(len(columns)) if any(row[index] for row in cells)]
        if _on_terminal(self._out):
            room = shutil.get_terminal_size().columns
            natural = [
                min(_LONGEST_CELL, max(cell_width(columns[i].heading), *(cell_width(row[i]) for row in cells)))
                for i in kept
            ]
        else:
            room = _UNBOUNDED
            natural = [max(cell_width(columns[i].heading), *(cell_width(row[i]) for row in cells)) for i in kept]
        widths = fitted(natural, room)
        heading = _line([columns[i].heading for i in kept], widths, [columns[i].align for i in kept])
        self.text(f"\x1b[1m{heading}\x1b[0m" if self._may_colour() else heading)
        for row in cells:
            self.text(_line([row[i] for i in kept], widths, [columns[i].align for i in kept]))

    def _may_colour(self) -> bool:
        plain_terminal = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return _on_terminal(self._out) and not plain_terminal


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """Column widths that fit into so many cells: the widest columns give way first.

    Args:
        widths: What each column would like.
        room: Cells there are, gaps included.
    """
    kept = list(widths)
    spare = room - len(_GAP) * (len(kept) - 1)
    while sum(kept) > spare and max(kept) > _NARROWEST:
        kept[kept.index(max(kept))] -= 1
    return kept


def _line(cells: Sequence[str], widths: Sequence[int], aligns: Sequence[Align]) -> str:
    parts = [pad(cell, width, align) for cell, width, align in zip(cells, widths, aligns, strict=True)]
    return _GAP.join(parts).rstrip()


def _value(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)


def _told(row: Any, column: Column) -> Any:
    """What a row has in a column, its codes as they are called."""
    value = _value(row, column.name)
    if column.called is None or language() == SOURCE:
        return value
    if isinstance(value, (tuple, list)):
        return [column.called(each) for each in value]
    return column.called(value) if isinstance(value, str) and value else value


def _on_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _put(stream: TextIO, text: str) -> None:
    """Write and flush; a reader that has gone, such as ``head``, is no error.

    Raises:
        UnwrittenError: The stream takes no more, such as a file on a full disk.
    """
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        hush(stream)
    except OSError as problem:
        hush(stream)
        raise UnwrittenError(problem.strerror or str(problem)) from problem
