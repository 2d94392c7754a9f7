"""A running workspace without a terminal, and what a test asks of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.domain.core.clock import Clock
from app.shell import WATCH, LeadlineApp
from app.widgets.message_line import MessageLine
from app.widgets.type_ahead import ASIDE
from app.workspace import Workspace
from tests.conftest import settings_for


class Desk:
    """A running workspace and somebody at its keyboard."""

    def __init__(self, app: LeadlineApp, space: Workspace, pilot: object) -> None:
        self.app, self.space, self._pilot = app, space, pilot

    async def still(self, seq: int = 0) -> None:
        """Wait until nothing is under way, the counts of the tabs included, and a command was heard of."""
        await still(self.app, seq)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what they do."""
        await self._pilot.press(*keys)  # type: ignore[attr-defined] # Textual's pilot
        await self.still()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*("space" if character == " " else character for character in text))

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    def pane(self, id: str) -> list[str]:
        """The lines of a pane."""
        widget = self.app.screen.query_one(f"#{id}")
        return [strip.text.rstrip() for strip in widget.render_lines(widget.size.region)]

    @property
    def said(self) -> str:
        """What the message line says."""
        return self.app.screen.query_one(MessageLine).message

    async def sees(self, words: str) -> None:
        """Wait until something stands on the screen."""
        while words not in self.text:  # noqa: ASYNC110 - nobody tells of what is painted
            await asyncio.sleep(0.02)


async def still(app: LeadlineApp, seq: int = 0) -> None:
    """Wait until nothing is under way in a program, and it heard of a command."""
    quiet = 0
    while quiet < 4:
        await asyncio.sleep(0.02)
        asides = any(each.group.startswith(ASIDE) and each.group != WATCH for each in app.workers)
        at_work = asides or app._key_workers.awaited()  # those of an open dialog are not
        quiet = 0 if at_work or app.keys_wait or app.gateway.busy or app._seen < seq else quiet + 1


@asynccontextmanager
async def at_work(
    url: str, size: tuple[int, int] = (160, 48), clock: Clock | None = None, *, read_only: bool = False
) -> AsyncIterator[Desk]:
    """A workspace on a database, as soon as it is open."""
    app = LeadlineApp(settings_for(url, read_only=read_only), clock=clock)
    async with app.run_test(size=size) as pilot:
        await still(app)
        yield Desk(app, await app.workspace(), pilot)
