"""Pieces: where a drawn line is cut into runs of text that each have a direction of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from app.bidi.classes import classes_of
from app.bidi.embedding import first_strong

#: Stands between the columns of a table, and is not written to the terminal.
COLUMN_EDGE: Final = "\u200e"

_GLYPHS: Final = "\u2500-\u25ff\u2800-\u28ff"  # box drawing, blocks, geometric shapes, braille
# Two spaces, a column's edge, a glyph of a drawing, a dot between two facts.
_EDGE: Final = f"[{_GLYPHS}{COLUMN_EDGE}]+| {{2,}}| [·•|] "
# Signs that stand before or behind a text, parted by a space: they are no part of it.
_SIGN: Final = "[\u2190-\u23ff\u2600-\u27bf\u2b00-\u2bff·•›‹*!+>#–-]"
_BEFORE: Final = f"(?: |{_SIGN} )+"
_BEHIND: Final = "(?: [\u2190-\u23ff\u2600-\u27bf\u2b00-\u2bff])+ ?$| +$"


class Piece(NamedTuple):
    """One run of text.

    Attributes:
        start, end: Where it stands in the line.
        base: The level of its direction: 0 from the left, 1 from the right.
    """

    start: int
    end: int
    base: int


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return re.compile(_EDGE), re.compile(_BEFORE), re.compile(_BEHIND)


def pieces(line: str, interface: int) -> Iterator[Piece]:
    """The pieces of a line; what lies between them keeps its place.

    Args:
        line: As it is drawn.
        interface: The level of a piece without a strong character (P2, P3): 0 from the left, 1 from the right.
    """
    edge, _, _ = _patterns()
    start = 0
    for found in edge.finditer(line):
        yield from _piece(line, start, found.start(), interface)
        start = found.end()
    yield from _piece(line, start, len(line), interface)


def _piece(line: str, start: int, end: int, interface: int) -> Iterator[Piece]:
    """The text between two edges, without the signs and spaces around it."""
    _, before, behind = _patterns()
    if found := before.match(line, start, end):
        start = found.end()
    if found := behind.search(line, start, end):
        end = found.start()
    if start < end:
        base = first_strong(classes_of(line[start:end]))
        yield Piece(start, end, interface if base is None else base)
