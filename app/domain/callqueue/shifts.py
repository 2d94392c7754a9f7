"""Shifts: an agent is ready, pauses, leaves; what they did today, and what they were told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, select, update

from app.domain.callqueue import agents
from app.domain.callqueue.finding import queue_id
from app.domain.callqueue.rows import AgentLine, Note
from app.domain.callqueue.tables import CALL, LEASE, MARK, NOTE, QUEUE
from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.outcomes import Outcome
from app.domain.core.text import clean_line
from app.domain.people.linking import names_of
from app.domain.store.desk import Desk
from app.domain.timeline.rules import day_bounds
from app.words import Said, say

_LONGEST_REASON = 60


class Shifts:
    """The verbs by which an agent says what they do."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def ready(self, queue: str = "") -> Outcome:
        """Be ready for leads of a queue; the only one the agent works in without one.

        Raises:
            NotFound: There is no such queue.
        """
        with self._desk.read() as reader:
            of = queue_id(reader.connection, queue, me=self._desk.actor.id)
        with self._desk.database.brief() as connection:
            agents.be(connection, self._desk.actor.id, of, agents.READY, self._desk.now())
        return self._said(say("You are ready."))

    def pause(self, reason: str) -> Outcome:
        """Take no more leads for a while.

        Args:
            reason: Why, in a word or two.

        Raises:
            Invalid: There is no reason.
            NotAllowed: The agent holds a lead, or is in no queue.
        """
        why = clean_line(reason)[:_LONGEST_REASON]
        if not why:
            raise Invalid(say("A pause needs a reason."), field="reason", hint=say("Such as lunch."))
        with self._desk.database.brief() as connection:
            me, now = self._desk.actor.id, self._desk.now()
            held = connection.execute(select(LEASE.c.dialled_at).where(LEASE.c.agent_id == me, LEASE.c.until > now))
            if held.first() is not None:
                raise NotAllowed(
                    say("You hold a lead; it needs a disposition first."),
                    hint=say("Or give it back, if it was not called."),
                )
            span = agents.open_span(connection, me)
            if span is None:
                raise NotAllowed(say("You are in no queue."), hint=say("leadline queue next takes a lead."))
            agents.be(connection, me, span.queue_id, agents.PAUSED, now, why)
        return self._said(say("Paused: {reason}.", reason=why))

    def leave(self) -> Outcome:
        """Be gone; a lead that was not dialled goes back to its queue.

        Raises:
            NotAllowed: The agent holds a lead that was dialled, or is not here.
        """
        with self._desk.database.brief() as connection:
            me, now = self._desk.actor.id, self._desk.now()
            lease = connection.execute(select(LEASE).where(LEASE.c.agent_id == me, LEASE.c.until > now)).first()
            if lease is not None and lease.dialled_at is not None:
                raise NotAllowed(
                    say("It was dialled, so it needs a disposition."),
                    hint=say("leadline queue dispositions lists them."),
                )
            if lease is not None:
                connection.execute(delete(LEASE).where(LEASE.c.lead_id == lease.lead_id))
                connection.execute(update(MARK).where(MARK.c.queue_id == lease.queue_id).values(window_until=None))
            if not agents.leave(connection, me, now):
                raise NotAllowed(say("You are in no queue."), hint=say("leadline queue next takes a lead."))
        return self._said(say("You left the queue."))

    def me(self) -> AgentLine:
        """What this agent does, since when, what was achieved today, and what they were told."""
        now, me = self._desk.now(), self._desk.actor.id
        since, _ = day_bounds(now.astimezone(self._desk.zone).date(), self._desk.zone)
        with self._desk.read() as reader:
            connection = reader.connection
            span = agents.open_span(connection, me)
            today = (CALL.c.agent_id == me) & (CALL.c.at >= since)
            counted = (func.count(), func.sum(_one(CALL.c.reached)), func.sum(_one(CALL.c.converted)))
            calls, reached, converted = connection.execute(select(*counted).where(today)).one()
            queue = None if span is None else reader.row(select(QUEUE).where(QUEUE.c.id == span.queue_id))
            wrap_until: datetime | None = None
            if span is not None and queue is not None and span.state == agents.WRAP_UP:
                wrap_until = span.began_at + timedelta(seconds=queue.wrap_up_seconds)
            unread = (NOTE.c.agent_id == me) & NOTE.c.read_at.is_(None)
            rows = connection.execute(select(NOTE).where(unread).order_by(NOTE.c.created_at)).all()
            names = names_of(connection, [row.by_id for row in rows])
            return AgentLine(
                id=me,
                name=self._desk.actor.name,
                queue=queue.name if queue is not None else "",
                state=span.state if span is not None else "",
                reason=span.reason if span is not None else "",
                since=span.began_at if span is not None else None,
                wrap_until=wrap_until,
                calls=calls or 0,
                contacts=reached or 0,
                conversions=converted or 0,
                notes=tuple(Note(row.id, row.text, names.get(row.by_id, ""), row.created_at) for row in rows),
            )

    def read_notes(self) -> int:
        """Note that the agent has read what they were told; answers how many there were."""
        with self._desk.database.brief() as connection:
            unread = (NOTE.c.agent_id == self._desk.actor.id) & NOTE.c.read_at.is_(None)
            return int(connection.execute(update(NOTE).where(unread).values(read_at=self._desk.now())).rowcount)

    def _said(self, message: Said) -> Outcome:
        return Outcome(self._desk.actor.id, self._desk.actor.code, ("state",), message)


def _one(flag: Any) -> ColumnElement[int]:
    """One where a flag is set."""
    return case((flag, 1), else_=0)
