"""Disposing: how a call ended, with everything that follows from it, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.orm import Session

from app.domain.calling.attempts import REFUSED
from app.domain.calling.barring import bar
from app.domain.callqueue import agents, dispositions
from app.domain.callqueue.dispositions import Disposition
from app.domain.callqueue.places import zones_in
from app.domain.callqueue.records import QueueCall
from app.domain.callqueue.rules import Standing, disposed
from app.domain.callqueue.showing import first_zone
from app.domain.callqueue.tables import CALL, ENTRY, LEASE, QUEUE, RETURNED
from app.domain.core.errors import Invalid, NotAllowed, NotFound, Refusal
from app.domain.core.fields import Field, parse
from app.domain.core.moments import parse_moment, when
from app.domain.core.outcomes import Outcome
from app.domain.core.zones import zone
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.rules import DERIVED
from app.domain.leads.service import LeadService
from app.domain.people.linking import names_of
from app.domain.qualification.service import QualificationService
from app.domain.store.desk import Desk, JoinedDesk
from app.domain.store.log import to_plain
from app.domain.store.unit import UnitOfWork, table_of
from app.domain.timeline.records import Activity
from app.domain.timeline.service import TimelineService
from app.domain.timeline.writing import put
from app.words import Said, formats, in_english, say, sentences

_NOTE: Final = Field("body", "Note", "prose")
CALLBACK: Final = "callback"
"""Means the disposition of a queue that promises a call, whatever its code."""
DECIDED: Final = ("counted_from", "recycle_at", "recycled", "callback_at", "callback_by_id", "closed")
"""The columns of an entry that dispositions decide; the others follow from the lead and the calls."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What an agent disposes of."""

    lease: Any
    queue: Any
    standing: Standing
    lead: Lead


class Disposing:
    """The verb that ends a call."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def dispose(
        self,
        code: str,
        note: str | None = None,
        *,
        at: datetime | str | None = None,
        anyone: bool = False,
        lead: str = "",
    ) -> Outcome:
        """Say how the call to the lead that this agent holds ended.

        It is logged on the lead's timeline, and what the disposition says about the lead is done, all as one command.

        Args:
            code: A disposition of the queue, by its code, key or label.
            note: What was said.
            at: For a callback: when, as typed on the lead's clock.
            anyone: Whether anybody may call back; else it is this agent's promise.
            lead: The id of the lead that is meant; where another is held by now, nothing is recorded.

        Raises:
            NotFound: There is no such disposition, or the agent holds no lead.
            NotAllowed: The lead was returned meanwhile; the message says when, and who has it.
            Invalid: A callback has no time, or one that has passed; or another disposition has one.
        """
        words = parse(_NOTE, note, self._desk.context())
        with self._desk.write("queue.dispose") as unit:
            held = self._held(unit.session)
            if lead and held.lead.id != lead:
                raise NotAllowed(
                    say("You hold {name} by now; nothing was recorded.", name=LEAD.called(held.lead)),
                    field="lead",
                    hint=say("Look at it first."),
                )
            offered = dispositions.of_queue(held.queue.dispositions)
            promising = next((each for each in offered if each.callback), None) if code == CALLBACK else None
            disposition = promising or dispositions.named(offered, code)
            promised = self._promised(disposition, held, at)
            activity = self._log(unit, held, disposition, words)
            followed = self._follow(unit, held, disposition, words)
            after = disposed(
                held.standing, disposition, unit.now,
                callback_at=promised, callback_by_id=None if anyone else self._desk.actor.id,
            )  # fmt: skip
            self._settle(unit, held, disposition, activity, after)
            message = self._message(held, disposition, promised, followed, anyone=anyone)
            unit.describe(message, "lead", held.lead.id)
        return Outcome(held.lead.id, held.lead.code, ("disposition",), message, unit.seq)

    def call_back(self, at: datetime | str, note: str | None = None, *, anyone: bool = False) -> Outcome:
        """Promise the lead that this agent holds another call, by the queue's disposition for that.

        Args:
            at: When, as typed on the lead's clock.
            note: What was said.
            anyone: Whether anybody may call back.

        Raises:
            NotFound: The queue has no such disposition, or the agent holds no lead.
            Invalid: The time has passed, or is none.
        """
        return self.dispose(CALLBACK, note, at=at, anyone=anyone)

    def _held(self, session: Session) -> _Held:
        """What this agent holds, locked.

        Raises:
            NotFound: Nothing.
            NotAllowed: It was returned, since nothing was heard of the agent.
        """
        connection = session.connection()
        mine = select(LEASE).where(LEASE.c.agent_id == self._desk.actor.id).order_by(LEASE.c.claimed_at.desc())
        lease = connection.execute(mine.limit(1).with_for_update()).first()
        if lease is None:
            raise self._lost(connection)
        queue = connection.execute(select(QUEUE).where(QUEUE.c.id == lease.queue_id)).one()
        of_lead = (ENTRY.c.queue_id == lease.queue_id) & (ENTRY.c.lead_id == lease.lead_id)
        entry = connection.execute(select(ENTRY).where(of_lead)).first()
        standing = Standing.of(entry) if entry is not None else Standing(phone=lease.phone)
        return _Held(lease, queue, standing, session.get_one(Lead, lease.lead_id))

    def _lost(self, connection: Connection) -> Refusal:
        """Why there is nothing to dispose of: it was returned, and perhaps somebody else has it."""
        me = self._desk.actor.id
        left = connection.execute(select(RETURNED).where(RETURNED.c.agent_id == me)).first()
        if left is None:
            return NotFound(say("You hold no lead."), field="lead", hint=say("Take one: leadline queue next."))
        lead = table_of(Lead)
        title = connection.execute(select(lead.c.title).where(lead.c.id == left.lead_id)).scalar() or ""
        clock = formats.digits(f"{left.at.astimezone(self._desk.zone):%H:%M:%S}")
        holder = connection.execute(select(LEASE.c.agent_id).where(LEASE.c.lead_id == left.lead_id)).scalar()
        later = select(CALL.c.agent_id).where(CALL.c.lead_id == left.lead_id, CALL.c.at >= left.at).limit(1)
        caller = None if holder else connection.execute(later).scalar()
        names = names_of(connection, [holder, caller])
        if holder:
            why = say("{name} was returned at {time}, now with {who}.", name=title, time=clock, who=names[holder])
        elif caller:
            why = say("{name} was returned at {time}, then called by {who}.", name=title, time=clock, who=names[caller])
        else:
            why = say("{name} was returned at {time}: nothing was heard for too long.", name=title, time=clock)
        return NotAllowed(why, field="lead", hint=say("Note the call by hand, if there was one: leadline log call."))

    def _promised(self, disposition: Disposition, held: _Held, at: datetime | str | None) -> datetime | None:
        """When the lead is called back.

        Raises:
            Invalid: A callback has no time, or one that has passed; or another disposition has one.
        """
        if not disposition.callback:
            if at:
                raise Invalid(say("Only a callback has a time."), field="at", hint=say("Leave it out."))
            return None
        if not at:
            raise Invalid(say("A callback needs a time."), field="at", hint=say("On their clock, such as tomorrow 10."))
        now = self._desk.now()
        moment = at if isinstance(at, datetime) else parse_moment(at, now, self._clock_of(held))
        if moment <= now:
            raise Invalid(say("The callback would be in the past."), field="at", hint=say("Name a time ahead."))
        return moment

    def _clock_of(self, held: _Held) -> ZoneInfo:
        """The zone that a callback's time is meant in: the lead's; where several are possible, the westernmost."""
        names = tuple(each.key for each in zones_in(held.standing.bucket))
        return zone(first_zone(names, self._desk.now())) if names else self._desk.zone

    def _log(self, unit: UnitOfWork, held: _Held, disposition: Disposition, note: str | None) -> Activity:
        """Put the call on the lead's timeline."""
        began = held.lease.dialled_at or held.lease.claimed_at
        ended = held.lease.ended_at or unit.now
        activity = Activity(
            kind="call",
            status="completed",
            direction="out",
            subject=in_english(say("Call made")),
            address=held.lease.phone,
            outcome=in_english(disposition.called),
            body=note,
            duration_seconds=max(0, int((ended - began) / timedelta(seconds=1))),
            at=unit.now,
            author_id=self._desk.actor.id,
            owner_id=self._desk.actor.id,
            details={"queue": held.queue.name, **({REFUSED: True} if disposition.not_interested else {})},
        )
        return put(unit, activity, "lead", held.lead.id)

    def _follow(self, unit: UnitOfWork, held: _Held, disposition: Disposition, note: str | None) -> list[Said]:
        """Do what the disposition says about the lead; answers what could not be done, in sentences."""
        lead = held.lead
        desk = JoinedDesk.at(self._desk, unit)
        remarks: list[Said] = []
        if disposition.do_not_contact:
            bar(unit, [held.lease.phone], in_english(say("asked on the phone")))
        if lead.state != "open" or lead.deleted_at is not None:
            return remarks
        status = "do_not_contact" if disposition.do_not_contact else disposition.status
        try:
            if disposition.next_step:
                due = unit.now + timedelta(seconds=disposition.next_step_seconds)
                owner = lead.owner_id or self._desk.actor.id
                TimelineService(desk).add_task(lead.id, disposition.step_called, due=due, owner=owner)
            if status and status != lead.status and (status == "do_not_contact" or lead.status not in DERIVED):
                LeadService(desk).set_status(lead.id, status)
            if disposition.disqualify:
                QualificationService(desk).disqualify(lead.id, disposition.disqualify, note)
        except (NotAllowed, NotFound) as refusal:
            remarks.append(refusal.message)
        return remarks

    def _settle(
        self, unit: UnitOfWork, held: _Held, disposition: Disposition, activity: Activity, after: Standing
    ) -> None:
        """Write where the lead stands from now on, and what the agent does."""
        connection, lease, me = unit.session.connection(), held.lease, self._desk.actor.id
        of_lead = (ENTRY.c.queue_id == lease.queue_id) & (ENTRY.c.lead_id == lease.lead_id)
        decided = {name: getattr(after, name) for name in DECIDED}
        connection.execute(update(ENTRY).where(of_lead).values(**decided))
        connection.execute(delete(LEASE).where(LEASE.c.lead_id == lease.lead_id))
        if lease.dialled_at is None:
            agents.have_been_on_call(connection, me, lease.claimed_at)
        agents.be(connection, me, lease.queue_id, agents.WRAP_UP, unit.now)
        unit.add(
            QueueCall(
                queue_id=lease.queue_id,
                lead_id=lease.lead_id,
                agent_id=me,
                activity_id=activity.id,
                disposition=disposition.code,
                reached=disposition.reached,
                converted=disposition.converted,
                at=unit.now,
                talk_seconds=activity.duration_seconds or 0,
                before=_plain(held.standing),
                after=_plain(after),
            )
        )

    def _message(
        self, held: _Held, disposition: Disposition, promised: datetime | None, remarks: list[Said], *, anyone: bool
    ) -> Said:
        name = LEAD.called(held.lead)
        if promised is None:
            return sentences(say("{name}: {outcome}.", name=name, outcome=disposition.called), *remarks)
        there = when(promised, self._desk.now(), self._clock_of(held))
        said = (
            say("{name}: to be called back {when} on their clock, by anyone.", name=name, when=there)
            if anyone
            else say("{name}: to be called back {when} on their clock.", name=name, when=there)
        )
        return sentences(said, *remarks)


def _plain(standing: Standing) -> dict[str, Any]:
    """What a disposition decides of an entry, as JSON keeps it."""
    return {name: to_plain(getattr(standing, name)) for name in DECIDED}
