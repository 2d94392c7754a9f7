"""The pace of a program: how long each thing takes that it waits for, by the throw of a die or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from random import Random
from typing import Any, ParamSpec, TypeVar

from textual import _time
from textual.message import Message
from textual.message_pump import MessagePump
from textual.worker import Worker

from app.gateway import Gateway

P = ParamSpec("P")
T = TypeVar("T")

#: The longest that one thing takes, in virtual seconds.
LONGEST = 10.0


class Pace:
    """How long the next thing takes."""

    def __init__(self, dice: Random | None = None) -> None:
        """Without a die nothing takes any time."""
        self._dice = dice

    def seconds(self) -> float:
        """Nothing or hardly anything mostly; now and then as long as it may."""
        if self._dice is None:
            return 0.0
        most = self._dice.choices((0.0, 0.02, 0.5, LONGEST), (50, 30, 14, 6))[0]
        return self._dice.uniform(0.0, most) if most else 0.0

    async def take(self) -> None:
        """Take that long."""
        if seconds := self.seconds():
            await asyncio.sleep(seconds)

    def hits(self, probability: float) -> bool:
        """Whether something happens that does so with a probability."""
        return self._dice is not None and self._dice.random() < probability


class PacedGateway(Gateway):
    """A gateway without threads: it takes as long as it is told before a call and after it."""

    def __init__(self, pace: Pace) -> None:
        super().__init__()
        self._pace = pace

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call between two pauses."""
        self.busy += 1
        try:
            await self._pace.take()
            try:
                return partial(call, *args, **kwargs)()
            finally:
                await asyncio.sleep(0)  # what is told of a change from the thread arrives before the answer
                await self._pace.take()
        finally:
            self.busy -= 1


@contextmanager
def paced(pace: Pace, clock: Callable[[], float]) -> Iterator[None]:
    """Let every message and every worker take its time, and timers follow the loop's clock."""
    real = MessagePump._dispatch_message, Worker.run, _time.get_time

    async def dispatch(pump: MessagePump, message: Message) -> None:
        if pace.hits(0.03):
            await pace.take()
        await real[0](pump, message)

    async def run(worker: Worker[Any]) -> Any:
        await pace.take()
        return await real[1](worker)

    changed: Any = (MessagePump, "_dispatch_message", dispatch), (Worker, "run", run), (_time, "get_time", clock)
    for place, name, stand_in in changed:
        setattr(place, name, stand_in)
    try:
        yield
    finally:
        for (place, name, _), original in zip(changed, real, strict=True):
            setattr(place, name, original)
