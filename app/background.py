"""The background: while a workspace is open, it does what time sets off, on a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from app.screens.base import CommandScreen

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.core.changes import Change
    from app.workspace import Workspace

#: How often the clock is looked at, in seconds.
LOOK_EVERY = 1.0
#: Looks after which the database is asked again what comes next, whatever was heard.
_READ_AGAIN = 60
#: Jobs done at one look, so that a year's arrears leave room for what the user writes.
_AT_ONCE = 50


class Program(Protocol):
    """The full-screen program, as far as this one needs it."""

    @property
    def screen_stack(self) -> Sequence[object]:
        """The screens, the one shown last."""
        ...

    def log_failure(self, problem: BaseException) -> None:
        """Hear of what went wrong, which nobody waits for."""
        ...


class Background:
    """Runs due jobs until it is stopped, and says the reminders that the user of the workspace is given."""

    def __init__(self, space: Workspace, program: Program) -> None:
        """Get ready.

        Args:
            space: The open workspace.
            program: What shows the reminders, and hears of what went wrong.
        """
        self._space = space
        self._program = program
        self._loop = asyncio.get_running_loop()
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._reminders: set[str] = set()
        self._looks = 0
        self._next: datetime | None = None
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        """Begin to look at the clock."""
        self._thread.start()

    def heard(self, change: Change) -> None:
        """Hear of a change by any program: there may be something new to do or to say."""
        with self._lock:
            if "reminder" in change.tables:
                self._reminders |= change.rows
            if "job" in change.tables:
                self._looks = 0

    def stop(self) -> None:
        """Begin nothing more, and let a job that is under way end; one that takes long is taken back."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=1)

    def _run(self) -> None:
        while not self._stop.wait(LOOK_EVERY):
            try:
                self._say_reminders()
                self._do_jobs()
            except Exception as problem:  # noqa: BLE001 - whatever it is, the next look may be luckier
                self._program.log_failure(problem)

    def _do_jobs(self) -> None:
        jobs = self._space.jobs
        with self._lock:
            read, self._looks = self._looks == 0, (self._looks + 1) % _READ_AGAIN
        if read:
            self._next = jobs.next_due()
        if self._next is None or self._next > self._space.desk.now():
            return
        for _ in jobs.run_due(_AT_ONCE, self._stop.is_set):
            pass
        self._next = jobs.next_due()

    def _say_reminders(self) -> None:
        with self._lock:
            given, self._reminders = self._reminders, set()
        if given and (message := self._space.assistant.describe_reminders(given)):
            self._loop.call_soon_threadsafe(self._say, message)

    def _say(self, message: str) -> None:
        """Say something on the screen shown, whichever dialog stands before it."""
        for screen in reversed(self._program.screen_stack):
            if isinstance(screen, CommandScreen):
                screen.message_line.say(message, "info", seconds=30)
                return
