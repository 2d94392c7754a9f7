"""Arranging: the pieces of a line, each in the order in which it is seen, where the screen is laid out.

A screen that is read from the right is laid out from the left and mirrored at last (``mirror``), so what stands in its
lines until then is the mirror image of what is seen.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from textual.filter import LineFilter

from app.bidi.classes import needs_arranging
from app.bidi.mirroring import QUOTES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.color import Color

    from app.widgets.direction import Direction

#: Texts whose arrangement is remembered: more than stand on a few screens.
_MOST_KEPT: Final = 16_384
#: What makes a text be read from the left or the right, before it.
ANCHORS: Final = {False: ["a", "\u00a0"], True: ["\u05d0", "\u00a0"]}
#: The part of a piece's letters that is enough for it to be read as the program is: one in so many.
_ENOUGH: Final = 3
#: Text in Latin letters as pieces, of which each runs from the left: parted by gaps, and signs before it stay there.
_LATIN_GAPS: Final = re.compile("( {2,}| \\| )")
_LATIN: Final = re.compile("((?: |[*!+>#-] )*)(.*?)( *)", re.DOTALL)
#: Keys that go to the left and right stand there, whatever the screen is read from.
_ARROWS: Final = re.compile("[←→] ?[←→]")
_LETTER: Final = re.compile("[A-Za-z]")


def clusters_of(text: str) -> list[str]:
    """The characters of a text, each with the marks that stand on it."""
    if text.isascii():
        return list(text)
    return [text[start:end] for start, end, _ in split_graphemes(text)[0]]


@lru_cache(maxsize=_MOST_KEPT)
def arranged_text(text: str, direction: Direction) -> str:
    """A run of a line with each of its pieces in the order in which it is seen, on the same number of cells."""
    if direction.is_rtl:
        if text.strip() in QUOTES:  # a sign, which is turned with the screen
            return text
        if _ARROWS.fullmatch(text):
            return text[::-1]
        if text.isascii() and (turned := _turned(text)) is not None:
            return turned
    return _ordered(text, direction)


def _ordered(text: str, direction: Direction) -> str:
    """A run piece by piece; what stands between them keeps its place."""
    from app.bidi.pieces import pieces  # a screen without such letters is drawn before it is loaded
    from app.bidi.terminal import UNSEEN

    seen: list[str] = []
    done = 0
    for piece in pieces(text, int(direction.is_rtl)):
        seen += text[done : piece.start], _piece(text[piece.start : piece.end], piece.base, direction)
        done = piece.end
    return "".join((*seen, text[done:])).translate(UNSEEN)


def _piece(text: str, base: int, direction: Direction) -> str:
    """A piece in the order in which it is seen: as the program is read where enough of it is, else as it begins.

    A sentence of the program is read as the program is, though the name it begins with is read the other way; a note
    that names something in other letters is read as it was written.
    """
    from app.bidi.arranging import arranged

    kinds = [kind != "L" for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}]
    like_program = kinds.count(direction.is_rtl)
    turned = base != direction.is_rtl and like_program * _ENOUGH >= len(kinds)
    anchor = ANCHORS[direction.is_rtl] if turned else []
    order, texts = arranged(anchor + clusters_of(text), direction.is_rtl, shape=direction.shapes, mirrored=True)
    seen = "".join(shown for place, shown in zip(order, texts, strict=True) if place >= len(anchor))
    return seen + " " * (cell_len(text) - cell_len(seen))


def _turned(text: str) -> str | None:
    """The mirror image of text in Latin letters, as ``arranged`` gives it; ``None`` where a piece has no letter."""
    parts = _LATIN_GAPS.split(text)
    for at in range(0, len(parts), 2):
        before, words, after = _LATIN.fullmatch(parts[at]).groups()  # type: ignore[union-attr] # it fits any text
        if words:
            if not _LETTER.search(words):
                return None
            parts[at] = f"{before}{words[::-1]}{after}"
    return "".join(parts)


def without_arranging(filters: Sequence[LineFilter]) -> list[LineFilter]:
    """The filters of a widget whose lines are in order already."""
    return [each for each in filters if not isinstance(each, ArrangingFilter)]


class ArrangingFilter(LineFilter):
    """Puts the pieces of every line in the order in which they are seen; each run of one style is a piece or several.

    Args:
        direction: Which way the screen is read.
        met: Called once, when there is text that is read from the right.
    """

    def __init__(self, direction: Direction, met: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._direction = direction
        self._met = met

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's shape
        """The segments, the very same list where there is nothing to arrange."""
        direction = self._direction
        if not direction.mirrors:
            for text, _, _ in segments:
                if not text.isascii() and needs_arranging(text):
                    break
            else:
                return segments
        if self._met is not None:
            met, self._met = self._met, None
            met()
        return [
            segment if segment.control else Segment(arranged_text(segment.text, direction), segment.style)
            for segment in segments
        ]
