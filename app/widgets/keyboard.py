"""The keyboard: what a terminal sends, read so that a paste is text and nothing else, whatever it holds."""

from __future__ import annotations

import codecs
import os
import selectors
import sys
import termios
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, Final

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from app.domain.core.text import clean_prose
from app.ending import Ending
from app.start.first_frame import EXPLICIT, IMPLICIT, OTHER_SCREEN, FirstFrame
from app.widgets.direction import AS_WRITTEN

if TYPE_CHECKING:
    from textual.app import App

#: The most characters of one paste; what lies beyond is dropped.
MOST_PASTED: Final = 200_000

_BEGIN: Final = "\x1b[200~"
_END: Final = "\x1b[201~"
#: How much is read at once, in bytes, and how long a lone escape is waited out, in seconds.
_CHUNK: Final = 4096
_WAIT_SECONDS: Final = 0.1


class SafeParser(XTermParser):
    """Textual's parser, with every paste cleaned before it.

    An escape inside a paste would otherwise end the paste, and the rest of it would be read as keys pressed:
    copied from a web page, it could run commands.
    """

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT002 - Textual's signature
        super().__init__(debug)
        self._pasted: str | None = None
        """What was pasted so far; ``None`` outside a paste."""
        self._tail = ""
        """The last characters handed on, in which the beginning of a paste may be cut in two."""

    def feed(self, data: str) -> Iterable[Message]:
        """The events of what was read; an empty text is the end of it."""
        if not data:
            return super().feed(data)
        safe = self._safe(data)
        return super().feed(safe) if safe else ()

    def _safe(self, data: str) -> str:
        """What was read, with each paste held back until it is whole, and cleaned."""
        parts: list[str] = []
        while data:
            if self._pasted is None:
                seen = self._tail + data
                at = seen.find(_BEGIN)
                cut = len(data) if at < 0 else at + len(_BEGIN) - len(self._tail)
                parts.append(data[:cut])
                self._tail, data = seen[-len(_BEGIN) + 1 :], data[cut:]
                if at >= 0:
                    self._pasted, self._tail = "", ""
            else:
                self._pasted, data = self._pasted + data, ""
                text, end, rest = self._pasted.partition(_END)
                if end:
                    parts.append(clean_prose(text, MOST_PASTED) + _END)
                    self._pasted, data = None, rest
        return "".join(parts)


class Output:
    """What the terminal is written to; once it takes nothing more the program ends, and what comes is dropped."""

    def __init__(self, file: IO[str], ending: Ending) -> None:
        self._file = file
        self._ending = ending
        self._is_gone = False

    def write(self, text: str) -> None:
        """Write to the terminal."""
        self._attempt(self._file.write, text)

    def flush(self) -> None:
        """Have the terminal take what was written."""
        self._attempt(self._file.flush)

    def fileno(self) -> int:
        """The number of the file."""
        return self._file.fileno()

    def _attempt(self, do: Callable[..., object], *arguments: str) -> None:
        if self._is_gone:
            return
        try:
            do(*arguments)
        except (OSError, ValueError):
            self._is_gone = True
            self._ending.lose_terminal()


class SafeDriver(LinuxDriver):
    """Textual's driver with the parser above, which also outlives bytes that are no text.

    It takes the terminal over from the first frame: that stays until the program's own is there. The program ends with
    the terminal, and gives it back as it was.
    """

    _under_frame = False
    _is_explicit = False

    def __init__(self, app: App[Any], **how: Any) -> None:
        super().__init__(app, **how)
        self._ending: Ending = getattr(app, "ending", None) or Ending()
        # standard output is what was found to be a terminal; errors may go elsewhere
        self._file: Any = Output(sys.__stdout__ or sys.stdout, self._ending)

    def start_application_mode(self) -> None:
        """Take the terminal over, or back after it was lent to an editor."""
        frame: FirstFrame | None = getattr(self._app, "first_frame", None)
        self._under_frame = frame is not None and frame.is_shown
        with suppress(termios.error):
            self._ending.take_terminal()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.show_in_order()
        if frame is not None and self._under_frame:
            self._under_frame = False
            frame.hand_over()
        self.attrs_before = self._ending.take_terminal() if self._ending.has_terminal else None

    def stop_application_mode(self) -> None:
        """Give the terminal back, unless somebody else has it already."""
        if self._ending.has_terminal:
            if self._is_explicit:
                self._say_order(IMPLICIT)
            self.disable_input()  # first: an answer of the terminal would turn something on again
            super().stop_application_mode()

    def show_in_order(self) -> None:
        """Tell the terminal whether what it is sent is in order already."""
        mode = getattr(self._app, "direction", AS_WRITTEN).mode
        if mode == "leadline" or self._is_explicit:
            self._say_order(EXPLICIT if mode == "leadline" else IMPLICIT)

    def _say_order(self, sequence: str) -> None:
        self._is_explicit = sequence == EXPLICIT
        self.write(sequence)

    def close(self) -> None:
        """Wait until the terminal has taken all that was written."""
        super().close()
        self._ending.gave_back()

    def _sigcont_application(self, *arguments: Any) -> None:
        """Go on after a suspension, unless it is to end."""
        if not self._ending.is_told:
            super()._sigcont_application(*arguments)

    def _disable_mouse_support(self) -> None:
        """Have the mouse do what it did before; Textual leaves it counting pixels."""
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size of the terminal, or what is drawn on where it does not tell: one answer, whoever asks."""
        return self._app.console.size

    def write(self, data: str) -> None:
        """Send something to the terminal; going to the other screen would clear it, where it is there already."""
        if not (self._under_frame and data == OTHER_SCREEN):
            super().write(data)

    def run_input_thread(self) -> None:
        """Read what the terminal sends until the program ends, or the terminal does."""
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        parser = SafeParser(self._debug)
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        try:
            while not self.exit_event.is_set():
                if selector.select(_WAIT_SECONDS):
                    read = self._read()
                    if not read:  # nobody is at the other end any more
                        self._ending.lose_terminal()
                        return
                    self._process_all(parser.feed(text) if (text := decode(read)) else ())
                self._process_all(parser.tick())
        finally:
            selector.close()
            with suppress(EOFError, ParseError):
                list(parser.feed(""))

    def _read(self) -> bytes:
        """What was typed; nothing once the terminal is gone."""
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            return b""

    def _process_all(self, events: Iterable[Message]) -> None:
        for event in events:
            self.process_message(event)
