"""The row at the top: the screens, the clock, who works here and on which database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.message import Message

from app.widgets.lines import Line, Run, width_of
from app.widgets.pane import Pane
from app.widgets.text import safe_line
from app.words import Words, label

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

NAME = "Leadline"
#: The screens by the key that shows them.
SCREENS: Final[tuple[tuple[int, Words], ...]] = ((1, "Leads"), (3, "Pipeline"))


class TopBar(Pane):
    """One row; what does not fit goes in this order: the database, names, then numbers of other screens, the user."""

    ROWS = 1

    class ScreenChosen(Message):
        """The name of a screen was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number
            """The number of its key."""

    def __init__(
        self,
        *,
        screens: Sequence[tuple[int, Words]] = SCREENS,
        current: int = 1,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._screens = tuple(screens)
        self._current = current
        self._clock = self._user = self._database = self._mode = ""
        self._spans: list[tuple[int, int, int]] = []

    def set_clock(self, text: str) -> None:
        """Show the day and time, such as ``Mon 23 Nov 09:00``."""
        if text != self._clock:
            self._clock = text
            self.redraw()

    def set_place(self, user: str, database: str, mode: str = "") -> None:
        """Show who works on which database.

        Args:
            user: The user's name.
            database: The database's name.
            mode: A word of warning, such as ``read-only``.
        """
        self._user, self._database, self._mode = safe_line(user), safe_line(database), safe_line(mode)
        self.redraw()

    def draw(self, y: int) -> Strip:
        """Screens at the left, the rest at the right, as much as fits."""
        if y:
            return self.blank_strip(y)
        dot = f" {self._display_context.signs.dot} "
        mode: list[Run] = [(self._mode, "warn")] if self._mode else []
        clock: list[Run] = [(self._clock, "text")] if self._clock else []
        user: list[Run] = [(self._user, "dim")] if self._user else []
        place: list[Run] = [(dot, "dim"), (self._database, "dim")] if self._database else []
        for names, ends in (
            ("names", (mode, clock, [*user, *place])),
            ("names", (mode, clock, user)),
            ("numbers", (mode, clock, user)),
            ("", (mode, clock, user)),
            ("numbers", (mode, clock)),
            ("numbers", (mode,)),
        ):
            left = self._names(names)
            right = [run for part in ends if part for run in (("   ", "text"), *part)][1:]
            if width_of(left) + width_of(right) + 2 <= self.cells:
                return self.line_strip(0, Line(left, right))
        return self.line_strip(0, Line(self._names("numbers")))

    def on_click(self, event: events.Click) -> None:
        """Go to the screen whose name was clicked."""
        for start, end, number in self._spans:
            if start <= event.x < end:
                self.post_message(self.ScreenChosen(number))

    def _names(self, others: str) -> list[Run]:
        """The screen by name, and the others by ``names``, by ``numbers`` or not at all."""
        full = others == "names"
        runs: list[Run] = [(NAME, "accent"), (" ", "text")] if full else []
        self._spans = []
        for number, name in self._screens:
            if not others and number != self._current:
                continue
            start = 1 + width_of(runs)
            if runs:
                runs.append((" ", "text"))
            current = number == self._current
            runs.append((f"{number}", "accent" if current else "dim"))
            if full or current:
                runs.append((f" {label(name)}", "strong" if current else "dim"))
            self._spans.append((start, 1 + width_of(runs), number))
            runs.append((" " if full else "", "text"))
        return runs
