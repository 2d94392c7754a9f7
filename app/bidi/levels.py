"""The Unicode Bidirectional Algorithm (UAX #9): a level for every character of a line, and the order they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence as Items
from functools import lru_cache
from typing import Final

from app.bidi.classes import classes_of
from app.bidi.embedding import Embedder, Sequence, direction, first_strong, has_controls
from app.bidi.resolving import resolved

_BLANKS: Final = "BWabcdeijkp"  # what takes the level of the line where it stands before a separator or the end (L1)
_SEPARATOR: Final = re.compile("[PS]")


def levels(text: str, base: int | None = None, classes: str | None = None) -> list[int]:
    """The level of each character: even runs from left to right, odd from right to left.

    A character that the algorithm removes (X9) has the level of the one before it.

    Args:
        text: One line.
        base: The level of the line, 0 or 1; that of its first strong character where left out, else 0.
        classes: The class of each character, where some shall count as another than their own.
    """
    if classes is None:
        classes = classes_of(text)
    if base is None:
        base = first_strong(classes) or 0
    if has_controls(classes) or "B" in classes:
        found = _isolated(text, classes, base)
    else:
        whole = Sequence([], base, direction(base), direction(base))
        found = resolved(whole, classes, text)
    _reset_blanks(found, classes, base)
    return found


def visual_order(of_levels: Items[int]) -> list[int]:
    """Which character stands where, from left to right (L2).

    Args:
        of_levels: The level of each character of a line.
    """
    order = list(range(len(of_levels)))
    lowest = min((level for level in of_levels if level & 1), default=0)
    if lowest:
        packed = bytes(of_levels)
        for level in range(max(of_levels), lowest - 1, -1):
            for run in _from(level).finditer(packed):
                order[run.start() : run.end()] = order[run.start() : run.end()][::-1]
    return order


@lru_cache(maxsize=256)
def _from(level: int) -> re.Pattern[bytes]:
    """Runs of characters of this level or a higher one."""
    return re.compile(b"[\\x%02x-\\xff]+" % level)


def _isolated(text: str, classes: str, base: int) -> list[int]:
    """The levels of a line with controls: each isolating run sequence is resolved for itself."""
    embedder = Embedder(classes, base)
    found = embedder.levels
    for sequence in embedder.sequences():
        places = sequence.positions
        inner = resolved(
            sequence, "".join([embedder.classes[at] for at in places]), "".join([text[at] for at in places])
        )
        for at, level in zip(places, inner, strict=True):
            found[at] = level
    before = base
    for at, letter in enumerate(embedder.classes):
        if letter == "B":
            found[at] = before
        before = found[at]
    return found


def _reset_blanks(of_levels: list[int], classes: str, base: int) -> None:
    """L1: separators, and white space before them or at the end, are of the level of the line."""
    separators = [found.start() for found in _SEPARATOR.finditer(classes)]
    for at in separators:
        of_levels[at] = base
    for end in (*separators, len(classes)):
        start = len(classes[:end].rstrip(_BLANKS))
        of_levels[start:end] = [base] * (end - start)
