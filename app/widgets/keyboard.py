"""The keyboard: what a terminal sends, read so that a paste is text and nothing else, whatever it holds."""

from __future__ import annotations

import codecs
import os
import selectors
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from app.domain.core.text import clean_prose
from app.start.first_frame import OTHER_SCREEN, FirstFrame

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


class SafeDriver(LinuxDriver):
    """Textual's driver with the parser above, which also outlives bytes that are no text.

    It takes the terminal over from the first frame: that stays until the program's own is there.
    """

    _under_frame = False

    def start_application_mode(self) -> None:
        """Take the terminal over, or back after it was lent to an editor."""
        frame: FirstFrame | None = getattr(self._app, "first_frame", None)
        self._under_frame = frame is not None and frame.is_shown
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if frame is not None and self._under_frame:
            self._under_frame = False
            self.attrs_before = frame.hand_over()

    def write(self, data: str) -> None:
        """Send something to the terminal; going to the other screen would clear it, where it is there already."""
        if not (self._under_frame and data == OTHER_SCREEN):
            super().write(data)

    def run_input_thread(self) -> None:
        """Read what the terminal sends until the program ends."""
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        parser = SafeParser(self._debug)
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        try:
            while not self.exit_event.is_set():
                if selector.select(_WAIT_SECONDS):
                    read = os.read(self.fileno, _CHUNK)
                    if not read:  # nobody is at the other end any more; the signal that says so ends the program
                        self.exit_event.wait(_WAIT_SECONDS)
                    self._process_all(parser.feed(text) if (text := decode(read)) else ())
                self._process_all(parser.tick())
        finally:
            selector.close()
            with suppress(EOFError, ParseError):
                list(parser.feed(""))

    def _process_all(self, events: Iterable[Message]) -> None:
        for event in events:
            self.process_message(event)
