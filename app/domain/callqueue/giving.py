"""Giving out: the next lead of a queue to an agent, with whatever upkeep that takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, select, update

from app.domain.calling.checking import book_of
from app.domain.callqueue import agents
from app.domain.callqueue.claiming import Claims, Head, Situation
from app.domain.callqueue.entries import Entries, layouts
from app.domain.callqueue.hopper import Fill, Upkeep
from app.domain.callqueue.places import Windows
from app.domain.callqueue.queues import QueueService
from app.domain.callqueue.tables import LEASE, MARK, MEMBER, RETURNED
from app.domain.core.errors import NotAllowed, NotFound
from app.domain.core.roles import MANAGING
from app.domain.people.records import User
from app.domain.store.desk import Desk
from app.domain.store.unit import table_of
from app.domain.teams.queries import working_of
from app.words import say

_USER: Final = table_of(User)
_NEXT_FILL: Final[Mapping[Fill, Fill]] = {"no": "on", "on": "anew", "anew": "anew"}
"""What is tried next where the hopper is empty."""
_HOLDS: Final = timedelta(seconds=60)
"""How long the rules of countries are taken as they were read."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The windows of a queue, and since when they are known."""

    hours: str
    since: datetime
    windows: Windows


class Giving:
    """Gives out leads to one agent."""

    def __init__(self, desk: Desk) -> None:
        """Give to whoever sits at a desk."""
        self._desk = desk
        self._windows: dict[str, _Known] = {}

    def holds(self, situation: Situation) -> bool:
        """Whether the agent has a lead already, and gets no other."""
        return situation.held is not None

    def claim(self, queue: str) -> bool:
        """Hold the next lead of a queue, or the one that is held already; answers whether there is one.

        Raises:
            NotFound: There is no such queue.
            NotAllowed: It is paused or deleted, or the agent does not work in it.
        """
        fill: Fill = "no"
        look = False
        while True:
            with self._desk.database.brief() as connection:
                claims = Claims(connection, queue, self._desk.actor.id, self._desk.now())
                situation = self._checked(claims.situation())
                if self.holds(situation):
                    return True
                if not situation.unfilled:
                    windows = self._windows_of(connection, queue, situation.hours or "")
                    fill = "anew" if situation.window_over else fill
                    if fill != "no" or situation.upkeep_due:
                        self._keep_up(connection, queue, windows, fill)
                    head = claims.take(situation.lease_seconds)
                    if head is not None and self._stands(connection, queue, head, windows):
                        self._seated(connection, queue, situation)
                        return True
                    if head is None and fill == "anew" and not situation.filled_long_ago:
                        return False
                    look = head is None and fill == "anew"
                    fill = _NEXT_FILL[fill] if head is None else "no"
            if situation.unfilled or look:
                QueueService(self._desk).fill(queue)

    def _checked(self, situation: Situation | None) -> Situation:
        """A queue from which this agent may claim.

        Raises:
            NotFound: There is none.
            NotAllowed: It is paused or deleted, or the agent does not work in it.
        """
        if situation is None or situation.deleted:
            raise NotFound(say("This queue was deleted."), field="queue", hint=say("Choose another."))
        if self.holds(situation):
            return situation
        if situation.state == "paused":
            raise NotAllowed(
                say("Queue {name} is paused.", name=situation.name), field="queue", hint=say("A manager lets it go on.")
            )
        if not situation.is_member and self._desk.actor.role not in MANAGING:
            raise NotAllowed(
                say("You do not work in the queue {name}.", name=situation.name),
                field="queue",
                hint=say("A manager lets you in: leadline queue edit QUEUE --member NAME."),
            )
        return situation

    def _keep_up(self, connection: Connection, queue: str, windows: Windows, fill: Fill) -> None:
        """Let what time brings come about; of several programs at once one does it."""
        turn = select(MARK.c.queue_id).where(MARK.c.queue_id == queue).with_for_update(skip_locked=fill == "no")
        if connection.execute(turn).first() is None:
            return
        for layout in layouts(connection, [queue]):
            Upkeep(connection, layout, windows, self._absent(connection, queue), self._desk.now()).run(fill)

    def _absent(self, connection: Connection, queue: str) -> Any:
        """What tells which users are not there to keep a promise."""
        now = self._desk.now()

        def absent(users: Collection[str]) -> set[str]:
            here = (
                select(_USER.c.id)
                .join(MEMBER, MEMBER.c.user_id == _USER.c.id)
                .where(_USER.c.id.in_(users), _USER.c.active, MEMBER.c.queue_id == queue)
            )
            present = {user for (user,) in connection.execute(here)}
            working = working_of(connection, present, since=now) if present else {}
            return set(users) - {user for user in present if working[user].is_open(now)}

        return absent

    def _stands(self, connection: Connection, queue: str, head: Head, windows: Windows) -> bool:
        """Whether a lead that was taken may be kept; what the hopper did not know is put right."""
        now = self._desk.now()
        if head.taken:
            opened = windows.opening(head.bucket, now)
            if opened.is_open:
                return True
            connection.execute(delete(LEASE).where(LEASE.c.lead_id == head.lead_id))
            later = (MARK.c.queue_id == queue) & (MARK.c.window_until > opened.until)
            connection.execute(update(MARK).where(later).values(window_until=opened.until))
        elif head.refused not in ("", "held", "stale"):
            for layout in layouts(connection, [queue]):
                Entries(connection, now, self._desk.currency).renew(layout, [head.lead_id])
        return False

    def _seated(self, connection: Connection, queue: str, situation: Situation) -> None:
        """Let the agent be ready, as whoever takes a lead is, and forget what they lost before."""
        me = self._desk.actor.id
        if (situation.agent_state, situation.agent_queue) != (agents.READY, queue):
            agents.be(connection, me, queue, agents.READY, self._desk.now())
            connection.execute(delete(RETURNED).where(RETURNED.c.agent_id == me))

    def _windows_of(self, connection: Connection, queue: str, hours: str) -> Windows:
        now = self._desk.now()
        known = self._windows.get(queue)
        if known is None or known.hours != hours or not known.since <= now < known.since + _HOLDS:
            known = self._windows[queue] = _Known(hours, now, Windows(book_of(connection), hours))
        return known.windows
