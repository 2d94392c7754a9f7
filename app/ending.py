"""The end: whatever tells the workspace to end, it is gone within two seconds, and the terminal is as it was."""

from __future__ import annotations

import _thread
import os
import signal
import time
from contextlib import suppress

try:
    import termios
except ImportError:  # a system without such terminals: nothing is to be put back
    termios = None  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

#: How long the program may take to end by itself, in seconds.
GRACE = 1.5
#: The terminal's window was closed: what a program ended by SIGHUP answers with.
GONE = 129
#: Ends whatever sequence was cut off, and puts back every mode that a full-screen program turns on or off.
_AS_IT_WAS = (
    b"\x18\x1b[?2026l\x1b[?2048l\x1b[?2004l\x1b[?1016l\x1b[?1015l\x1b[?1006l\x1b[?1003l\x1b[?1000l"
    b"\x1b[<u\x1b[?1049l\x1b[?1004l\x1b[?7h\x1b[?25h\x1b[8h\x1b[0m"
)
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")


class Ending:
    """What ends the program when it is told to, at whatever moment that is.

    While the program loads, a signal ends it at once. Once the workspace is there, it is asked to end by itself; if
    it has not by the end of ``GRACE``, it is ended: a write that was under way is done or rolled back whole.

    Attributes:
        is_told: Whether the program was told to end.
    """

    def __init__(self) -> None:
        self.is_told = False
        self._end: Callable[[int], None] | None = None
        self._handlers: dict[signal.Signals, Any] = {}
        self._modes: list[Any] | None = None
        self._watchman: int | None = None
        """Where whoever sees to the end in time hears that it has begun: a pipe to write the exit code to."""

    # who tells it to end ------------------------------------------------------------------------------------------

    def heed(self) -> None:
        """Have signals end the program from now on."""
        if self._watchman is None:
            hears, self._watchman = os.pipe()
            _thread.start_new_thread(self._watch, (hears,))
        for name in _SIGNALS:
            with suppress(AttributeError, ValueError):  # other systems, other threads
                sign = signal.Signals[name]
                if signal.getsignal(sign) is not signal.SIG_IGN:  # as with nohup
                    self._handlers.setdefault(sign, signal.signal(sign, self._signalled))

    def heed_no_more(self) -> None:
        """Have signals do what they did before: there is no workspace to end."""
        while self._handlers:
            signal.signal(*self._handlers.popitem())

    def ask(self, end: Callable[[int], None]) -> None:
        """Have the program end by itself from now on.

        Args:
            end: Begins the end, from whichever thread; it is given the exit code.
        """
        self._end = end

    def tell(self, status: int) -> None:
        """Tell the program to end with an exit code; what it does not do by itself is done for it."""
        self.is_told = True
        if self._end is None:
            self._leave(status)
        self.see_to_it(status)
        with suppress(RuntimeError):  # it has ended already
            self._end(status)  # type: ignore[misc]

    def lose_terminal(self) -> None:
        """End, since the terminal is gone: what is still written goes nowhere."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in (1, 2):
            with suppress(OSError):
                if os.fstat(number).st_rdev == os.fstat(0).st_rdev:
                    os.dup2(nowhere, number)
        os.close(nowhere)
        self.tell(GONE)

    def see_to_it(self, status: int) -> None:
        """See to it that a program which has begun to end does so in time, if signals are heeded.

        The thread that does was begun before: a signal may come while a thread is being started, and whoever starts
        another one then waits for ever.
        """
        if self._handlers and self._watchman is not None:
            os.write(self._watchman, bytes([status % 256]))

    def _watch(self, hears: int) -> None:
        """Wait until the end has begun, and end what has not ended in time."""
        status = os.read(hears, 1)[0]
        time.sleep(GRACE)  # noqa: TID251 - nobody waits for this thread
        self._leave(status)

    def _signalled(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - a signal handler's signature
        with suppress(AttributeError, ValueError):  # what puts the terminal back must not be stopped by it
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        self.tell(128 + number)

    def _leave(self, status: int) -> None:
        """End here and now."""
        self.give_back()
        os._exit(status)

    # the terminal -------------------------------------------------------------------------------------------------

    @property
    def has_terminal(self) -> bool:
        """Whether the terminal is another than it was."""
        return self._modes is not None

    def take_terminal(self) -> list[Any]:
        """Remember how the terminal is, before anything in it is changed; answers the modes of its line.

        Raises:
            termios.error: There is no terminal.
        """
        if self._modes is None:
            self._modes = termios.tcgetattr(0)
        return self._modes

    def give_back(self) -> None:
        """Leave the terminal as it was, if it was taken and not given back."""
        if self._modes is None:
            return
        with suppress(OSError, ValueError):
            _write(_AS_IT_WAS)
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, self._modes)
        self._modes = None

    def gave_back(self) -> None:
        """Hear that the terminal is as it was."""
        self._modes = None


def _write(data: bytes) -> None:
    """Write to the terminal, unless it takes nothing any more: nobody is kept waiting for it."""
    terminal = os.open(os.ttyname(1), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        os.write(terminal, data)
    finally:
        os.close(terminal)
