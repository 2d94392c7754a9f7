"""The gateway: runs calls to the workspace on threads of its own, so that the screen never waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Gateway:
    """A small pool of threads; whoever is superseded simply drops the answer by no longer awaiting it.

    Attributes:
        busy: How many calls are under way; the tests wait until it is 0.
    """

    def __init__(self, threads: int = 3) -> None:
        """Prepare the pool; threads start when first needed."""
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="workspace")
        self.busy = 0

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call off the screen's thread and hand over its answer or its refusal."""
        self.busy += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, partial(call, *args, **kwargs))
        finally:
            self.busy -= 1

    def close(self) -> None:
        """Let running calls end; begin no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)
