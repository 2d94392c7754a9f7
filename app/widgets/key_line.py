"""The row at the bottom: the keys that help here, as many as fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from app.widgets.lines import Line, Run, width_of
from app.widgets.pane import Pane
from app.widgets.text import safe_line

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip


class KeyHint(NamedTuple):
    """A key and what it does.

    Attributes:
        key: As it is shown, such as ``c`` or ``ctrl+s``.
        label: What it does, in a word or two.
        command: The id of the command, for a click.
        dangerous: Whether it is marked as one to think about.
    """

    key: str
    label: str
    command: str = ""
    dangerous: bool = False


#: The commands that every place ends in, however narrow the terminal is.
ALWAYS = ("palette", "help")


class KeyLine(Pane):
    """Keys with their labels, drawn in one go; those of the palette and the help come last and are never cut off."""

    ROWS = 1

    class Pressed(Message):
        """A key's label was clicked."""

        def __init__(self, hint: KeyHint) -> None:
            super().__init__()
            self.hint = hint

    def __init__(
        self,
        hints: Iterable[KeyHint] = (),
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._hints = tuple(hints)
        self._spans: list[tuple[int, int, KeyHint]] = []

    def set_hints(self, hints: Iterable[KeyHint]) -> None:
        """Show other keys, the most useful first."""
        hints = tuple(hints)
        if hints != self._hints:
            self._hints = hints
            self.redraw()

    def draw(self, y: int) -> Strip:
        """As many keys as fit before those that are always there."""
        if y:
            return self.blank_strip(y)
        last = [hint for hint in self._hints if hint.command in ALWAYS]
        always = [_runs(hint) for hint in last]
        room = self.cells - sum(width_of(runs) + 2 for runs in always)
        runs: list[Run] = []
        self._spans = []
        for hint in self._hints:
            if hint.command in ALWAYS:
                continue
            each = _runs(hint)
            if width_of(runs) + width_of(each) > room:
                break
            self._add(runs, each, hint)
        for hint, each in zip(last, always, strict=True):
            self._add(runs, each, hint)
        return self.line_strip(0, Line(runs[:-1]))

    def on_click(self, event: events.Click) -> None:
        """Do what the key would do."""
        for start, end, hint in self._spans:
            if start <= event.x < end:
                self.post_message(self.Pressed(hint))

    def _add(self, runs: list[Run], each: list[Run], hint: KeyHint) -> None:
        start = 1 + width_of(runs)
        runs += [*each, ("  ", "text")]
        self._spans.append((start, 1 + width_of(runs) - 2, hint))


def _runs(hint: KeyHint) -> list[Run]:
    return [(safe_line(hint.key), "warn" if hint.dangerous else "key"), (f" {safe_line(hint.label)}", "dim")]
