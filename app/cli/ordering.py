"""Terminals written to in the order that is seen: whatever the command line says there goes through here."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from app.words import is_rtl

if TYPE_CHECKING:
    from app.bidi.output import Mode

# Whether the terminal may order lines itself (BDSM): what we have ordered, it must not order again.
_EXPLICIT: Final = "\x1b[8l"
_IMPLICIT: Final = "\x1b[8h"


class OrderedStream:
    """A terminal as a stream that takes text in logical order; all but writing is the terminal's own."""

    def __init__(self, terminal: TextIO, mode: Callable[[], Mode]) -> None:
        """Order what is written.

        Args:
            terminal: Where it goes.
            mode: Says who orders right-to-left text there; asked when some is written.
        """
        self._terminal = terminal
        self._mode = mode

    def __getattr__(self, name: str) -> Any:
        return getattr(self._terminal, name)

    def write(self, text: str) -> int:
        """Write text; lines longer than the terminal is wide are broken, if any order has to be kept."""
        self._terminal.write(self._ordered(text))
        return len(text)

    def _ordered(self, text: str) -> str:
        rtl = is_rtl()
        if not rtl and text.isascii():
            return text
        from app.bidi.classes import needs_arranging
        from app.bidi.output import for_output

        is_mixed = needs_arranging(text)
        if not rtl and not is_mixed:
            return text
        mode = self._mode()
        ordered = for_output(text, mode, rtl, self._columns())
        return f"{_EXPLICIT}{ordered}{_IMPLICIT}" if is_mixed and mode == "leadline" else ordered

    def _columns(self) -> int:
        with suppress(OSError, ValueError):
            return os.get_terminal_size(self._terminal.fileno()).columns or shutil.get_terminal_size().columns
        return shutil.get_terminal_size().columns


def ordered(stream: TextIO, mode: Callable[[], Mode]) -> TextIO:
    """The stream, so that what is written to it is seen as it is meant, if it is a terminal.

    Args:
        stream: Where it goes.
        mode: Says who orders right-to-left text there; asked when some is written.
    """
    if isinstance(stream, OrderedStream) or not stream.isatty():
        return stream
    return cast("TextIO", OrderedStream(stream, mode))


@contextmanager
def ordered_output(bidi: str | None) -> Iterator[None]:
    """Let standard output and standard error be ordered while a command runs.

    Args:
        bidi: Who puts right-to-left text in order, as the command line says; ``None`` where it says nothing.
    """
    before = sys.stdout, sys.stderr
    mode = cache(lambda: mode_here(bidi))
    # there is none where whoever started the program closed it
    sys.stdout, sys.stderr = (stream and ordered(stream, mode) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def mode_here(bidi: str | None = None) -> Mode:
    """Who puts right-to-left text in order on this terminal.

    Args:
        bidi: As the command line says; ``None`` where it says nothing.
    """
    from app.domain.core.errors import Refusal
    from app.remembered import Remembered
    from app.settings import Settings, load_settings
    from app.terminals import order_for, terminal_key

    try:
        settings = load_settings(bidi=bidi)
    except Refusal:  # whoever needs the settings says what is wrong with them
        settings = Settings("")
    answer = Remembered(settings.state_folder).orders.get(terminal_key(os.environ), "")
    return cast("Mode", order_for(settings.bidi, answer, os.environ).mode)
