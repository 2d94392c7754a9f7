"""A small screen with text of both directions, and what a terminal shows of what is sent to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from app.widgets.direction import Direction
from app.widgets.keyed import KeyedScreen
from app.widgets.mirroring_app import MirroringApp
from tests.bidi.reading import shown_by_terminal

#: A move to row and column, another sequence, a line's end, or text.
_SENT: Final = re.compile(r"\x1b\[(\d+);(\d+)H|(\x1b\[[\d;]*m|\n)|([^\x1b\n]+)")

TEXTS: Final = (
    "Contoso Coffee",
    "بن المدينة",
    "مقهى 12-34",
    "│ 中文 ▸",
    "e\u0301té (2)",
    "",
    "اجتماع B2B، 09:20",
    "── 412",
    "مُحَمَّد",
)


class Line(Widget):
    """One line of text."""

    DEFAULT_CSS = "Line { height: 1; }"

    def __init__(self, text: str, width: int) -> None:
        super().__init__()
        self.styles.width = width
        self.text = text

    def say(self, text: str) -> None:
        """Show another text."""
        self.text = text
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The text."""
        assert y == 0
        return Strip([Segment(self.text)]).adjust_cell_length(self.size.width)


class Stand(KeyedScreen[None]):
    """Lines side by side on rows of their own."""

    DEFAULT_CSS = "Stand { layout: grid; grid-size: 2; grid-rows: 1; grid-columns: 25 15; }"

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self.lines = [Line(text, 25 if at % 2 == 0 else 15) for at, text in enumerate(texts)]

    def compose(self) -> ComposeResult:
        """The lines."""
        yield from self.lines


class Small(MirroringApp):
    """An app with nothing but that screen."""

    def __init__(self, direction: Direction, texts: Sequence[str] = TEXTS) -> None:
        super().__init__()
        self.turn_to(direction)
        self.stand = Stand(texts)

    def get_default_screen(self) -> Stand:
        """The lines."""
        return self.stand


class Sent:
    """A terminal that shows the cells it is sent; where it orders lines itself, ``rows`` are as it orders them."""

    def __init__(self, app: MirroringApp) -> None:
        self._app = app
        self._cells = [[" "] * app.size.width for _ in range(app.size.height)]

    def take(self, update: Any) -> None:
        """Take what the compositor says of the screen."""
        if update is None:
            return
        x = y = 0
        before = ""
        for row, column, other, text in _SENT.findall(update.render_segments(self._app.console)):
            if row:
                x, y = int(column) - 1, int(row) - 1
            for character in "" if other else text:
                width = cell_len(character)
                if width:
                    self._cells[y][x : x + width] = [before + character, *[""] * (width - 1)]
                    before = ""
                elif x:
                    at = x - 1 if self._cells[y][x - 1] else x - 2
                    self._cells[y][at] += character
                else:
                    before = character
                x += width

    @property
    def rows(self) -> list[str]:
        """What a person sees."""
        is_ordered = self._app.direction.mode == "terminal"
        rows = map("".join, self._cells)
        return [shown_by_terminal(row).rstrip() if is_ordered else row.rstrip() for row in rows]
