"""Taking: the next lead for an agent, holding it, dialling it, giving it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from app.domain.calling.checking import verdict
from app.domain.callqueue import agents
from app.domain.callqueue.entries import Entries, Layout, layouts
from app.domain.callqueue.finding import queue_id
from app.domain.callqueue.giving import Giving
from app.domain.callqueue.holding import held_back, next_moment, said_of
from app.domain.callqueue.hopper import reseat_numbers
from app.domain.callqueue.rows import HeldLead
from app.domain.callqueue.showing import held_lead
from app.domain.callqueue.tables import ENTRY, HOPPER, LEASE, QUEUE
from app.domain.core.errors import NotAllowed, NotFound
from app.domain.core.moments import when
from app.domain.core.outcomes import Outcome
from app.domain.leads.records import Lead
from app.domain.people.records import User
from app.domain.store.desk import Desk
from app.domain.store.unit import table_of
from app.words import say, sentences

_LEAD: Final = table_of(Lead)
_USER: Final = table_of(User)
_HOLDS: Final = timedelta(seconds=60)
"""How long the rules of countries are taken as they were read."""


class NothingToCall(NotFound):
    """No lead of a queue can be called now; the message says why."""

    code = "nothing_to_call"


class Taking:
    """The verbs of an agent that are no decisions, and so in no log."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk
        self._giving = Giving(desk)

    def next(self, queue: str = "") -> HeldLead:
        """The next lead of a queue, held for this agent; the one they hold already, if they hold one.

        Args:
            queue: Which queue; the only one the agent works in without it.

        Raises:
            NothingToCall: None can be called now; the message says why.
            NotAllowed: The queue is paused or deleted, or the agent does not work in it.
            NotFound: There is no such queue.
        """
        if not queue.strip() and (found := self.held()) is not None:
            return found
        with self._desk.read() as reader:
            of = queue_id(reader.connection, queue, me=self._desk.actor.id)
        if not self._giving.claim(of):
            raise self._nothing(of)
        found = self.held()
        if found is None:  # the lease was over at once: nobody looked for longer than it lasts
            raise self._nothing(of)
        return found

    def held(self) -> HeldLead | None:
        """The lead that this agent holds; ``None`` where there is none."""
        with self._desk.read() as reader:
            return held_lead(reader, self._desk)

    def beat(self) -> bool:
        """Say that this agent is still there; answers whether they hold a lead."""
        me, now = self._desk.actor.id, self._desk.now()
        with self._desk.database.brief() as connection:
            agents.seen(connection, me, now)
            lease = connection.execute(select(LEASE).where(LEASE.c.agent_id == me)).first()
            if lease is None:
                return False
            seconds = select(QUEUE.c.lease_seconds).where(QUEUE.c.id == lease.queue_id)
            until = now + timedelta(seconds=connection.execute(seconds).scalar() or 0)
            mine = (LEASE.c.lead_id == lease.lead_id) & (LEASE.c.agent_id == me)
            connection.execute(update(LEASE).where(mine).values(until=until))
            return True

    def dial(self) -> HeldLead:
        """Say that the lead this agent holds is dialled now, if it may still be.

        Raises:
            NotFound: The agent holds none.
            NotAllowed: It may not be called any more; it was given back.
        """
        me, now = self._desk.actor.id, self._desk.now()
        with self._desk.database.brief() as connection:
            lease = self._lease(connection)
            (layout,) = layouts(connection, [lease.queue_id]) or (None,)
            lead = connection.execute(select(_LEAD).where(_LEAD.c.id == lease.lead_id)).one()
            hours = connection.execute(select(QUEUE.c.hours).where(QUEUE.c.id == lease.queue_id)).scalar()
            asked = verdict(
                connection, lead=lead, number=lease.phone, at=now, queue_id=lease.queue_id, hours=hours or "",
                caps=layout.caps if layout else None, promised=lease.rank < 0,
            )  # fmt: skip
            if asked.allowed:
                mine = LEASE.c.lead_id == lease.lead_id
                connection.execute(update(LEASE).where(mine).values(dialled_at=now, ended_at=None))
                agents.be(connection, me, lease.queue_id, agents.ON_CALL, now)
            else:
                self._let_go(connection, lease, layout)
        if not asked.allowed:
            raise NotAllowed(
                sentences(
                    say("{sentence}.", sentence=asked.said or ""), say("{name} was given back.", name=lead.title)
                ),
                field=asked.code,
                hint=say("Take the next one."),
            )
        found = self.held()
        if found is None:
            raise self._none_held()
        return found

    def hang_up(self) -> HeldLead:
        """Say that the call ended; its disposition is still to come.

        Raises:
            NotFound: The agent holds no lead.
        """
        me, now = self._desk.actor.id, self._desk.now()
        with self._desk.database.brief() as connection:
            lease = self._lease(connection)
            if lease.ended_at is None:
                mine = LEASE.c.lead_id == lease.lead_id
                connection.execute(update(LEASE).where(mine).values(ended_at=now))
                agents.be(connection, me, lease.queue_id, agents.WRAP_UP, now)
        found = self.held()
        if found is None:
            raise self._none_held()
        return found

    def give_back(self) -> Outcome:
        """Give the lead that this agent holds back to its queue, uncalled.

        Raises:
            NotFound: The agent holds none.
            NotAllowed: It was dialled: that needs a disposition.
        """
        me, now = self._desk.actor.id, self._desk.now()
        with self._desk.database.brief() as connection:
            lease = self._lease(connection)
            if lease.dialled_at is not None:
                raise NotAllowed(
                    say("It was dialled, so it needs a disposition."),
                    hint=say("leadline queue dispositions lists them."),
                )
            self._let_go(connection, lease, next(iter(layouts(connection, [lease.queue_id])), None))
            agents.be(connection, me, lease.queue_id, agents.READY, now)
            title = connection.execute(select(_LEAD.c.title).where(_LEAD.c.id == lease.lead_id)).scalar()
        return Outcome(lease.lead_id, "", ("lease",), say("{name} was given back.", name=title or ""))

    def _lease(self, connection: Connection) -> Any:
        """What this agent holds.

        Raises:
            NotFound: Nothing.
        """
        lease = connection.execute(select(LEASE).where(LEASE.c.agent_id == self._desk.actor.id)).first()
        if lease is None:
            raise self._none_held()
        return lease

    def _none_held(self) -> NotFound:
        return NotFound(say("You hold no lead."), field="lead", hint=say("Take one: leadline queue next."))

    def _let_go(self, connection: Connection, lease: Any, layout: Layout | None) -> None:
        """Hold a lead no longer, and let it stand in its queue as it is now."""
        connection.execute(delete(LEASE).where(LEASE.c.lead_id == lease.lead_id))
        if layout is not None:
            Entries(connection, self._desk.now(), self._desk.currency).renew(layout, [lease.lead_id])
            reseat_numbers(connection, layout, [lease.phone])

    def _nothing(self, queue: str) -> NothingToCall:
        """Why no lead can be called."""
        now = self._desk.now()
        with self._desk.read() as reader:
            row = reader.row(select(QUEUE).where(QUEUE.c.id == queue))
            _left, _due, reasons = held_back(reader.connection, row, now)
            moment = next_moment(reader.connection, row, now)
        why = said_of(reasons) if reasons else say("no lead is left")
        later = say("The next one: {when}.", when=when(moment, now, self._desk.zone)) if moment else None
        return NothingToCall(
            say("Nothing to call in {name} now: {why}.", name=row.name, why=why), field="queue", hint=later
        )


def seat_first(connection: Connection, queue: str, agent: str, lead: str, rank: int) -> None:
    """Let a lead be the next that an agent gets."""
    connection.execute(delete(HOPPER).where(HOPPER.c.queue_id == queue, HOPPER.c.lead_id == lead))
    bucket = select(ENTRY.c.bucket).where(ENTRY.c.queue_id == queue, ENTRY.c.lead_id == lead)
    place = {"queue_id": queue, "agent_id": agent, "rank": rank, "lead_id": lead}
    connection.execute(insert(HOPPER).values(bucket=connection.execute(bucket).scalar() or "", **place))
