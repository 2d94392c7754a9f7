"""Recording: what the program writes to its terminal as an asciicast, and single screens as SVG pictures."""

from __future__ import annotations

import io
import json
import time
from typing import IO, TYPE_CHECKING, Any

from rich.console import Console
from rich.segment import Segment, Segments
from textual import events
from textual.driver import Driver
from textual.geometry import Size

if TYPE_CHECKING:
    from pathlib import Path

    from app.coach.app import CoachedApp


class Cast:
    """An asciicast of version 2: a line that says what it is, then one for everything that was written, with its time.

    Args:
        file: Where it is written.
        size: Columns and rows.
        title: What it is called.
    """

    def __init__(self, file: IO[str], size: tuple[int, int], title: str) -> None:
        self._file = file
        self._began = time.monotonic()
        self._size = size
        width, height = size
        head = {"version": 2, "width": width, "height": height, "title": title, "env": {"TERM": "xterm-256color"}}
        self._line(head)

    def write(self, data: str) -> None:
        """Keep what was written to the terminal."""
        self._event("o", data)

    def resized(self, width: int, height: int) -> None:
        """Keep that the terminal has another size."""
        if (width, height) != self._size:
            self._size = width, height
            self._event("r", f"{width}x{height}")

    def _event(self, kind: str, data: str) -> None:
        self._line([round(time.monotonic() - self._began, 6), kind, data])

    def _line(self, value: Any) -> None:
        self._file.write(f"{json.dumps(value, ensure_ascii=False)}\n")


class NoTerminal(Driver):
    """Stands in for a terminal where there is none: it takes what is written, and nobody types."""

    def _get_terminal_size(self) -> tuple[int, int]:
        return self._size or (160, 48)

    def write(self, data: str) -> None:
        """Take what is written."""

    def start_application_mode(self) -> None:
        """Tell the size."""
        size = Size(*self._get_terminal_size())
        self.send_message(events.Resize(size, size))

    def disable_input(self) -> None:
        """There is none."""

    def stop_application_mode(self) -> None:
        """There is nothing to give back."""


def recorded(kind: type[Driver], cast: Cast) -> type[Driver]:
    """A driver like another, whose terminal is recorded."""

    class Recorded(kind):  # type: ignore[misc, valid-type]  # a class that is chosen as the program runs
        """The driver, with an ear for what is written."""

        def write(self, data: str) -> None:
            """Write to the terminal, and keep it."""
            cast.write(data)
            super().write(data)

    return Recorded


def picture(app: CoachedApp, title: str) -> str:
    """The whole terminal as an SVG picture, the coach's rows with it."""
    update = app.screen._compositor.render_full_update(simplify=True)  # noqa: SLF001 - as Textual's own picture
    width, height = app.size.width, app.size.height + len(app.coach_rows())
    console = Console(
        width=width,
        height=height,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        record=True,
        legacy_windows=False,
        safe_box=False,
    )
    console.print(update)
    for row in app.coach_rows():
        console.print(Segments([*row, Segment.line()]), end="")
    drawn = console.export_svg(title=title)
    return drawn.replace("<style>", "<style>\n    text { direction: ltr; unicode-bidi: bidi-override }", 1)


class Frames:
    """Pictures of steps in a folder, numbered as they come.

    Args:
        folder: Where they go; nothing in it is replaced.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0

    def take(self, app: CoachedApp, name: str) -> None:
        """Keep a picture of what is seen now."""
        self._number += 1
        path = self._folder / f"{self._number:02d}-{name}.svg"
        with path.open("x", encoding="utf-8") as file:
            file.write(picture(app, "Leadline"))
