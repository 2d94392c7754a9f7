"""Typing ahead: a key is handed on when what the key before it set in motion has ended, however long that takes."""

from __future__ import annotations

import asyncio
import inspect
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.worker import Worker, get_current_worker
from textual.worker_manager import WorkerManager

from app.commands.arabic_keys import in_latin, tells_layout
from app.widgets.stillness import be_painted, come_to_rest, has_message_waiting, moving_part, moving_widget, unpainted
from app.words import label, say, sentences

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.timer import Timer

#: How groups of workers begin that no key set off; no key waits for them.
ASIDE: Final = "aside-"
#: How groups of workers begin that only fill something; a key need not wait for them where the focus allows it.
FILL: Final = "fill-"
#: A sign that keys wait is shown after so many seconds; what the keys mean does not depend on it.
SIGN_AFTER: Final = 0.3
#: Keys rest when none was typed for so many seconds; only what no key waits for is put off until then.
REST: Final = 0.25

_aside: ContextVar[bool] = ContextVar("aside", default=False)


@contextmanager
def aside(is_aside: bool = True) -> Iterator[None]:  # noqa: FBT002 - a message hands on how it was set off
    """Mark what is set off inside as the doing of a clock or another program: no key waits for it."""
    before = _aside.set(is_aside)
    try:
        yield
    finally:
        _aside.reset(before)


def is_aside() -> bool:
    """Whether what runs now was set off by something else than a key."""
    return _aside.get()


def spoken_name(worker: Worker[Any]) -> str:
    """What a worker was named, in the language of the moment; nothing where Textual named it after its function."""
    work = worker._work  # noqa: SLF001 - Textual keeps it
    function = getattr(work, "func", work)
    return "" if worker.name == getattr(function, "__name__", "") else label(worker.name)


@runtime_checkable
class GoesAhead(Protocol):
    """A widget or screen in which some keys mean the same before and after something is filled."""

    def goes_ahead(self, event: events.Event, group: str) -> bool:
        """Whether a key need not wait for the workers of a group that begins with ``FILL``."""


@runtime_checkable
class Interruptible(Protocol):
    """A screen with work that some keys stop: such a key does not wait for the work to end."""

    def interrupts(self, event: events.Key) -> bool:
        """Whether a key is meant for what is under way now."""


@runtime_checkable
class ShowsWaiting(Protocol):
    """A screen that can say that keys wait."""

    def show_waiting(self, words: str) -> None:
        """Say what keys wait for; nothing once they wait no longer."""

    def show_stopped(self, words: str) -> None:
        """Say that what was under way was stopped."""


class KeyWorkers(WorkerManager):
    """The workers of an app, and for which of them keys wait.

    Keys wait for every worker except two sorts: those set aside, and those whose dialog has no answer yet, since
    the keys are that answer.
    """

    def __init__(self, app: TypingAheadApp) -> None:
        super().__init__(app)
        self._asides: set[Worker[Any]] = set()
        self._answers: dict[Worker[Any], asyncio.Future[Any]] = {}
        self.stirred = asyncio.Event()
        """Set whenever there may be fewer workers to wait for."""

    def add_worker(self, worker: Worker[Any], start: bool = True, exclusive: bool = True) -> None:  # noqa: FBT002 - Textual's shape
        """Add a worker; keys wait for it too if it replaces one that they wait for."""
        superseded = {each for each in self._workers if (each.node, each.group) == (worker.node, worker.group)}
        awaited = exclusive and any(each not in self._asides for each in superseded)
        if worker.group.startswith(ASIDE) or (is_aside() and not awaited):
            self._asides.add(worker)
        super().add_worker(worker, start, exclusive)

    def _remove_worker(self, worker: Worker[Any]) -> None:
        super()._remove_worker(worker)
        if inspect.iscoroutine(work := worker._work):  # noqa: SLF001 - Textual keeps a worker's work to itself
            work.close()  # one that was superseded before it began is awaited by nobody
        self._asides.discard(worker)
        self.stirred.set()

    def awaited(self) -> list[Worker[Any]]:
        """The workers that keys may wait for."""
        return [each for each in self._workers if each not in self._asides and not self._asks(each)]

    def _asks(self, worker: Worker[Any]) -> bool:
        answer = self._answers.get(worker)
        return answer is not None and not answer.done()

    @contextmanager
    def asking(self, worker: Worker[Any], answer: asyncio.Future[Any]) -> Iterator[None]:
        """Let no key wait for a worker while its dialog has no answer: the keys are the answer."""
        self._answers[worker] = answer
        self.stirred.set()
        try:
            yield
        finally:
            del self._answers[worker]


class TypingAheadApp(App[int], inherit_bindings=False):
    """An app in which what is typed quickly means the same as what is typed slowly.

    Textual gives every key to the widget that has the focus at that moment, and carries out what it is bound to later.
    When keys come faster than that, a backspace deletes the letter typed after it, text after a tab lands in the field
    before, and text meant for a dialog runs commands. Here a key is handed on only when everything is still: no widget
    has a message waiting, no layout is due that moves the focus, and no worker is running that the key could depend
    on. No clock decides it.
    """

    def __init__(self) -> None:
        super().__init__(ansi_color=False)
        self.urgent_keys: frozenset[str] = frozenset()
        """Keys that never wait."""
        self.stop_keys: tuple[str, ...] = ()
        """Keys that end what hangs, where something is under way."""
        self.interrupt: Callable[[Iterable[asyncio.Task[Any] | None]], None] | None = None
        """Ends what the given tasks await, where that can be interrupted."""
        self._workers = self._key_workers = KeyWorkers(self)
        self._waiting: deque[events.Event] = deque()
        self._handing_on: asyncio.Task[None] | None = None
        self.layout_is_arabic = False
        """Whether the letter that was typed last came from an Arabic keyboard layout."""
        self.typed = 0
        """How many keys were typed so far; those that wait are the last of them."""
        self._typed_at = -inf
        """When something was typed last, by the clock of the loop."""
        self._sign: Timer | None = None
        self._signed: ShowsWaiting | None = None
        """The screen that says that keys wait."""

    def forget_keys(self) -> bool:
        """Forget the keys that wait; whether there were any."""
        waited = bool(self._waiting)
        self._waiting.clear()
        return waited

    @property
    def keys_wait(self) -> bool:
        """Whether anything typed has not been handed on yet."""
        return bool(self._waiting)

    @property
    def handed_on(self) -> int:
        """Which of the keys typed so far was handed on last."""
        return self.typed - len(self._waiting)

    async def keys_rest(self) -> None:
        """Wait until nothing has been typed for a moment."""
        loop = asyncio.get_running_loop()
        while (left := self._typed_at + REST - loop.time()) > 0:  # noqa: ASYNC110 - each key puts it off
            await asyncio.sleep(left)

    async def push_screen_wait(self, screen: Any, *, mode: str | None = None) -> Any:
        """Show a screen and wait for its answer; keys typed from now on are for that screen."""
        await self._flush_next_callbacks()
        answer = self.push_screen(screen, wait_for_dismiss=True, mode=mode)
        with self._key_workers.asking(get_current_worker(), answer):
            return await asyncio.shield(answer)  # a worker that is cancelled does not take the answer with it

    # keys ------------------------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Take an event; one that is typed waits for its turn."""
        typed = isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded
        if typed:
            self.typed += 1
            self._typed_at = asyncio.get_running_loop().time()
        if isinstance(event, events.Key):
            event.key = in_latin(event.key)
        if not typed:
            await super().on_event(event)
        elif self._is_urgent(event):
            await self._give(event)
        elif isinstance(event, events.Key) and event.key in self.stop_keys and self._is_under_way:
            self._stop()
        elif self._waiting or self._handing_on is not None or not self._is_still_for(event):
            self._waiting.append(event)
            if self._handing_on is None:
                self._begin_handing_on()
        else:
            await self._give(event)

    async def _give(self, event: events.Event) -> None:
        """Give what was typed to the widget that has the focus, and mark which layout it was typed on."""
        layout = tells_layout(event.character) if isinstance(event, events.Key) and event.character else None
        self.layout_is_arabic = self.layout_is_arabic if layout is None else layout
        await super().on_event(event)

    @property
    def _is_under_way(self) -> bool:
        """Whether there is something that a key can stop; what only fills counts while keys wait for it."""
        return bool(self._waiting) or any(not each.group.startswith(FILL) for each in self._key_workers.awaited())

    def _stop(self) -> None:
        """End what hangs: what waits for it is forgotten, its answer is dropped, and everything else goes on."""
        hanging = self._key_workers.awaited()
        if self.interrupt is not None:
            self.interrupt([each._task for each in hanging])  # noqa: SLF001 - Textual keeps a worker's task to itself
        for worker in hanging:
            worker.cancel()
        self.forget_keys()
        self._key_workers.stirred.set()
        if isinstance(self.screen, ShowsWaiting):
            self.screen.show_stopped(say("Stopped. A change that was under way is made whole or not at all."))

    def action_stop(self) -> None:
        """Say that there is nothing to stop; if there were, ``on_event`` would have taken the key."""
        if isinstance(self.screen, ShowsWaiting):
            self.screen.show_stopped(say("Nothing is under way."))

    def _begin_handing_on(self) -> None:
        self._sign = self._sign or self.set_timer(SIGN_AFTER, self._show_sign)
        self._handing_on = asyncio.create_task(self._hand_on(), name="keys typed ahead")
        self._handing_on.add_done_callback(self._handed_on)

    def _is_urgent(self, event: events.Event) -> bool:
        """Whether a key is never to wait: it leaves, or is meant for what is under way."""
        if not isinstance(event, events.Key):
            return False
        if event.key in self.urgent_keys:
            return True
        top = self.screen
        return not self._waiting and isinstance(top, Interruptible) and top.interrupts(event)

    def _is_still_for(self, event: events.Event) -> bool:
        """Whether everything set off before this event, which the app is dealing with, has ended."""
        return (
            not has_message_waiting(self)
            and moving_widget(self) is None
            and unpainted(self) is None
            and self.waits_for(event) is None
        )

    def waits_for(self, event: events.Event) -> Worker[Any] | None:
        """A worker that something typed has to wait for."""
        workers = self._key_workers.awaited()
        return next((each for each in workers if not self._goes_ahead(event, each.group)), None) if workers else None

    def _goes_ahead(self, event: events.Event, group: str) -> bool:
        if not group.startswith(FILL):
            return False
        path: list[DOMNode] = (self.focused or self.screen).ancestors_with_self
        return any(isinstance(each, GoesAhead) and each.goes_ahead(event, group) for each in path)

    async def _hand_on(self) -> None:
        """Hand on each key that waits once everything is still; nothing else runs between that check and the key."""
        while self._waiting and self._running:
            if (pump := moving_part(self)) is not None:
                await come_to_rest(pump)
            elif (screen := unpainted(self)) is not None:
                await be_painted(screen)
            elif self.waits_for(self._waiting[0]) is not None:
                self._key_workers.stirred.clear()
                await self._key_workers.stirred.wait()
            else:
                await self._give(self._waiting.popleft())

    def _show_sign(self) -> None:
        """Say that keys wait, and what for."""
        top = self.screen
        if self._waiting and isinstance(top, ShowsWaiting):
            worker = self.waits_for(self._waiting[0])
            what = (worker and spoken_name(worker)) or say("an answer")
            fix = say("{key} ends it.", key=self.stop_keys[0]) if self.stop_keys else ""
            top.show_waiting(sentences(say("Waiting for {what}.", what=what), fix))
            self._signed = top

    def _hide_sign(self) -> None:
        if self._sign is not None:
            self._sign.stop()
            self._sign = None
        if self._signed is not None:
            self._signed.show_waiting("")
            self._signed = None

    def _handed_on(self, task: asyncio.Task[None]) -> None:
        self._handing_on = None
        if not self._waiting:
            self._hide_sign()
        if not task.cancelled() and isinstance(problem := task.exception(), Exception):
            self._handle_exception(problem)
        elif self._waiting and self._running:  # typed in between
            self._begin_handing_on()
