"""Lines for a terminal that orders by itself: what to write so that it shows exactly the cells that are meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from app.bidi.classes import classes_of, needs_arranging

#: Direction marks and isolates, which no cell shows.
UNSEEN: Final = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x2066, 0x206A)))

#: The left-to-right mark.
GUARD: Final = "\u200e"
# Runs from right to left: letters, with what stands between two of them; digits, brackets, two spaces end a run.
_RUN: Final = re.compile("R+(?:(?:(?!ww)[Cow])+R+)*|N+(?:CN+)*")
_DRAWN: Final = re.compile("[\u2500-\u25ff\u2800-\u28ff]")
_KINDS: Final = {"R": "R", "A": "R", "N": "N", "C": "C", "W": "w", "O": "o", "+": "o", "T": "o"}


def for_terminal(clusters: Sequence[str]) -> str:
    """What to write of a whole line of the screen, so that UAX #9 from the left shows it as given.

    Each run of letters from right to left goes out in the order it is read, so that the terminal can join them, and
    a left-to-right mark stands around each, and behind Arabic-Indic numbers, so that nothing beside moves.

    Args:
        clusters: The characters of the line with their marks, unshaped, as they are seen from left to right.
    """
    seen = [cluster.translate(UNSEEN) for cluster in clusters]
    return "".join([GUARD if at is None else seen[at] for at in written_order(seen)])


def written_order(seen: Sequence[str]) -> list[int | None]:
    """Which cell of a line is written when, as ``for_terminal`` does; nothing where a left-to-right mark is.

    Args:
        seen: The cells without marks of direction, from left to right.
    """
    if not needs_arranging("".join(seen)):
        return [*range(len(seen))]
    kinds = "".join(map(_kind, seen))
    written: list[int | None] = [None]
    end = 0
    for found in _RUN.finditer(kinds):
        run = range(found.start(), found.end())
        written += range(end, found.start())
        written += run[::-1] if "R" in found[0] else run
        written.append(None)
        end = found.end()
    written += range(end, len(seen))
    return written


def _kind(cell: str) -> str:
    """``R`` for a letter from right to left, ``N`` for an Arabic number, what may stand in a run, or ``x``."""
    character = cell[:1]
    if not character:
        return "o"
    if unicodedata.mirrored(character) or _DRAWN.match(character):
        return "x"
    return _KINDS.get(classes_of(character), "x")
