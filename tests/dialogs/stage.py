"""A bare app that opens one dialog and remembers its answer, and words for what tests do with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import ModalScreen

from app.domain.core.fields import ParseContext
from app.widgets.stillness import moving_part, unpainted
from app.widgets.text import SafeFilter

#: Monday, nine o'clock in Dubai.
CONTEXT = ParseContext(datetime(2026, 11, 23, 5, 0, tzinfo=UTC), ZoneInfo("Asia/Dubai"), "USD", "AE")
HOSTILE = "Acme [/] [@click=app.quit]x[/] [b"
ARABIC = "شركة القهوة"
_CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t"}
#: Turns of the loop without a movement after which there will be none.
_QUIET = 20
OPEN = object()
"""The answer of a dialog that has not closed yet."""

CONTACTS = (
    ("CONT-1111", "Huda Karim", "Operations"),
    ("CONT-2222", "Sara Nadim", "Contoso"),
    ("CONT-3333", ARABIC, HOSTILE),
)


async def suggest(kind: str, text: str) -> Sequence[tuple[str, str, str]]:
    """The contacts with the text in their name; there is no other kind of record."""
    return [each for each in CONTACTS if kind == "contact" and text.lower() in each[1].lower()]


class Stage(App[None]):
    """Opens a dialog at once."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, make: Callable[[], ModalScreen[Any]]) -> None:
        super().__init__()
        self._make = make
        self.answer: Any = OPEN

    def get_line_filters(self) -> Sequence[Any]:
        """As in the workspace: nothing commands the terminal."""
        return [*super().get_line_filters(), SafeFilter()]

    def on_mount(self) -> None:
        """Open it."""
        self.push_screen(self._make(), self._answered)

    def _answered(self, answer: Any) -> None:
        self.answer = answer


class Play:
    """A dialog on the stage, played by keys."""

    def __init__(self, app: Stage, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> Play:
        """Press keys."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            self.app.post_message(events.Key(name, _CHARACTERS.get(key, key if len(key) == 1 else None)))
            await self.still()
        return self

    async def type(self, text: str) -> Play:
        """Type a text."""
        return await self.press(*("space" if character == " " else character for character in text))

    async def still(self) -> None:
        """Wait until all that a key set in motion has come to its end."""
        quiet = 0
        while quiet < _QUIET:
            await asyncio.sleep(0)
            await self.app.animator.wait_until_complete()
            moves = moving_part(self.app) or unpainted(self.app) or self.app.screen._dirty_widgets
            quiet = 0 if moves else quiet + 1

    async def until(self, condition: Callable[[], bool]) -> Play:
        """Wait for a condition, at most a few seconds."""
        for _ in range(200):
            if condition():
                return self
            await self.pilot.pause(0.02)
        raise AssertionError(f"it never came to this:\n{self.screen}")

    async def sees(self, text: str) -> Play:
        """Wait until a text is on the screen."""
        return await self.until(lambda: text in self.screen)

    @property
    def screen(self) -> str:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def answer(self) -> Any:
        """What the dialog has answered; ``OPEN`` while it has not."""
        return self.app.answer


@asynccontextmanager
async def played(make: Callable[[], ModalScreen[Any]], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Play]:
    """The dialog that is made, on a stage of that size."""
    app = Stage(make)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Play(app, pilot)
