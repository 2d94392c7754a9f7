"""The gateway: runs calls to the workspace on threads of its own, so that the screen never waits."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from typing import Any, NamedTuple, ParamSpec, TypeVar

from app.domain.core.stopping import Stop, Stopped, stoppable
from app.words import say

P = ParamSpec("P")
T = TypeVar("T")

#: Calls that run when the program ends have so long to end too, in seconds; a hanging one keeps nobody from leaving.
GRACE = 0.5


class _Job(NamedTuple):
    """A call, and to whom its answer goes."""

    call: Callable[[], Any]
    stop: Stop
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[Any]


class Gateway:
    """A few threads; whoever is superseded simply drops the answer by no longer awaiting it.

    The threads are no reason for the program to live on: one that hangs ends with it.

    Attributes:
        busy: How many calls are under way; the tests wait until it is 0.
    """

    def __init__(self, threads: int = 3) -> None:
        """Prepare the threads; they start when first needed."""
        self._most = threads
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._stops: dict[asyncio.Task[Any] | None, Stop] = {}
        self._began: dict[asyncio.Task[Any] | None, float] = {}
        self.busy = 0

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call off the screen's thread and hand over its answer or its refusal."""
        loop, task, stop = asyncio.get_running_loop(), asyncio.current_task(), Stop()
        answer: asyncio.Future[T] = loop.create_future()
        self.busy += 1
        self._stops[task], self._began[task] = stop, loop.time()
        try:
            self._jobs.put(_Job(partial(call, *args, **kwargs), stop, loop, answer))
            self._have_thread()
            return await answer
        finally:
            self.busy -= 1
            del self._stops[task], self._began[task]

    def lasting(self, seconds: float) -> list[tuple[asyncio.Task[Any] | None, Stop]]:
        """The calls that were asked for at least so long ago: by which task, and how far each has come."""
        now = asyncio.get_running_loop().time()
        return [(task, stop) for task, stop in self._stops.items() if now - self._began[task] >= seconds]

    def stop(self, tasks: Iterable[asyncio.Task[Any] | None]) -> None:
        """Interrupt what some tasks await; a write is rolled back whole, or is done already."""
        for stop in filter(None, map(self._stops.get, tasks)):
            threading.Thread(target=stop.ask, name="stop", daemon=True).start()  # a server may take its time

    def close(self) -> None:
        """Let running calls end, for a moment; begin no more."""
        for _ in self._threads:
            self._jobs.put(None)
        until = time.monotonic() + GRACE
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0.0))

    def _have_thread(self) -> None:
        """Start another thread where all are at work."""
        if not self._idle.acquire(blocking=False) and len(self._threads) < self._most:
            self._threads.append(threading.Thread(target=self._work, name="workspace", daemon=True))
            self._threads[-1].start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not job.answer.cancelled():
                with suppress(RuntimeError):  # the program has ended meanwhile
                    job.loop.call_soon_threadsafe(_hand_over, job.answer, *_outcome(job))
            self._idle.release()


def _outcome(job: _Job) -> tuple[Any, BaseException | None]:
    try:
        with stoppable(job.stop):
            return job.call(), None
    except BaseException as problem:  # noqa: BLE001 - it is handed over to whoever asked
        if job.stop.asked and not isinstance(problem, Stopped):
            stopped = Stopped(say("It was stopped; nothing was changed."))
            stopped.__cause__ = problem
            return None, stopped
        return None, problem


def _hand_over(answer: asyncio.Future[Any], result: Any, problem: BaseException | None) -> None:
    if answer.cancelled():
        return
    if problem is None:
        answer.set_result(result)
    else:
        answer.set_exception(problem)
