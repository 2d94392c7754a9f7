"""The screens of a running program: one is shown, each is as it was left, and the time passes in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.screens.base import CommandScreen
from app.screens.record import RecordScreen
from app.screens.registry import SCREENS, ScreenEntry
from app.widgets.type_ahead import TypingAheadApp, aside

if TYPE_CHECKING:
    from textual.screen import Screen

    from app.domain.core.clock import Clock
    from app.screens.context import ScreenContext

#: How often the clock is looked at, in seconds; what it says is shown to the minute.
LOOK_AT_CLOCK_EVERY = 1.0


class StandingScreens(TypingAheadApp, inherit_bindings=False):
    """An app with the screens of the registry, the first of which is always there, below the others.

    Attributes:
        clock: The time.
        context: What every screen is given.
    """

    context: ScreenContext

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self._minute = clock.now().replace(second=0, microsecond=0)
        """The minute that the screens show."""
        self._left: dict[str, RecordScreen] = {}
        """The screens that stand on the first one, by the command that shows each: they stay as they are left."""

    @property
    def standing_screens(self) -> Iterable[Screen[Any]]:
        """The screens that are shown, and those that were left."""
        return dict.fromkeys((*self.screen_stack, *self._left.values()))

    @property
    def commanding(self) -> CommandScreen:
        """The screen shown, whichever dialog stands before it."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, CommandScreen))

    def show_screen(self, entry: ScreenEntry) -> None:
        """Show a screen as it was left."""
        if isinstance(self.screen, RecordScreen) and self.screen.spec.number == entry.number:
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if entry is SCREENS[0]:
            return
        if entry.command not in self._left:
            self._left[entry.command] = RecordScreen(self.context, entry.spec())
            self.install_screen(self._left[entry.command], entry.command)
        self.push_screen(entry.command)

    def on_mount(self) -> None:
        """Keep the clock going."""
        self.set_interval(LOOK_AT_CLOCK_EVERY, self.look_at_clock)

    def look_at_clock(self) -> None:
        """With every new minute, let all screens show what depends on the time; no key waits for it."""
        minute = self.clock.now().replace(second=0, microsecond=0)
        if minute == self._minute:
            return
        self._minute = minute
        with aside():
            for screen in self.standing_screens:
                if isinstance(screen, CommandScreen):
                    screen.tell_time()
                    screen.time_passed()
