"""Terminals to end programs in: what a program did to one, and what is left of it in the end."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_MODE: Final = re.compile(rb"\x1b\[(?:\?([0-9;]+)([hl])|>[0-9]*(u)|<[0-9]*(u))")
#: The modes that are on in a terminal nobody changed: wrapping, and the cursor.
_USUALLY_ON: Final = {7, 25}
_ASKS: Final = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;2$y"}
_TICK: Final = 0.02


def heed_signals() -> None:
    """Be ended by signals, even where whoever runs the tests is deaf to them, as under nohup or in the background."""
    for sign in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(sign, signal.SIG_DFL)


class WatchedTerminal:
    """A program in a pseudo-terminal whose modes are known, so that it can be told whether all are as they were.

    Attributes:
        raw: What the program wrote.
        status: How it ended, as `subprocess` counts it; ``None`` while it runs.
    """

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (160, 48), *, controls: bool = True
    ) -> None:
        """Start a program.

        Args:
            argv: The program and its arguments.
            env: Its whole environment.
            size: Columns and rows.
            controls: Whether the terminal controls the program: only then closing it sends a signal.
        """
        self.raw = bytearray()
        self.status: int | None = None
        self._ours, self._its = os.openpty()
        fcntl.ioctl(self._its, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._before = termios.tcgetattr(self._its)
        self._closed = False
        self.pid = os.fork()
        if not self.pid:
            self._become(argv, env, controls=controls)
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for process in self.left():
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
        self.ended(5)
        self.close()
        os.close(self._its)

    def type(self, data: bytes) -> None:
        """Type something, unless the terminal is closed."""
        if not self._closed:
            with suppress(OSError):
                os.write(self._ours, data)

    def shows(self, words: bytes, within: float) -> bool:
        """Whether the program wrote something in so many seconds."""
        return self._comes(lambda: words in self.raw or self._is_over(), within) and words in self.raw

    def ended(self, within: float) -> bool:
        """Whether the program, and whatever it started, has ended after so many seconds."""
        return self._comes(lambda: self._is_over() and not self.left(), within)

    def left(self) -> list[int]:
        """The processes of the terminal's session that still run."""
        found = []
        for each in Path("/proc").iterdir():
            with suppress(OSError, ValueError, IndexError):
                state, _, _, session = (each / "stat").read_text().rpartition(")")[2].split()[:4]
                if int(session) == self.pid and state != "Z":
                    found.append(int(each.name))
        return found

    def wait(self, seconds: float) -> None:
        """Let the program be for a while, or until it has ended."""
        self._comes(self._is_over, seconds)

    def close(self) -> None:
        """Close the terminal, as one closes a window."""
        if not self._closed:
            self._closed = True
            self._reading.join()
            os.close(self._ours)

    def marks(self) -> list[str]:
        """In what the terminal is another than before; it must be open still."""
        self.wait(_TICK * 3)  # what was written last is on its way
        on: dict[int, bool] = {}
        pushed = 0
        for modes, way, push, pop in _MODE.findall(bytes(self.raw)):
            pushed = max(pushed + bool(push) - bool(pop), 0)
            on |= dict.fromkeys(map(int, filter(None, modes.split(b";"))), way == b"h")
        others = {mode: is_on for mode, is_on in on.items() if is_on != (mode in _USUALLY_ON)}
        found = [f"mode {mode} is {'on' if is_on else 'off'}" for mode, is_on in others.items()]
        found += ["the keyboard protocol is pushed"] if pushed else []
        found += ["it orders no letters"] if self.raw.rfind(b"\x1b[8l") > self.raw.rfind(b"\x1b[8h") else []
        return found + (["its line settings are others"] if termios.tcgetattr(self._its) != self._before else [])

    def _become(self, argv: Sequence[str], env: Mapping[str, str], *, controls: bool) -> None:
        try:
            os.setsid()
            if controls:
                fcntl.ioctl(self._its, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(self._its, number)
            os.closerange(3, 64)
            heed_signals()
            os.execvpe(argv[0], list(argv), dict(env))  # noqa: S606 - our own program
        finally:
            os._exit(127)

    def _read(self) -> None:
        while not self._closed:
            try:
                if select.select([self._ours], [], [], _TICK)[0]:
                    data = os.read(self._ours, 65536)
                    self.raw += data
                    for question, answer in _ASKS.items():
                        if question in data:
                            os.write(self._ours, answer)
            except OSError:
                return

    def _is_over(self) -> bool:
        if self.status is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    @staticmethod
    def _comes(about: Callable[[], bool], within: float) -> bool:
        until, pause = time.monotonic() + within, threading.Event()
        while not about():
            if (left := until - time.monotonic()) <= 0:
                return False
            pause.wait(min(left, _TICK))
        return True
