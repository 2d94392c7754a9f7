"""Lines: words with their inks, laid on exactly as many cells as there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from app.domain.core.text import cell_width, ellipsize

if TYPE_CHECKING:
    from app.widgets.ink import Ground, Ink, Token

Run = tuple[str, "Token"]
"""Some words, safe to show, and what they are."""


class Line(NamedTuple):
    """Words from the left, and words that end at the right; where both do not fit, the left ones are cut."""

    left: Sequence[Run] = ()
    right: Sequence[Run] = ()


def width_of(runs: Iterable[Run]) -> int:
    """The cells some runs take."""
    return sum(cell_width(text) for text, _ in runs)


def clipped(runs: Iterable[Run], cells: int) -> list[Run]:
    """As many of the runs as fit into the cells, the last one cut with an ellipsis if need be."""
    kept: list[Run] = []
    left = cells
    for text, token in runs:
        width = cell_width(text)
        if width > left:
            if left > 0:
                kept.append((ellipsize(text, left), token))
            elif kept and cells > 0:
                last, last_token = kept[-1]
                kept[-1] = (ellipsize(last + "…", cell_width(last)), last_token)
            return kept
        kept.append((text, token))
        left -= width
    return kept


def most_at_right(cells: int) -> int:
    """The most that words at the right may take of a line."""
    return cells * 2 // 3


def laid(line: Line, cells: int) -> list[Run]:
    """The runs of a line on exactly ``cells`` cells."""
    right = list(line.right)
    right_width = width_of(right)
    if right_width > most_at_right(cells):
        right = clipped(right, most_at_right(cells))
        right_width = width_of(right)
    room = cells - right_width - (1 if right_width else 0)
    runs = clipped(line.left, room)
    gap = cells - right_width - width_of(runs)
    if gap > 0:
        runs.append((" " * gap, "text"))
    return runs + right


def strip_of(runs: Iterable[Run], cells: int, ink: Ink, ground: Ground = "plain") -> Strip:
    """Runs that take exactly ``cells`` cells as a strip."""
    style = ink.style
    return Strip([Segment(text, style(token, ground)) for text, token in runs if text], cells)


def joined(parts: Iterable[str], sign: str = "·") -> str:
    """The parts that say something, with a sign between them."""
    return f" {sign} ".join(part for part in parts if part)
