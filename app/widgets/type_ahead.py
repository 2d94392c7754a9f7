"""Typing ahead: keys take effect one after the other, and wait for the dialog they are meant for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.dom import DOMNode
    from textual.timer import Timer
    from textual.widget import Widget

#: Keys wait for the key before them, or for a dialog, at most so many seconds: whatever gets lost or takes long, the
#: cursor can be moved on. A busy machine gets there sooner; given up too early, a key lands in what stood before.
PATIENCE: Final = 5.0
#: Keys that never wait.
_URGENT: Final = frozenset({"ctrl+q", "ctrl+c"})


class TypingAheadApp(App[int]):
    """An app in which what is typed quickly means the same as what is typed slowly.

    Textual hands every key to the widget with the focus at once, while what it is bound to happens later: typed in
    one go, text behind a backspace is deleted instead of what stood before it, text behind a tab lands in the field
    that is left, and text behind the key of a dialog is taken for commands. Here a key is handed on when the one
    before has done all it does, and when a dialog that was asked for stands.
    """

    def __init__(self) -> None:
        super().__init__(ansi_color=False)
        self._pressing = False
        """Whether a key is on its way."""
        self._pressed = 0
        """How many keys were handed on so far."""
        self._hold = 0
        """The number of the hold that lasts, such as for a dialog on its way; 0 for none."""
        self._holds = 0
        """How many holds there were so far."""
        self._end_of_hold: Timer | None = None
        self._waiting: list[events.Event] = []

    def hold_keys(self, patience: float | None = PATIENCE) -> int:
        """Let keys wait from here on.

        Args:
            patience: Seconds after which they no longer wait; ``None`` where a release is certain to come.

        Returns:
            The number of the hold, by which it can be released unless another has begun meanwhile.
        """
        self._holds += 1
        self._hold = self._holds
        if self._end_of_hold is not None:
            self._end_of_hold.stop()
        self._end_of_hold = None if patience is None else self.set_timer(patience, self.release_keys)
        return self._hold

    def release_keys(self, number: int = 0) -> None:
        """Let the keys that wait be pressed, wherever the focus is now.

        Args:
            number: Which hold to release, if it still lasts; any by default.
        """
        if self._hold and number in (0, self._hold):
            self._hold = 0
            if self._end_of_hold is not None:
                self._end_of_hold.stop()  # it is not the next dialog's
            self.call_later(self._press_next)

    def forget_keys(self) -> bool:
        """Forget the keys that wait; whether there were any."""
        waited = bool(self._waiting)
        self._waiting.clear()
        return waited

    async def on_event(self, event: events.Event) -> None:
        """Take an event, or let it wait."""
        typed = isinstance(event, events.Paste) or (isinstance(event, events.Key) and event.key not in _URGENT)
        if not typed or event.is_forwarded:
            await super().on_event(event)
        elif self._pressing or self._hold or self._waiting:
            self._waiting.append(event)
            self.set_timer(PATIENCE, partial(self._give_up_waiting, self._pressed))
        else:
            await self._press(event)

    async def _press(self, event: events.Event) -> None:
        """Hand a key on, and learn when it has risen from the widget with the focus up to here."""
        self._pressing = True
        self._pressed += 1
        path = (self.focused or self.screen).ancestors_with_self
        await super().on_event(event)
        self._follow(path, 0)

    def _follow(self, path: Sequence[DOMNode], at: int) -> None:
        """Go through the queues that the key goes through, behind it."""
        while at < len(path):
            if path[at].call_later(self._follow, path, at + 1):
                return
            at += 1  # it has gone
        self._pressing = False
        self.call_later(self._press_next)

    async def _press_next(self) -> None:
        if self._waiting and not self._pressing and not self._hold:
            await self._press(self._waiting.pop(0))

    def _give_up_waiting(self, pressed: int) -> None:
        """Go on, should a key have got lost on its way."""
        if self._waiting and self._pressing and self._pressed == pressed:
            self._pressing = False
            self.call_later(self._press_next)


def hold(widget: Widget, patience: float | None = PATIENCE) -> int:
    """Let keys wait from here on, as ``hold_keys`` does, if the widget's app has any that wait."""
    return widget.app.hold_keys(patience) if isinstance(widget.app, TypingAheadApp) else 0


def release(widget: Widget, number: int = 0) -> None:
    """Let the keys that wait be pressed, once the focus is where it was sent."""
    if isinstance(widget.app, TypingAheadApp):
        widget.app.call_later(widget.app.release_keys, number)
