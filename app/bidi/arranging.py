"""The door for whoever draws: in which order, and in which form, the characters of a line stand on its cells.

A line is taken as it is drawn, from left to right, one text a character with its marks (a *cluster*, as
``rich.cells.split_graphemes`` parts them). Its width never changes. For an interface from right to left, whose finished
screen is flipped cell by cell, the line is given such that the flipped one is right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from app.bidi.classes import needs_arranging
from app.bidi.levels import visual_order
from app.bidi.mirroring import QUOTES, flip_glyph, mirror_of
from app.bidi.pieces import pieces
from app.bidi.shaping import ALEFS, shaped
from app.bidi.terminal import UNSEEN, for_terminal
from app.bidi.wholes import levels_of_piece

__all__ = ["arranged", "flip_glyph", "for_terminal", "needs_arranging"]

_LINES_KEPT: Final = 4096
_UNSEEN: Final = frozenset(map(chr, UNSEEN))


def arranged(clusters: Sequence[str], rtl: bool, *, shape: bool, mirrored: bool) -> tuple[list[int], list[str]]:
    """Where each cluster of a line stands, from left to right by cell, and its text there.

    An alef that went into its lam leaves a space at the end of its piece. Direction marks and isolates are left out of
    the texts.

    Args:
        clusters: The line, each character with its marks.
        rtl: The screen is flipped afterwards: the mirror image of what shall be seen is given.
        shape: Arabic letters get the forms that join them; for terminals that do not do so.
        mirrored: Brackets from right to left get their mirrored glyph.

    Returns:
        The index of the cluster at each place, and the text at each place.
    """
    order, texts = _arranged(tuple(clusters), rtl, shape, mirrored)
    return list(order), list(texts)


@lru_cache(maxsize=_LINES_KEPT)
def _arranged(
    clusters: tuple[str, ...], rtl: bool, shape: bool, mirrored: bool
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    line = "".join(clusters)
    if not rtl and not needs_arranging(line):
        return tuple(range(len(clusters))), clusters
    starts = range(len(line) + 1) if len(line) == len(clusters) else list(accumulate(map(len, clusters), initial=0))
    order: list[int] = []
    texts: list[str] = []
    done = 0
    for piece in pieces(line, int(rtl)):
        first, last = bisect_left(starts, piece.start), bisect_left(starts, piece.end)
        text = line[piece.start : piece.end]
        of_levels = levels_of_piece(text, piece.base)
        if len(text) > last - first:  # the level of a cluster is that of its letter
            of_levels = [of_levels[start - piece.start] for start in starts[first:last]]
        places, seen = _piece(clusters[first:last], of_levels, piece.base, shape=shape, mirrored=mirrored)
        if rtl:
            places.reverse()
            seen = _unflipped(seen[::-1], text)
        order += range(done, first)
        order += [first + place for place in places]
        texts += clusters[done:first]
        texts += seen
        done = last
    order += range(done, len(clusters))
    texts += clusters[done:]
    if not _UNSEEN.isdisjoint(line):
        texts = [text.translate(UNSEEN) for text in texts]
    return tuple(order), tuple(texts)


def _piece(
    clusters: Sequence[str], of_levels: list[int], base: int, *, shape: bool, mirrored: bool
) -> tuple[list[int], list[str]]:
    """The places and the texts of one piece, from left to right."""
    read = list(range(len(clusters)))
    if not any(of_levels):
        return read, list(clusters)
    texts = shaped(clusters) if shape else list(clusters)
    if "" in texts and (left := [at for at in read if not texts[at] and clusters[at][0] in ALEFS]):
        kept = sorted({*read} - {*left})
        read, of_levels = kept + left, [*map(of_levels.__getitem__, kept), *[base] * len(left)]
        for at in left:
            texts[at] = " "
    if mirrored:
        for at, level in zip(read, of_levels, strict=True):
            if level & 1:
                texts[at] = mirror_of(texts[at])
    places = [read[rank] for rank in visual_order(of_levels)]
    return places, [texts[at] for at in places]


def _unflipped(seen: list[str], text: str) -> list[str]:
    """The cells of a text so that the flip of the screen, which takes quotation marks for drawings, undoes it."""
    if QUOTES.isdisjoint(text) or not any(map(str.isalnum, text)):
        return seen
    return [flip_glyph(cell) if cell in QUOTES else cell for cell in seen]
