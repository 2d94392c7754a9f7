"""The rule above the keys, which for a while says what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app.domain.core.text import cell_width, ellipsize
from app.widgets.lines import Run, strip_of
from app.widgets.pane import Pane
from app.widgets.text import safe_line
from app.words import Said

if TYPE_CHECKING:
    from textual.strip import Strip
    from textual.timer import Timer

    from app.widgets.ink import Token

Tone = Literal["done", "info", "refused", "busy"]

_SIGN_INKS: dict[Tone, Token] = {"done": "good", "info": "accent", "refused": "bad", "busy": "dim"}
#: Cells that the beginning of a refusal keeps, however long the end is that says what helps.
LEAST_KEPT = 20


class MessageLine(Pane):
    """A thin rule; a message stands in it until its time is over or another comes."""

    ROWS = 1

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._message = ""
        self._tail = ""
        self._said = ("", "")
        """What was said, as it was said."""
        self._tone: Tone = "info"
        self._timer: Timer | None = None
        self._waiting = ""
        """What is said instead as long as keys wait."""
        self._busy = ""
        """What is said instead while something takes long."""

    @property
    def message(self) -> str:
        """What stands in the rule; empty for nothing."""
        return f"{self._message} {self._tail}".rstrip()

    def say(self, message: str, tone: Tone = "done", seconds: float | None = 10, *, tail: str = "") -> None:
        """Show a message.

        Args:
            message: What happened, and what can be done.
            tone: done, info, refused or busy.
            seconds: How long it stays; ``None`` until something else is said.
            tail: What follows the message, and is not cut off where the line is short.
        """
        self._stop()
        message, tail = _again(message), _again(tail)  # another language may be spoken since they were made
        self._said = message, tail
        self._message, self._tail, self._tone = safe_line(message), safe_line(tail), tone
        if seconds is not None:
            self._timer = self.set_timer(seconds, self.hush)
        self.redraw()

    def hush(self) -> None:
        """Show the rule alone."""
        self._stop()
        if self._message:
            self._message = self._tail = ""
            self.redraw()

    def speak_anew(self) -> None:
        """Say the same in the language of the moment."""
        if self._message:
            message, tail = map(_again, self._said)
            self._message, self._tail = safe_line(message), safe_line(tail)
            self.redraw()

    def show_waiting(self, words: str) -> None:
        """Say what keys wait for, instead of the message; nothing once they wait no longer."""
        self._waiting = safe_line(words)
        self.redraw()

    def show_busy(self, words: str) -> None:
        """Say what takes long, instead of the message; nothing once it is done."""
        self._busy = safe_line(words)
        self.redraw()

    def saying(self, message: str, tone: Tone) -> Strip:
        """The rule as it would be drawn with a message, which it does not show."""
        kept = self._message, self._tail, self._tone
        self._message, self._tail, self._tone = message, "", tone
        try:
            return self.as_shown(self.draw(0))
        finally:
            self._message, self._tail, self._tone = kept

    def draw(self, y: int) -> Strip:
        """The rule, with the message in it."""
        if y:
            return self.blank_strip(y)
        signs = self._display_context.signs
        width = self.outer_size.width
        line = signs.horizontal * width
        room = max(width - 6, 0)
        under_way = self._waiting or self._busy
        text = ellipsize(under_way, room) if under_way else self._fitted(room)
        tone: Tone = "busy" if under_way else self._tone
        if not text:
            return strip_of([(line, "rule")], width, self.ink)
        sign = {"done": signs.done, "info": signs.dot, "refused": signs.due, "busy": signs.ellipsis}[tone]
        token: Token = "bad" if tone == "refused" else "text"
        runs: list[Run] = [(" ", "text"), (f"{sign} ", _SIGN_INKS[tone]), (f"{text} ", token)]
        used = 4 + cell_width(text)
        return strip_of([*runs, (line[used:], "rule")], width, self.ink)

    def _fitted(self, room: int) -> str:
        """The message and its tail, the message cut where there is no room for both."""
        if not self._tail:
            return _with_the_fix(self._message, room) if self._tone == "refused" else ellipsize(self._message, room)
        kept = room - cell_width(self._tail) - 1
        return f"{ellipsize(self._message, kept)} {self._tail}" if kept > 0 else ellipsize(self._tail, room)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def _again(words: str) -> str:
    return words.again() if isinstance(words, Said) else words


def _with_the_fix(refusal: str, room: int) -> str:
    """A refusal, cut before its last sentence, which says what helps, where there is room for enough of the rest."""
    what, stop, fix = refusal.rpartition(". ")
    kept = room - cell_width(fix) - 1
    if not stop or cell_width(refusal) <= room or kept < LEAST_KEPT:
        return ellipsize(refusal, room)
    return f"{ellipsize(what + '.', kept)} {fix}"
