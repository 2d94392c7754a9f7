"""The first frame: what the screen showed when it was last opened, drawn at once while the program still loads.

It is drawn before anything else is imported, so that it stands there in a tenth of the time the program takes to load.
A frame is shown only while nothing has been written to its database since: never what was deleted.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from zlib import crc32

from app import __version__
from app.ending import Ending

try:
    import termios
except ImportError:  # a system without such terminals gets no frame
    termios = None  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.settings import Settings

#: How many frames are kept, for databases, sizes and colours together.
MOST_KEPT = 24
#: A frame of more bytes is none of ours.
MOST_BYTES = 2_000_000
#: Goes to the terminal's other screen, and clears it.
OTHER_SCREEN = "\x1b[?1049h"
_HIDE_CURSOR = "\x1b[?25l"
_NO_WRAP, _WRAP = "\x1b[?7l", "\x1b[?7h"
#: Has the terminal show cells in the order in which they are sent, and put right-to-left letters in order again.
EXPLICIT, IMPLICIT = "\x1b[8l", "\x1b[8h"
#: What of the environment decides which database is opened, as whom, in which language, and in how many colours it is
#: drawn.
_VARIABLES = (
    *("HOME", "USER", "TZ", "TERM", "TERM_PROGRAM", "VTE_VERSION", "COLORTERM", "NO_COLOR", "COLUMNS", "LINES"),
    *("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"),
)
#: What tells a terminal by being there, whatever it says.
_TOLD_BY = ("KONSOLE_VERSION", "MLTERM", "WT_SESSION", "XTERM_VERSION", "TMUX", "STY")
_FAMILIES = ("LEADLINE_", "TEXTUAL_", "XDG_")


class FirstFrame:
    """The frame of a start with the same words in the same surroundings, on a terminal of the same size.

    Args:
        words: The arguments after the program's name.
        folder: Where frames are kept, in files that only their owner can read.
        ending: Puts the terminal back, whatever happens while the frame is drawn.
    """

    def __init__(self, words: Sequence[str], folder: str = "", ending: Ending | None = None) -> None:
        self.is_shown = False
        self._ending = ending or Ending()
        self._start = _start_of(words)
        self._rows = ""
        base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
        self._folder = folder or os.path.join(base, "leadline", "frames")
        self._path = os.path.join(self._folder, f"{self._start}.ansi")

    def keep(self, rows: Iterable[str], *, is_explicit: bool = False) -> None:
        """Remember what the screen shows as it is left.

        Args:
            rows: The rows of the screen with their colours, as a terminal is told them.
            is_explicit: Whether their letters are in order already.
        """
        self._rows = EXPLICIT if is_explicit else ""
        self._rows += "".join(f"\x1b[{row};1H{line}\x1b[0m" for row, line in enumerate(rows, 1))

    def save(self, settings: Settings, is_current: Callable[[], bool]) -> None:
        """Write what was kept for the next start; a full or read-only disk is no reason to complain.

        Nothing is written of a database on a server: no look at a file would tell what was deleted there since.

        Args:
            settings: What this start was like; where its files are others, the frame is not shown.
            is_current: Whether the screen showed all that is committed; asked once the files were looked at, so that
                whatever is committed after that makes the frame one of an older state.
        """
        database = settings.address.path
        if not self._rows or database is None:
            return
        from pathlib import Path  # the frame is shown before anything else is loaded

        from app.domain.core.outputs import make_own_folder, open_private
        from app.remembered import NAME

        remembered = settings.state_folder / NAME
        with suppress(OSError, UnicodeError):
            files = [os.path.abspath(path) for path in (database, settings.config_file, remembered)]
            head = "\t".join(f"{path}\t{_state(path)}" for path in files)
            if not is_current():
                return
            for folder in (os.path.dirname(self._folder), self._folder):
                make_own_folder(Path(folder))
            fresh = f"{self._path}.{os.getpid()}"
            with open(fresh, "w", encoding="utf-8", opener=open_private) as file:
                file.write(f"{self._start}\n{head}\n{self._rows}")
            os.replace(fresh, self._path)

    def forget_outdated(self) -> None:
        """Remove every frame whose database was changed, replaced or removed since, and the oldest of many.

        It is called as each command and each workspace ends: what was deleted or erased stands in no file then.
        """
        with suppress(OSError):
            kept = [each for each in os.scandir(self._folder) if each.name.endswith(".ansi")]
            kept.sort(key=lambda each: each.stat().st_mtime)
            for number, frame in enumerate(reversed(kept)):
                if number >= MOST_KEPT or not _read(frame.path):
                    os.unlink(frame.path)

    def show(self) -> None:
        """Draw it, if there is one, on the other screen of the terminal; what is typed meanwhile is not echoed."""
        text = self._kept()
        if not text or termios is None:
            return
        with suppress(termios.error, OSError, ValueError):
            modes = self._ending.take_terminal()
            self.is_shown = True
            # keys arrive as the program will read them: ctrl+q, ctrl+s and ctrl+z are keys, and enter is no line feed
            raw = modes[0] & ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
            silent = modes[3] & ~(termios.ECHO | termios.ICANON)
            signs = [*modes[6]]
            signs[termios.VSUSP] = b"\0"
            termios.tcsetattr(0, termios.TCSANOW, [raw, *modes[1:3], silent, *modes[4:6], signs])
            sys.stdout.write(f"{OTHER_SCREEN}{_HIDE_CURSOR}{_NO_WRAP}{text}{_WRAP}")
            sys.stdout.flush()

    def take_away(self) -> None:
        """Leave the terminal as it was, unless the program has taken it over."""
        if self.is_shown:
            self.is_shown = False
            self._ending.give_back()

    def hand_over(self) -> None:
        """Leave the terminal to the program."""
        self.is_shown = False

    def _kept(self) -> str:
        """What to draw; empty if nothing is kept, or something else than this start would show."""
        if not (os.isatty(0) and os.isatty(1)):
            return ""
        start, text = _read(self._path) or ("", "")
        return text if start == self._start else ""


def _read(path: str) -> tuple[str, str] | None:
    """The start that a frame belongs to, and its text; ``None`` if it is none, or a file it shows has changed."""
    try:
        if os.stat(path).st_size > MOST_BYTES:
            return None
        with open(path, encoding="utf-8") as file:
            start, head, text = file.read().split("\n", 2)
    except (OSError, ValueError):
        return None
    states = head.split("\t")
    files = [*zip(states[::2], states[1::2], strict=False)]
    if not all(os.access(path, os.R_OK) for path, state in files if state):
        return None
    return (start, text) if all(_state(path) == state for path, state in files) else None


def _start_of(words: Sequence[str]) -> str:
    """What tells this start from others, as digits: a database's address may hold a password."""
    named = {name: os.environ.get(name) for name in _VARIABLES}
    named |= {name: "there" for name in _TOLD_BY if os.environ.get(name)}
    named |= {name: value for name, value in os.environ.items() if name.startswith(_FAMILIES)}
    try:
        size = tuple(os.get_terminal_size(1))
    except (OSError, ValueError):
        size = (0, 0)
    known = ascii((__version__, list(words), os.getcwd(), sorted(named.items(), key=str), size)).encode()
    return f"{crc32(known):08x}{crc32(known[::-1]):08x}{len(known):x}"


def _state(path: str) -> str:
    """What tells a file, with what SQLite keeps beside it, from what it was before or will be after a write.

    A log with nothing in it comes and goes as the database is read.
    """
    states = []
    for name in (path, f"{path}-wal", f"{path}-journal"):
        try:
            found = os.stat(name)
        except (OSError, ValueError):
            continue
        if found.st_size or name == path:
            states.append(f"{found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns}")
            if name == path:  # of what lies beside it SQLite sets the owner anew whenever it is opened
                states[-1] += f" {found.st_ctime_ns}"
    return ", ".join(states)
