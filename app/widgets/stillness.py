"""Stillness: whether everything that messages set in motion has come to its end, and the wait until it has.

Textual says of a pump only how many messages wait in its queue, which tells nothing of the one it works at, nor of
what waits for the next frame. The few looks behind its curtain that tell it stand here and nowhere else.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.screen import Screen


def is_at_rest(pump: MessagePump) -> bool:
    """Whether a pump has dealt with every message it was sent, and waits for the next one; or has ended."""
    task = pump._task  # noqa: SLF001 - see above
    return (task is not None and task.done()) or not _has_begun(pump) or _awaits_message(pump)


def has_message_waiting(pump: MessagePump) -> bool:
    """Whether a pump has more to do than what it is at."""
    return pump._pending_message is not None or not pump._message_queue.empty()  # noqa: SLF001 - see above


def moving_part(app: App[Any]) -> MessagePump | None:
    """A widget, screen or the app itself that is not at rest; ``None`` where all are."""
    if not _awaits_message(app):
        return app
    return moving_widget(app)


def moving_widget(app: App[Any]) -> MessagePump | None:
    """A widget or screen that is not at rest; ``None`` where all are."""
    for node in app._registry:  # noqa: SLF001 - see above
        if not is_at_rest(node):
            return node
    return None


def unpainted(app: App[Any]) -> Screen[Any] | None:
    """A screen that has something to do with its next frame which keys may depend on: the layout, or a callback."""
    stack = app.screen_stack
    for screen in stack:
        if screen._callbacks or (screen is stack[-1] and screen._layout_required):  # noqa: SLF001 - see above
            return screen
    return None


async def come_to_rest(pump: MessagePump) -> None:
    """Wait until a pump has dealt with what it was sent so far, or has ended."""
    reached = asyncio.Event()
    if pump.call_later(reached.set):
        await _either(reached, pump)
    elif (task := pump._task) is not None:  # noqa: SLF001 - see above
        await asyncio.wait({task})


async def be_painted(screen: Screen[Any]) -> None:
    """Wait until a screen's next frame, with all that waits for it, is done, or the screen has gone."""
    reached = asyncio.Event()
    screen._invoke_later(reached.set, screen)  # noqa: SLF001 - see above
    await _either(reached, screen)


async def _either(reached: asyncio.Event, pump: MessagePump) -> None:
    """Wait until a pump gets to something, or ends without."""
    waiting = asyncio.ensure_future(reached.wait())
    task = pump._task  # noqa: SLF001 - see above
    try:
        await asyncio.wait({waiting, task} if task is not None else {waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()


def _has_begun(pump: MessagePump) -> bool:
    return pump._task is not None  # noqa: SLF001 - see above


def _awaits_message(pump: MessagePump) -> bool:
    event: Any = pump._message_queue.ready_event  # noqa: SLF001 - see above
    waiters = event._waiters  # noqa: SLF001 - see above
    return not has_message_waiting(pump) and any(not waiter.done() for waiter in waiters)
