"""Sheets: pages as lists of marks, each with its place, before anything is drawn.

Places are in millimetres from the corner where reading begins: from the left, or for a paper that is read from the
right, from the right. Whoever draws turns them round; nobody else knows of it.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from app.printing.typesetting import Style

#: A4.
WIDTH: Final = 210.0
HEIGHT: Final = 297.0
MARGIN: Final = 16.0
#: Where the text ends, above the foot.
BOTTOM: Final = HEIGHT - 24.0
#: Between the edges.
ROOM: Final = WIDTH - 2 * MARGIN

#: Where a text stands in its box: where reading begins or ends, or at the right, as figures do in every language.
Side = Literal["begin", "end", "right"]


class Text(NamedTuple):
    """One line of text in a box.

    Attributes:
        at: Where the box begins.
        base: The line its letters stand on, from the top.
        width: Of the box.
        text: The line.
        style: Of its letters.
        side: Where it stands in the box.
    """

    at: float
    base: float
    width: float
    text: str
    style: Style
    side: Side = "begin"


class Bar(NamedTuple):
    """A filled box: a rule, a ground behind a heading, a frame's ground.

    Attributes:
        at: Where it begins.
        top: From the top.
        width, height: Of it.
        grey: From 0, black, to 255.
    """

    at: float
    top: float
    width: float
    height: float
    grey: int


Mark = Text | Bar
"""What stands on a sheet."""


def height_of(style: Style) -> float:
    """How far apart lines of a style stand, in millimetres."""
    return style.size * 0.49


class Sheets:
    """Pages that are filled from the top.

    Attributes:
        pages: The marks of each.
        y: How far the last one is filled.
    """

    def __init__(self) -> None:
        self.pages: list[list[Mark]] = [[]]
        self.y = MARGIN

    def put(self, mark: Mark) -> None:
        """Put a mark on the last page."""
        self.pages[-1].append(mark)

    def column(self, lines: list[str], at: float, width: float, style: Style, side: Side = "begin") -> None:
        """Lines one below the other, from where the page is filled to."""
        for line in lines:
            self.y += height_of(style)
            if line:
                self.put(Text(at, self.y - height_of(style) * 0.25, width, line, style, side))

    def rule(self, grey: int = 190, *, at: float = MARGIN, width: float = ROOM, thick: float = 0.2) -> None:
        """A thin rule where the page is filled to."""
        self.put(Bar(at, self.y, width, thick, grey))

    def turn(self) -> None:
        """Begin another page."""
        self.pages.append([])
        self.y = MARGIN

    @property
    def left(self) -> float:
        """How much of the page is free."""
        return BOTTOM - self.y
