"""A terminal for the tests: runs a program in a pseudo-terminal and reads its screen as a person would."""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from ptyprocess import PtyProcess

from tests.terminal.watched import heed_signals

#: What a terminal sends for the keys that have a name; single characters, ctrl+x and alt+x need none.
NAMED_KEYS: Mapping[str, str] = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "esc": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~",
    "del": "\x1b[3~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "f11": "\x1b[23~",
    "f12": "\x1b[24~",
}
#: Set by whoever runs the tests; a program that heeds them would not follow its terminal.
_FOREIGN_VARIABLES = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM", "TMUX", "SSH_TTY")
# pyte prints what it does not know: keyboard protocols, mode queries, cursor shapes, device control strings
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<>=?][0-9;]*[upqc]|\x1b\[\??[0-9;]*\$p|\x1b\[[0-9;]* q|\x1bP.*?\x1b\\"
    rb"|\xe2\x80[\x8c-\x8f]|\xd8\x9c|\xef\xb8[\x80-\x8f]",  # joiners, direction marks, variants: it drops what follows
    re.DOTALL,
)
_UNFINISHED_SEQUENCE = re.compile(rb"\x1b(?:\[[<>=?]?[0-9;]*[ $]?|P[^\x1b]*\x1b?)?\Z")
# synchronized output: a terminal that says it can do so shows a frame only when the program has written all of it
_ASKS_FOR_FRAMES = b"\x1b[?2026$p"
_KNOWS_FRAMES = b"\x1b[?2026;2$y"
_FRAME_BEGINS = b"\x1b[?2026h"
_FRAME_ENDS = b"\x1b[?2026l"
_TICK_SECONDS = 0.05


class NeverShownError(AssertionError):
    """A program did not do what was waited for; the message carries the screen as it was."""


class Terminal:
    """A program running in a pseudo-terminal, with its screen, its keyboard and its mouse.

    Attributes:
        raw: Every byte the program wrote to the terminal so far, unfiltered.
        status: The exit status once the program has ended (minus the signal's number if one ended it).
    """

    def __init__(
        self,
        argv: Sequence[str | Path],
        *,
        size: tuple[int, int] = (160, 48),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Start a program.

        Args:
            argv: The program and its arguments.
            size: Columns and rows.
            env: Variables on top of the test's own environment.
            cwd: The folder to start in.
        """
        columns, rows = size
        inherited = {name: value for name, value in os.environ.items() if name not in _FOREIGN_VARIABLES}
        looks = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", "LEADLINE_BIDI": "off"}
        self.raw = bytearray()
        self.status: int | None = None
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._held_back = b""
        self._drawn: list[str] = []
        self._process = PtyProcess.spawn(
            [str(part) for part in argv],
            cwd=str(cwd) if cwd else None,
            env=inherited | looks | dict(env or {}),
            dimensions=(rows, columns),
            preexec_fn=heed_signals,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # what a person sees

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without trailing blanks."""
        if not self._drawn:  # working a screen out takes longer than most programs take to draw it
            cells = range(self._screen.columns)
            rows = (self._screen.buffer[row] for row in range(self._screen.lines))
            self._drawn = ["".join(row[cell].data for cell in cells).rstrip() for row in rows]
        return self._drawn

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from nought."""
        return self._screen.cursor.x, self._screen.cursor.y

    def place_of(self, words: str) -> tuple[int, int]:
        """Column and row, from nought, where `words` first stand on the screen.

        Raises:
            NeverShownError: They are not there.
        """
        for row, line in enumerate(self.lines):
            if (index := line.find(words)) >= 0:
                return self.column_of(index, row), row
        raise self._never(f"show {words!r}")

    def column_of(self, index: int, row: int) -> int:
        """The cell in which a character of a line stands; wide and combining ones shift what follows them."""
        end = 0
        for column in range(self._screen.columns):
            end += len(self._screen.buffer[row][column].data)
            if end > index:
                return column
        return self._screen.columns - 1

    def color_at(self, column: int, row: int) -> str:
        """The colour of a cell counted from nought: six hexadecimal digits, or a name."""
        color: str = self._screen.buffer[row][column].fg
        return color

    # what a person does

    def press(self, *keys: str) -> None:
        """Press keys one after the other: ``press("j", "enter", "ctrl+s", "f1")``."""
        for key in keys:
            self._send(key_bytes(key))

    def type(self, words: str) -> None:
        """Type `words` as they are."""
        self._send(words.encode())

    def type_bytes(self, data: bytes) -> None:
        """Send bytes that need not be text."""
        self._send(data)

    def paste(self, words: str) -> None:
        """Paste `words`, marked as a paste the way terminals do it."""
        self._send(b"\x1b[200~" + words.encode() + b"\x1b[201~")

    def click(self, column: int, row: int) -> None:
        """Click the left button at a cell counted from nought (SGR mouse reports)."""
        at = f"{column + 1};{row + 1}"
        self._send(f"\x1b[<0;{at}M\x1b[<0;{at}m".encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window; the program is told by the kernel."""
        self._screen.resize(rows, columns)
        self._drawn = []
        self._process.setwinsize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.kill(number)

    # waiting

    def wait_for(self, wanted: str | Callable[[Terminal], bool], timeout: float = 30.0) -> None:
        """Read until the screen shows a text, or until a condition on this terminal holds.

        Args:
            wanted: The text, or a function that takes this terminal and answers whether to go on.
            timeout: Seconds to wait at most.

        Raises:
            NeverShownError: It did not happen in time, or the program ended before.
        """
        shown = (lambda terminal: wanted in terminal.text) if isinstance(wanted, str) else wanted
        end = time.monotonic() + timeout
        while not shown(self):
            if time.monotonic() > end or not self._read():
                if shown(self):
                    return
                raise self._never(f"show {wanted!r}" if isinstance(wanted, str) else "do what was waited for")

    def wait_until_gone(self, words: str, timeout: float = 30.0) -> None:
        """Read until `words` are no longer on the screen, at most `timeout` seconds."""
        self.wait_for(lambda terminal: words not in terminal.text, timeout)

    def wait_for_exit(self, timeout: float = 30.0) -> int:
        """Read until the program has ended and answer its exit status, as `subprocess` counts it.

        Raises:
            NeverShownError: It did not end within `timeout` seconds.
        """
        end = time.monotonic() + timeout
        while self._read():
            if time.monotonic() > end:
                raise self._never("end")
        if self.status is None:
            raise self._never("end")
        return self.status

    def close(self) -> None:
        """Hang up, and end the program if that does not."""
        if self._process.closed:
            return
        if self.status is None and self._process.isalive():
            self._process.kill(signal.SIGHUP)
            try:
                self.wait_for_exit(timeout=2.0)
            except NeverShownError:
                self._process.kill(signal.SIGKILL)
                self._process.wait()
        self._process.delayafterclose = 0
        self._process.close()

    # the wire

    def _send(self, data: bytes) -> None:
        """Write to the program, reading meanwhile: a program whose output nobody takes stops taking input."""
        descriptor = self._process.fd
        while data:
            readable, writable, _ = select.select([descriptor], [descriptor], [], _TICK_SECONDS)
            if readable and not self._read():
                raise self._never("take what was typed")
            if writable:
                data = data[os.write(descriptor, data[:256]) :]

    def _read(self) -> bool:
        """Take in what the program wrote, waiting a moment for it; answer whether there may be more."""
        ready, _, _ = select.select([self._process.fd], [], [], _TICK_SECONDS)
        if ready:
            try:
                data: bytes = os.read(self._process.fd, 65536)
            except OSError:  # Linux says so when the other end is closed
                data = b""
            if data:
                self._show(data)
                return True
        if self._process.isalive():
            return True
        self._note_status()
        return bool(select.select([self._process.fd], [], [], 0)[0]) and not ready

    def _show(self, data: bytes) -> None:
        """Draw the program's bytes on the screen, holding back a sequence cut in two and a frame that goes on."""
        self.raw += data
        if _ASKS_FOR_FRAMES in data:
            os.write(self._process.fd, _KNOWS_FRAMES)
        data = self._held_back + data
        if (frame := data.rfind(_FRAME_BEGINS)) >= 0 and data.find(_FRAME_ENDS, frame) < 0:
            end = frame
        else:
            unfinished = _UNFINISHED_SEQUENCE.search(data)
            end = unfinished.start() if unfinished else len(data)
        data, self._held_back = data[:end], data[end:]
        if not data:
            return
        self._drawn = []
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))

    def _note_status(self) -> None:
        if self._process.signalstatus is not None:
            self.status = -self._process.signalstatus
        else:
            self.status = self._process.exitstatus

    def _never(self, what: str) -> NeverShownError:
        state = "is running" if self.status is None else f"ended with {self.status}"
        return NeverShownError(f"The program did not {what}. It {state}; the screen:\n{self.text}")


def key_bytes(key: str) -> bytes:
    """What a terminal sends when a key is pressed.

    Args:
        key: A single character, a name of `NAMED_KEYS`, or ``ctrl+`` or ``alt+`` and a single character.

    Raises:
        ValueError: There is no such key.
    """
    if key in NAMED_KEYS:
        return NAMED_KEYS[key].encode()
    if len(key) == 1:
        return key.encode()
    modifier, _, character = key.rpartition("+")
    if len(character) == 1 and modifier == "ctrl":
        return bytes([ord(character.lower()) & 0x1F])
    if len(character) == 1 and modifier == "alt":
        return b"\x1b" + character.encode()
    raise ValueError(f"No key is called {key!r}.")
