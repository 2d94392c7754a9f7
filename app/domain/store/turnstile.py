"""A turnstile before a file of SQLite: brief transactions of many programs go through it one by one, in fair turns.

SQLite gives its lock to whoever asks at the right moment, so one program can go on and on while another starves. Here
each waits at a first lock, and goes on to the second while it still holds the first: whoever has just been in comes
after all who wait. The system takes the locks from a program that is killed.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Turnstile:
    """The two locks of one file, for one program."""

    def __init__(self, path: Path) -> None:
        """Make no lock yet.

        Args:
            path: The database file; the locks lie beside it.
        """
        self._places = tuple(path.with_name(f"{path.name}-{name}") for name in ("wait", "work"))
        self._opened: tuple[int, ...] = ()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for this program's turn, and have it."""
        if not self._opened:
            self._opened = tuple(os.open(each, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) for each in self._places)
        wait, work = self._opened
        fcntl.flock(wait, fcntl.LOCK_EX)
        try:
            fcntl.flock(work, fcntl.LOCK_EX)
        finally:
            fcntl.flock(wait, fcntl.LOCK_UN)
        try:
            yield
        finally:
            fcntl.flock(work, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the locks."""
        for each in self._opened:
            os.close(each)
        self._opened = ()
