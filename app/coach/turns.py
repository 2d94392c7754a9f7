"""Turns: what is typed by the program goes the way of any key, and waits like one until all before it has ended."""

from __future__ import annotations

import asyncio
from typing import Final

from textual import events

from app.widgets.type_ahead import TypingAheadApp

_CHARACTERS: Final = {"space": " ", "enter": "\r", "tab": "\t"}


class Turn(events.Event):
    """Stands in line with the keys, and is reached when they were dealt with.

    Attributes:
        reached: Set when it is its turn.
    """

    def __init__(self) -> None:
        super().__init__()
        self.reached = asyncio.Event()


class TurnTakingApp(TypingAheadApp, inherit_bindings=False):
    """An app that can type by itself."""

    async def press(self, key: str) -> None:
        """Press a key, and wait until all that it set in motion has ended.

        Args:
            key: By its name, a printable one by itself.
        """
        self._typed_at = asyncio.get_running_loop().time()
        self._stand_in_line(events.Key(key, _CHARACTERS.get(key, key if len(key) == 1 else None)))
        await self.turn()

    async def turn(self) -> None:
        """Wait until everything that was set in motion has ended."""
        turn = Turn()
        self._stand_in_line(turn)
        await turn.reached.wait()

    def _stand_in_line(self, event: events.Event) -> None:
        self._waiting.append(event)
        if self._handing_on is None:
            self._begin_handing_on()

    async def _give(self, event: events.Event) -> None:
        if isinstance(event, Turn):
            event.reached.set()
        else:
            await super()._give(event)

    def forget_keys(self) -> bool:
        """Forget the keys that wait; whether there were any."""
        turns = [each for each in self._waiting if isinstance(each, Turn)]
        waited = len(self._waiting) > len(turns)
        super().forget_keys()
        for turn in turns:
            turn.reached.set()
        return waited

    def _show_sign(self) -> None:
        if any(not isinstance(each, Turn) for each in self._waiting):
            super()._show_sign()
