"""The columns of a list: what each shows of a record, how many cells it takes, and how a line of them is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from app.domain.core.frozen import frozen
from app.domain.core.text import cell_width, pad
from app.widgets.display_context import DisplayContext
from app.widgets.lines import joined
from app.widgets.text import safe_line
from app.words import Words

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.core.fields import Field
    from app.widgets.ink import Token
    from app.widgets.lines import Run

#: Cells between two columns.
GAP = 2
#: The fewest cells the column that takes what is left is given.
LEAST_FLEXIBLE = 24
#: What is enough for it: beyond, columns of text grow up to twice their width.
AMPLE_FLEXIBLE = 44
#: The most cells that a choice makes its column wider to.
WIDEST_CHOICE = 18


Value = Callable[[Any, DisplayContext, int], "Run"]
"""What a column shows of a line, from a context, on so many cells."""
Why = Callable[[int], str]


@frozen
class Column:
    """A column.

    Attributes:
        code: The field it shows, as in the query language.
        label: Its heading.
        cells: Its least width; the first column takes what the others leave.
        value: What it shows of a line, from a context, on so many cells.
        align: Numbers and times stand at the right.
        field: The field, whose choices make it wider.
        says_why: Whether it says why a record stands in a list that holds it no more; the last of those shown does.
    """

    code: str
    label: Words
    cells: int
    value: Value
    align: Literal["left", "right"] = "left"
    field: Field | None = None
    says_why: bool = False

    @property
    def width(self) -> int:
        """Its width in the language of the moment: its heading fits, and so do the choices of its field."""
        field = self.field
        choices = (cell_width(words) for _, words in field.choices) if field is not None and not field.open else ()
        return max(self.cells, cell_width(self.label), min(max(choices, default=0), WIDEST_CHOICE))


def plain(attribute: str, ink: Token = "dim") -> Value:
    """Shows a text, or an amount, as it is."""
    return lambda line, _context, _cells: (safe_line(getattr(line, attribute)), ink)


def choice(field: Field) -> Value:
    """Shows what the choice of a field is called."""

    def value(line: Any, _context: DisplayContext, _cells: int) -> Run:
        code = getattr(line, field.code)
        return (safe_line(field.choice_label(code)) if code else "", "dim")

    return value


def ago(attribute: str) -> Value:
    """Shows a moment."""

    def value(line: Any, context: DisplayContext, cells: int) -> Run:
        moment = getattr(line, attribute)
        return (when_text(moment, context, cells), "dim") if moment else (context.signs.nothing, "dim")

    return value


def when_text(moment: datetime, context: DisplayContext, cells: int) -> str:
    """A moment, or its day alone where there is no room for the time."""
    text = context.when(moment)
    return text if cell_width(text) <= cells else context.short_day(context.day(moment))


#: The cells in which a heading can name the order of the list: two blanks, the mark and the beginning of a word.
_LEAST_NAMED: Final = 8


def fitted(columns: Mapping[str, Column], codes: Sequence[str], cells: int) -> list[tuple[Column, int]]:
    """The columns that fit, with their widths: earlier ones win, the first takes what is left.

    Args:
        columns: Every column there is, by its code; the first is shown where none is wanted.
        codes: The wanted columns in order of importance; unknown ones are passed over.
        cells: The cells there are for all of them.
    """
    wanted = [columns[code] for code in codes if code in columns] or [next(iter(columns.values()))]
    first, *others = wanted
    kept: list[tuple[Column, int]] = []
    room = cells - LEAST_FLEXIBLE
    for column in others:
        if (width := column.width) + GAP <= room:
            kept.append((column, width))
            room -= width + GAP
    if not kept and others and cells >= LEAST_FLEXIBLE:  # too narrow for the next best: both give way
        kept = [(others[0], min(others[0].width, cells // 3))]
    flexible = cells - sum(width + GAP for _, width in kept)
    flexible, kept = _shared(flexible, kept)
    # what one looks for by time stands at the right end, under the eye
    placed = sorted(kept, key=lambda each: each[0].align == "right")
    return [(first, flexible), *placed]


def _shared(flexible: int, kept: Sequence[tuple[Column, int]]) -> tuple[int, list[tuple[Column, int]]]:
    """The first column's width and the others', when those of text grow with what the first has no use for."""
    shared = []
    for column, width in kept:
        more = min(max(flexible - AMPLE_FLEXIBLE, 0), width) if column.align == "left" else 0
        shared.append((column, width + more))
        flexible -= more
    return flexible, shared


def row_runs(
    line: Any, columns: Sequence[tuple[Column, int]], context: DisplayContext, why_stray: Why | None = None
) -> list[Run]:
    """A record as runs that take exactly the cells of the columns.

    Args:
        line: The line.
        columns: The columns with their widths.
        context: The display context.
        why_stray: Says on so many cells why it stands in a list that holds it no more; ``None`` where it does not.
    """
    runs: list[Run] = []
    says_why = max((index for index, (column, _) in enumerate(columns) if column.says_why), default=-1)
    for index, (column, cells) in enumerate(columns):
        text, token = column.value(line, context, cells)
        if why_stray is not None:
            text, token = (why_stray(cells) if index == says_why else text), "dim"
        runs.append((pad(text, cells, column.align), token))
        if index < len(columns) - 1:
            runs.append((" " * GAP, "text"))
    return runs


def heading_runs(
    columns: Sequence[tuple[Column, int]],
    by: Column | None,
    sort: str,
    context: DisplayContext,
    token: Token,
    anew: str = "",
) -> list[Run]:
    """The headings of the columns; the one sorted by shows the direction, the first one names it where it is not shown.

    Args:
        columns: The columns with their widths.
        by: The column sorted by, be it shown or not.
        sort: The code of the field sorted by, with a leading ``-`` for descending.
        context: The display context.
        token: The ink of the first heading.
        anew: What is said of an order that is not the records' any more.
    """
    mark = context.signs.down if sort.startswith("-") else context.signs.up
    is_shown = any(column is by for column, _ in columns)
    named = "" if by is None or is_shown else f"{mark} {by.label.lower()}"
    (first, cells), *others = columns
    label = f"{first.label} {mark}" if first is by else first.label
    said = joined((named, anew), context.signs.dot)
    while anew and others and cell_width(f"{label}  {said}") > cells:  # what matters more takes the next one's place
        taken, width = others.pop(0)
        cells += GAP + width
        if taken is by:
            said = joined((f"{mark} {by.label.lower()}", anew), context.signs.dot)
    if not anew and cell_width(label) + _LEAST_NAMED > cells:  # a cut that says nothing
        said = ""
    runs: list[Run] = [(label, token), (pad(f"  {said}", cells - cell_width(label)), "dim")]
    if cell_width(label) >= cells:
        runs = [(pad(label, cells), token)]
    for column, width in others:
        label = column.label
        if column is by:
            label = f"{mark} {label}" if column.align == "right" else f"{label} {mark}"
        runs += [(" " * GAP, "text"), (pad(label, width, column.align), "dim")]
    return runs


def column_at(columns: Sequence[tuple[Column, int]], x: int) -> Column | None:
    """The column that holds cell ``x``, counted from the first column's first cell."""
    at = 0
    for column, cells in columns:
        if at <= x < at + cells:
            return column
        at += cells + GAP
    return None
