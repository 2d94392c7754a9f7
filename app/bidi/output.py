"""Lines for a terminal, as the command line writes them: in the order that is seen, in the styles they have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from app.bidi.arranging import arranged, flip_glyph, needs_arranging
from app.bidi.terminal import GUARD, UNSEEN, written_order

#: Who puts right-to-left text in order: we by cell, the terminal, or nobody.
Mode = Literal["leadline", "terminal", "off"]

_ISOLATES: Final = dict.fromkeys(range(0x2066, 0x206A))
_RESET: Final = "\x1b[0m"
_STYLE: Final = re.compile("(\x1b\\[[0-9;:]*m)")
_MOVES: Final = re.compile("(?:\r|\x1b\\[[0-9;]*[A-Za-ln-z])*")


class _Cell(NamedTuple):
    """A character with its marks, and the sequences that set its style."""

    text: str
    style: str
    width: int


def for_output(text: str, mode: Mode, rtl: bool, columns: int | None = None) -> str:
    """Lines as they are written to a terminal, so that they are seen as they are meant.

    Styles (SGR) stay with their characters. With ``off``, as for pipes and files, nothing changes but that the isolates
    of our own sentences are left out.

    Args:
        text: One line or several, in logical order.
        mode: Who puts them in order.
        rtl: They are read from the right: columns and borders follow each other from there.
        columns: The width of the terminal, for lines that end with a line break: longer ones are broken at spaces, and
            those that are read from the right begin there.
    """
    if mode == "off":
        return text.translate(_ISOLATES)
    if not rtl and not needs_arranging(text):
        return text
    *lines, last = text.split("\n")
    written = [_line(line, mode, rtl, columns) for line in lines]
    return "\n".join((*written, _line(last, mode, rtl, None)))


def _line(line: str, mode: Mode, rtl: bool, columns: int | None) -> str:
    """One line; what moves the cursor or clears before it stays in front."""
    if not line or not (rtl or needs_arranging(line)):
        return line
    moves = _MOVES.match(line)
    start = moves.end() if moves else 0
    cells = list(_cells(line[start:]))
    ordered = (_ordered(row, mode, rtl, columns) for row in _rows(cells, columns))
    return line[:start] + "\n".join(ordered)


def _cells(line: str) -> Iterator[_Cell]:
    """The characters of a line, each with its style."""
    from rich.cells import split_graphemes

    style = ""
    for part in _STYLE.split(line):
        if _STYLE.fullmatch(part):
            style = "" if part in {_RESET, "\x1b[m"} else style + part
        else:
            yield from (_Cell(part[start:end], style, width) for start, end, width in split_graphemes(part)[0])


def _rows(cells: Sequence[_Cell], columns: int | None) -> Iterator[Sequence[_Cell]]:
    """The line in rows that fit, broken at spaces where there are some."""
    start = used = 0
    space = None
    for at, cell in enumerate(cells):
        used += cell.width
        if columns is not None and used > columns and at > start:
            end = at if space is None else space
            yield cells[start:end]
            start = end if space is None else end + 1
            used = sum(each.width for each in cells[start : at + 1])
            space = None
        if cell.text == " ":
            space = at
    yield cells[start:]


def _ordered(row: Sequence[_Cell], mode: Mode, rtl: bool, columns: int | None) -> str:
    """A row in the order in which it is written."""
    order, texts = arranged([cell.text for cell in row], rtl, shape=mode == "leadline", mirrored=True)
    styles = [row[at].style for at in order]
    if rtl:
        styles.reverse()
        texts = [flip_glyph(text) for text in reversed(texts)]
        free = (columns or 0) - sum(cell.width for cell in row)
        texts[:0], styles[:0] = [" "] * free, [""] * free
    texts = [text.translate(UNSEEN) for text in texts]
    if mode == "leadline":
        return _styled(zip(texts, styles, strict=True))
    return _styled((GUARD, None) if at is None else (texts[at], styles[at]) for at in written_order(texts))


def _styled(cells: Iterable[tuple[str, str | None]]) -> str:
    """The texts with the sequences between them wherever the style becomes another."""
    written = []
    current = ""
    for text, style in cells:
        if style is not None and style != current:
            written.append((_RESET if current else "") + style)
            current = style
        written.append(text)
    return "".join((*written, _RESET if current else ""))
