"""Typed text of mixed directions: where each character is seen, which one the cursor comes to, what is under the mouse.

All places are those of the layout: on a screen that is read from the right they are the mirror image of what is seen.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from app.bidi.classes import needs_arranging
from app.widgets.arranging import ANCHORS, clusters_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from app.widgets.direction import Direction

#: What stands on Arabic letters, as a range of a pattern: no word begins or ends there.
VOWEL_SIGNS: Final = "\u0610-\u061a\u064b-\u065f\u0670"
#: Texts whose arrangement is remembered.
_MOST_KEPT: Final = 512
#: Blanks part nothing here, however many there are.
_BLANK: Final = "\u00a0"


class TypedText(NamedTuple):
    """A text as it is seen, with the cell of the cursor after its end.

    Attributes:
        starts: Where each character with its marks begins in the text.
        order: By place from the left: which of the characters stands there.
        texts: By place from the left: what is shown there.
    """

    starts: Sequence[int]
    order: Sequence[int]
    texts: Sequence[str]

    def beside(self, index: int, step: int) -> int | None:
        """Where the cursor goes from a place in the text, a step to the right or left; ``None`` beyond the edge."""
        place = self._place_of(index) + step
        return self.starts[self.order[place]] if 0 <= place < len(self.order) else None

    def place_of(self, index: int) -> int:
        """The cell in which a place in the text is seen."""
        return sum(map(cell_len, self.texts[: self._place_of(index)]))

    def index_at(self, cell: int) -> int:
        """The place in the text that is seen in a cell; beyond the edge, that of the last one."""
        ends = [*accumulate(map(cell_len, self.texts))]
        return self.starts[self.order[min(bisect_right(ends, cell), len(ends) - 1)]]

    def _place_of(self, index: int) -> int:
        return self.order.index(bisect_right(self.starts, index) - 1)


def is_plain(text: str, direction: Direction) -> bool:
    """Whether a text is seen as it is written."""
    return not direction.mirrors and not (direction.arranges and needs_arranging(text))


def is_from_right(text: str, direction: Direction) -> bool:
    """Whether a line is read from the right: by its first letter, else as the program is."""
    kinds = map(unicodedata.bidirectional, text)
    first = next((kind for kind in kinds if kind in {"L", "R", "AL"}), None)
    return direction.is_rtl if first is None else first != "L"


@lru_cache(maxsize=_MOST_KEPT)
def typed_text(text: str, direction: Direction, whole: str = "", *, ends: bool = True) -> TypedText:
    """A text that is typed, as one piece whatever stands in it.

    Args:
        text: The text.
        direction: Which way the screen is read.
        whole: The line that it is a part of, which says from which side it is read.
        ends: Whether there is a cell for the cursor after its end.
    """
    from app.bidi.arranging import arranged  # where all is typed from the left it is not needed

    clusters = clusters_of(text) + [" "] * ends
    from_right = is_from_right(whole or text, direction)
    anchor = ANCHORS[from_right] if from_right != is_from_right(text, direction) else []
    asked = anchor + [_BLANK if cluster == " " else cluster for cluster in clusters]
    order, texts = arranged(asked, direction.is_rtl, shape=direction.shapes, mirrored=True)
    seen = [(place - len(anchor), shown) for place, shown in zip(order, texts, strict=True)]
    seen = [(place, " " if shown == _BLANK else shown) for place, shown in seen if place >= 0]
    starts = [0, *accumulate(map(len, clusters))][: len(clusters)]
    return TypedText(starts, [place for place, _ in seen], [shown for _, shown in seen])


def typed_strip(strip: Strip, text: str, seen: TypedText) -> Strip:
    """A strip that begins with a text and the cell of the cursor, with these as they are seen; the styles go along.

    Args:
        strip: The text as it is written.
        text: What stands at its beginning.
        seen: The same as it is seen.
    """
    styles: list[Style | None] = [style for shown, style, _ in strip for _ in shown]
    stops = [*seen.starts[1:], max(len(text), (seen.starts or [0])[-1] + 1)]
    if len(styles) < stops[-1]:
        return strip
    run = [(styles[stops[place] - 1], shown) for place, shown in zip(seen.order, seen.texts, strict=True)]
    head = Strip(
        Segment("".join(shown for _, shown in group), style) for style, group in groupby(run, key=lambda each: each[0])
    )
    return Strip.join([head, strip.crop(head.cell_length)]).adjust_cell_length(strip.cell_length)
