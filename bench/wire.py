"""The wire: a program in a pseudo-terminal, with the moment at which each of its bytes arrived."""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte
from ptyprocess import PtyProcess

COLUMNS, ROWS = 160, 48
#: What is measured goes on for this long at most, in seconds.
_PATIENCE = 60.0
#: Whether output belongs to one repaint, as every modern terminal answers it; see
#: https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036.
_ASKS_SYNC, _HAS_SYNC = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
# pyte prints what it does not know: keyboard protocols, mode queries, cursor shapes
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*[upqc]|\x1b\[\??[0-9;]*\$p|\x1b\[[0-9;]* q")


class SilentError(RuntimeError):
    """A program did not write what was waited for."""


class Wire:
    """A program in a pseudo-terminal of 160×48 that answers as terminals do.

    Attributes:
        began: When the program was about to be started, in seconds of `time.perf_counter`.
        received: Everything it wrote.
    """

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        """Start a program.

        Args:
            argv: The program and its arguments.
            env: Its whole environment.
        """
        self.received = bytearray()
        self._asked = True
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self.began = time.perf_counter()
        self._process = PtyProcess.spawn(list(argv), env={**env, **terminal}, dimensions=(ROWS, COLUMNS))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill(signal.SIGKILL)
        self._process.wait()
        self._process.delayafterclose = 0
        self._process.close()

    @property
    def pid(self) -> int:
        """The program's process."""
        return int(self._process.pid)

    def until(self, *marks: bytes) -> float:
        """Read until all the marks have arrived; answers the seconds since the program was started.

        Raises:
            SilentError: They did not come.
        """
        while not all(mark in self.received for mark in marks):
            if self._take(_PATIENCE) is None:
                missing = [mark.decode() for mark in marks if mark not in self.received]
                raise SilentError(f"{missing} never arrived; the screen was:\n{self.screen()}")
        return time.perf_counter() - self.began

    def quiet(self, seconds: float) -> None:
        """Read until nothing has arrived for so long."""
        while self._take(seconds) is not None:
            pass

    def press(self, key: bytes) -> float:
        """Press a key; answers the moment it was sent."""
        sent = time.perf_counter()
        os.write(self._process.fd, key)
        return sent

    def burst(self, first: float, gap: float) -> float | None:
        """Read what follows until a gap; answers when its last byte arrived, ``None`` if nothing came.

        Args:
            first: Seconds the first byte is waited for.
            gap: Seconds of silence that end the burst.
        """
        last = self._take(first)
        while last is not None and (further := self._take(gap)) is not None:
            last = further
        return last

    def screen(self) -> str:
        """What a person would see now."""
        screen = pyte.Screen(COLUMNS, ROWS)
        pyte.ByteStream(screen).feed(_UNKNOWN_TO_PYTE.sub(b"", bytes(self.received)))
        return "\n".join(screen.display)

    def _take(self, seconds: float) -> float | None:
        """Take in what arrives next; answers when it did, ``None`` if nothing did within so many seconds."""
        if not select.select([self._process.fd], [], [], seconds)[0]:
            return None
        try:
            data = os.read(self._process.fd, 65536)
        except OSError:  # Linux says so when the program has ended
            return None
        arrived = time.perf_counter()
        self.received += data
        if self._asked and _ASKS_SYNC in self.received:
            self._asked = False
            os.write(self._process.fd, _HAS_SYNC)
        return arrived if data else None
