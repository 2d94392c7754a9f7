"""Interrupting: a statement under way ends when its call is stopped, and what it was part of is rolled back whole."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event

from app.domain.core.stopping import current_stop

#: How long the server is asked to stop a statement, in seconds.
_ASKED_SECONDS = 5.0


def let_calls_be_stopped(engine: Engine) -> None:
    """Have an engine's connections interrupted by the stop of the call that uses them."""
    event.listen(engine, "checkout", _used)
    event.listen(engine, "checkin", _given_back)
    event.listen(engine, "before_cursor_execute", _check)
    event.listen(engine, "commit", _check)


def _used(connection: Any, record: Any, _proxy: Any) -> None:
    stop = current_stop()
    if stop is not None:
        cancel = getattr(connection, "cancel_safe", None)
        interrupt = connection.interrupt if cancel is None else lambda: cancel(timeout=_ASKED_SECONDS)
        stop.add(interrupt)
        record.info["stop"] = stop, interrupt


def _given_back(_connection: Any, record: Any) -> None:
    stop, interrupt = record.info.pop("stop", (None, None))
    if stop is not None:
        stop.remove(interrupt)


def _check(*_about: Any) -> None:
    stop = current_stop()
    if stop is not None:
        stop.check()
