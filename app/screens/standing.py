"""The screens of a running program: one is shown, each is as it was left, and the time passes in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.screens.appearance import Appearance
from app.screens.base import CommandScreen
from app.screens.registry import SCREENS, ScreenEntry
from app.widgets.type_ahead import ASIDE, SIGN_AFTER, aside, spoken_name
from app.words import formats, say, sentences

if TYPE_CHECKING:
    import asyncio

    from textual.screen import Screen

    from app.commands.register import Register
    from app.domain.core.clock import Clock
    from app.domain.core.stopping import Stop
    from app.gateway import Gateway
    from app.screens.context import ScreenContext

#: How often the clock is looked at, in seconds; what it says is shown to the minute.
LOOK_AT_CLOCK_EVERY = 1.0
#: How often it is looked at what takes long, in seconds.
LOOK_AT_WORK_EVERY = 0.15


class StandingScreens(Appearance, inherit_bindings=False):
    """An app with the screens of the registry, the first of which is always there, below the others.

    Attributes:
        clock: The time.
        context: What every screen is given.
        gateway: What runs calls off the screen's thread.
        register: The commands with this user's keys.
    """

    context: ScreenContext
    gateway: Gateway
    register: Register

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self._busy = ""
        """What is said to take long."""
        self._minute = clock.now().replace(second=0, microsecond=0)
        """The minute that the screens show."""
        self._left: dict[str, CommandScreen] = {}
        """The screens that stand on the first one, by the command that shows each: they stay as they are left."""
        self._mode = ""
        """The word of warning that the top bars show."""

    @property
    def standing_screens(self) -> Iterable[Screen[Any]]:
        """The screens that are shown, and those that were left."""
        return dict.fromkeys((*self.screen_stack, *self._left.values()))

    def show_mode(self, mode: str) -> None:
        """Show on every screen that nothing may be changed, or that it may again, with the keys of what may be done."""
        if mode != self._mode:
            self._mode = mode
            for screen in self.standing_screens:
                if isinstance(screen, CommandScreen):
                    screen.tell_time()
                    screen.tell_keys()

    @property
    def commanding(self) -> CommandScreen:
        """The screen shown, whichever dialog stands before it."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, CommandScreen))

    def show_screen(self, entry: ScreenEntry) -> None:
        """Show a screen as it was left."""
        shown = self.screen_stack[0] if entry is SCREENS[0] else self._left.get(entry.command)
        if self.screen is shown:
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if entry is SCREENS[0]:
            return
        if entry.command not in self._left:
            self._left[entry.command] = entry.made(self.context)
            self.install_screen(self._left[entry.command], entry.command)
        self.push_screen(entry.command)

    def action_lead_add(self) -> None:
        """Enter a lead from whichever screen is shown."""
        self._on_leads("lead.add")

    def action_import_file(self) -> None:
        """Read a list from whichever screen is shown."""
        self._on_leads("import.file")

    def _on_leads(self, command: str) -> None:
        self.show_screen(SCREENS[0])
        self.commanding.run_command(self.register[command])

    def on_mount(self) -> None:
        """Keep the clock going."""
        self.set_interval(LOOK_AT_CLOCK_EVERY, self.look_at_clock)
        self.set_interval(LOOK_AT_WORK_EVERY, self.look_at_work)

    def look_at_work(self) -> None:
        """Say what takes long, and how far it has come where that is counted."""
        words = next(filter(None, (self._said_of(*call) for call in self.gateway.lasting(SIGN_AFTER))), "")
        if words != self._busy:
            self._busy = words
            self.commanding.message_line.show_busy(words)

    def _said_of(self, task: asyncio.Task[Any] | None, stop: Stop) -> str:
        """What is said of a call; nothing of one that nobody waits for but the program itself."""
        worker = next((each for each in self.workers if each._task is task), None)  # noqa: SLF001 - Textual keeps it
        if worker is None or not (name := spoken_name(worker)):
            return ""
        is_aside = worker.group.startswith(ASIDE)
        if is_aside and self.commanding.message_line.message:
            return ""
        what, done, total = name.lower(), formats.number(stop.done), formats.number(stop.total)
        if stop.total:
            busy = say("Busy: {what}, {done} of {total}.", what=what, done=done, total=total)
        elif stop.done:
            busy = say("Busy: {what}, {done} so far.", what=what, done=done)
        else:
            busy = say("Busy: {what}.", what=what)
        ends = say("{key} ends it.", key=self.stop_keys[0]) if self.stop_keys and not is_aside else ""
        return sentences(busy, ends)

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
