"""Stopping: the word from outside that what a thread is at shall end, and where it is heard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from app.domain.core.errors import Refusal
from app.words import say

_of_thread = threading.local()


class Stopped(Refusal):
    """Whoever asked for it wants it no longer; nothing was changed."""

    code = "stopped"


class Stop:
    """Whether one call is to end, and what helps it to: a statement under way can be interrupted.

    Attributes:
        asked: Whether it is to end.
        done: How far it has come, of ``total``.
        total: Of how many; 0 where it is not counted.
    """

    def __init__(self) -> None:
        self.done = self.total = 0
        self._lock = threading.Lock()
        self._interrupts: list[Callable[[], None]] = []
        self.asked = False

    def ask(self) -> None:
        """Let the call end as soon as it can; from any thread."""
        with self._lock:
            self.asked = True
            interrupts = list(self._interrupts)
        for interrupt in interrupts:
            with suppress(Exception):  # the statement has ended by itself, or its connection has
                interrupt()

    def check(self) -> None:
        """Go on, unless it is to end.

        Raises:
            Stopped: It is to end.
        """
        if self.asked:
            raise Stopped(say("It was stopped; nothing was changed."))

    def add(self, interrupt: Callable[[], None]) -> None:
        """Note what ends the statement under way."""
        with self._lock:
            self._interrupts.append(interrupt)

    def remove(self, interrupt: Callable[[], None]) -> None:
        """There is nothing of it under way any more."""
        with self._lock, suppress(ValueError):
            self._interrupts.remove(interrupt)


def current_stop() -> Stop | None:
    """Of the call that this thread is at; ``None`` where nobody can stop it."""
    return getattr(_of_thread, "stop", None)


def tell_progress(done: int, total: int) -> bool:
    """Say how far the call of this thread has come; always true, as whoever asks whether to go on expects.

    Raises:
        Stopped: It is to end.
    """
    stop = current_stop()
    if stop is not None:
        stop.done, stop.total = done, total
        stop.check()
    return True


@contextmanager
def stoppable(stop: Stop) -> Iterator[None]:
    """Let what this thread does inside be stopped."""
    _of_thread.stop = stop
    try:
        yield
    finally:
        _of_thread.stop = None
