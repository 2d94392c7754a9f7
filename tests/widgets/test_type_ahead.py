"""Typing ahead: on a machine as busy as it likes, a key goes to what the key before it made ready."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from app.widgets.type_ahead import TypingAheadApp

if TYPE_CHECKING:
    from textual.app import ComposeResult


class BusyList(Widget, can_focus=True):
    """A list that takes long to let a key go by."""

    async def on_key(self) -> None:
        await asyncio.sleep(0.7)


class Searching(TypingAheadApp):
    """An app in which a slash goes from the list to a field."""

    def compose(self) -> ComposeResult:
        yield BusyList()
        yield Input()

    def on_mount(self) -> None:
        self.query_one(BusyList).focus()

    def on_key(self, event: events.Key) -> None:
        if event.character == "/":
            self.query_one(Input).focus()


async def test_a_key_waits_for_a_slow_one_before_it() -> None:
    app = Searching()
    async with app.run_test() as pilot:
        for character in "/coffee":
            app.post_message(events.Key("slash" if character == "/" else character, character))
        field = app.query_one(Input)
        for _ in range(300):
            if field.value == "coffee":
                break
            await pilot.pause(0.01)
        assert field.value == "coffee"


async def test_work_that_is_superseded_before_it_begins_is_closed() -> None:
    async def wait() -> None:
        await asyncio.Event().wait()

    app = Searching()
    async with app.run_test() as pilot:
        superseded = wait()
        app.run_worker(superseded, group="fill", exclusive=True)
        app.run_worker(wait(), group="fill", exclusive=True)
        await pilot.pause()
        assert inspect.getcoroutinestate(superseded) == inspect.CORO_CLOSED
