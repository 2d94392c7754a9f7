"""The first frame: what the screen showed when it was last opened, drawn at once while the program still loads.

It is drawn before anything else is imported, so that it stands there in a tenth of the time the program takes to load.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from zlib import crc32

from app import __version__

try:
    import termios
except ImportError:  # a system without such terminals gets no frame
    termios = None  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import FrameType
    from typing import Any

    from app.settings import Settings

#: How many frames are kept, for databases, sizes and colours together.
MOST_KEPT = 24
#: A frame of more bytes is none of ours.
MOST_BYTES = 2_000_000
#: Goes to the terminal's other screen, and clears it.
OTHER_SCREEN = "\x1b[?1049h"
_OWN_SCREEN = "\x1b[?1049l"
_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
_NO_WRAP, _WRAP = "\x1b[?7l", "\x1b[?7h"
#: What of the environment decides which database is opened, as whom, and in how many colours it is drawn.
_VARIABLES = ("HOME", "USER", "TZ", "TERM", "COLORTERM", "NO_COLOR", "COLUMNS", "LINES")
_FAMILIES = ("LEADLINE_", "TEXTUAL_", "XDG_")


class FirstFrame:
    """The frame of a start with the same words in the same surroundings, on a terminal of the same size.

    Args:
        words: The arguments after the program's name.
        folder: Where frames are kept, in files that only their owner can read.
    """

    def __init__(self, words: Sequence[str], folder: str = "") -> None:
        self.is_shown = False
        self._opening = _opening(words)
        base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
        self._folder = folder or os.path.join(base, "leadline", "frames")
        self._path = os.path.join(self._folder, f"{crc32(self._opening.encode()):08x}.ansi")
        self._modes: list[Any] = []
        self._handlers: dict[signal.Signals, Any] = {}

    def keep(self, rows: Iterable[str], settings: Settings) -> None:
        """Keep a frame for the next start; a full or read-only disk is no reason to complain.

        Args:
            rows: The rows of the screen with their colours, as a terminal is told them.
            settings: What this start was like; where its files are others, the frame is not shown.
        """
        text = "".join(f"\x1b[{row};1H{line}\x1b[0m" for row, line in enumerate(rows, 1))
        database = os.path.expanduser(settings.database)
        files = [os.path.abspath(path) for path in (database, settings.config_file) if "://" not in str(path)]
        head = "\t".join(f"{path}\t{_sign(path)}" for path in files)
        with suppress(OSError, UnicodeError):
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            fresh = f"{self._path}.{os.getpid()}"
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                file.write(f"{self._opening}\n{head}\n{text}")
            os.replace(fresh, self._path)
            self._forget_the_oldest()

    def show(self) -> None:
        """Draw it, if there is one, on the other screen of the terminal; what is typed meanwhile is not echoed."""
        text = self._kept()
        if not text or termios is None:
            return
        with suppress(termios.error, OSError, ValueError):
            self._modes = termios.tcgetattr(0)
            for sign in (signal.SIGTERM, signal.SIGHUP):
                self._handlers[sign] = signal.signal(sign, _leave)
            silent = self._modes[3] & ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(0, termios.TCSANOW, [*self._modes[:3], silent, *self._modes[4:]])
            self.is_shown = True
            sys.stdout.write(f"{OTHER_SCREEN}{_HIDE_CURSOR}{_NO_WRAP}{text}{_WRAP}")
            sys.stdout.flush()

    def take_away(self) -> None:
        """Leave the terminal as it was, unless the program has taken it over."""
        if self.is_shown:
            with suppress(OSError, ValueError):
                sys.stdout.write(f"{_OWN_SCREEN}{_SHOW_CURSOR}")
                sys.stdout.flush()
            with suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self.hand_over())

    def hand_over(self) -> list[Any]:
        """Leave the terminal to the program, with the modes that it is to restore in the end."""
        self.is_shown = False
        for sign, handler in self._handlers.items():
            if signal.getsignal(sign) is _leave:
                signal.signal(sign, handler)
        return self._modes

    def _kept(self) -> str:
        """What to draw; empty if nothing is kept, or something else than this start would show."""
        try:
            if not (os.isatty(0) and os.isatty(1)) or os.stat(self._path).st_size > MOST_BYTES:
                return ""
            with open(self._path, encoding="utf-8") as file:
                opening, head, text = file.read().split("\n", 2)
        except (OSError, ValueError):
            return ""
        signs = head.split("\t")
        files = zip(signs[::2], signs[1::2], strict=False)
        return text if opening == self._opening and all(_sign(path) == sign for path, sign in files) else ""

    def _forget_the_oldest(self) -> None:
        kept = [each for each in os.scandir(self._folder) if each.name.endswith(".ansi")]
        for old in sorted(kept, key=lambda each: each.stat().st_mtime)[:-MOST_KEPT]:
            os.unlink(old.path)


def _opening(words: Sequence[str]) -> str:
    """What tells this start from others, on one line."""
    named = {name: os.environ.get(name) for name in _VARIABLES}
    named |= {name: value for name, value in os.environ.items() if name.startswith(_FAMILIES)}
    try:
        size = tuple(os.get_terminal_size(1))
    except (OSError, ValueError):
        size = (0, 0)
    return ascii((__version__, list(words), os.getcwd(), sorted(named.items(), key=str), size))


def _sign(path: str) -> str:
    """What tells a file from another one at the same place; settings also from what they were before."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return ""
    return f"{found.st_ino} {found.st_mtime_ns if path.endswith('.toml') else ''}"


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - a signal handler's signature
    """End, and on the way out leave the terminal as it was."""
    sys.exit(128 + number)
