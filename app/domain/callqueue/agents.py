"""Agents: what each is doing, as stretches of time without gap or overlap, from login to leaving."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from app.domain.callqueue.tables import SPAN
from app.domain.core.ids import new_id

READY: Final = "ready"
ON_CALL: Final = "on_call"
WRAP_UP: Final = "wrap_up"
PAUSED: Final = "paused"
GONE: Final = timedelta(hours=12)
"""An agent of whom nothing was heard for so long has left when something was last heard of them."""
STATES: Final = (READY, ON_CALL, WRAP_UP, PAUSED)


def open_span(connection: Connection, agent_id: str) -> Any:
    """What an agent is doing now; ``None`` for one who is not here."""
    return connection.execute(select(SPAN).where(SPAN.c.agent_id == agent_id, SPAN.c.ended_at.is_(None))).first()


def be(connection: Connection, agent_id: str, queue_id: str, state: str, now: datetime, reason: str = "") -> None:
    """Let an agent be in a state from now on; nothing is written where they are already.

    A clock that was set back makes no stretch shorter than none.

    Args:
        connection: The transaction.
        agent_id: The agent.
        queue_id: In which queue.
        state: One of `STATES`.
        now: From when on.
        reason: Why, for a pause.
    """
    span = open_span(connection, agent_id)
    at = now
    if span is not None:
        at = max(now, span.began_at)
        if now - span.seen_at > GONE:
            _end(connection, span, span.seen_at)
            _begin(connection, agent_id, queue_id, state, at, reason)
            return
        if (span.queue_id, span.state, span.reason) == (queue_id, state, reason):
            _seen(connection, span.id, at)
            return
        _end(connection, span, at)
    _begin(connection, agent_id, queue_id, state, at, reason)


def have_been_on_call(connection: Connection, agent_id: str, since: datetime) -> None:
    """Let the time since a lead was claimed count as a call, although nobody said when it was dialled."""
    span = open_span(connection, agent_id)
    if span is None or span.state != READY:
        return
    at = max(since, span.began_at)
    _end(connection, span, at)
    _begin(connection, agent_id, span.queue_id, ON_CALL, at, "")


def leave(connection: Connection, agent_id: str, at: datetime) -> bool:
    """Let an agent be gone; answers whether they were here."""
    span = open_span(connection, agent_id)
    if span is None:
        return False
    _end(connection, span, max(at, span.began_at))
    return True


def seen(connection: Connection, agent_id: str, now: datetime) -> None:
    """Note that something was heard of an agent."""
    span = open_span(connection, agent_id)
    if span is not None:
        _seen(connection, span.id, now)


def _seen(connection: Connection, span_id: str, now: datetime) -> None:
    connection.execute(update(SPAN).where(SPAN.c.id == span_id, SPAN.c.seen_at < now).values(seen_at=now))


def _end(connection: Connection, span: Any, at: datetime) -> None:
    connection.execute(update(SPAN).where(SPAN.c.id == span.id).values(ended_at=at, seen_at=max(at, span.seen_at)))


def _begin(connection: Connection, agent_id: str, queue_id: str, state: str, at: datetime, reason: str) -> None:
    values = {"agent_id": agent_id, "queue_id": queue_id, "state": state, "reason": reason}
    connection.execute(insert(SPAN).values(id=new_id(at).hex, began_at=at, ended_at=None, seen_at=at, **values))
