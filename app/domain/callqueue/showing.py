"""What an agent sees of the lead they hold: who, why now, what was said before, and what to say."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from app.domain.calling.checking import verdict
from app.domain.calling.records import CalledNumber
from app.domain.calling.saying import local_times
from app.domain.callqueue import dispositions
from app.domain.callqueue.entries import layouts
from app.domain.callqueue.rows import Attempted, HeldLead
from app.domain.callqueue.rules import why
from app.domain.callqueue.script import filled
from app.domain.callqueue.tables import ENTRY, LEASE, QUEUE
from app.domain.leads.queries import read_lead
from app.domain.leads.records import Lead
from app.domain.people.records import User
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.unit import table_of
from app.domain.timeline.records import Activity
from app.words import Said, say

_LEAD: Final = table_of(Lead)
_ACTIVITY: Final = table_of(Activity)
_CALLED: Final = table_of(CalledNumber)
_USER: Final = table_of(User)
_SHOWN: Final = 20


def held_lead(reader: Reader, desk: Desk) -> HeldLead | None:
    """The lead that a desk's user holds; ``None`` where there is none, or the lease is over."""
    connection, now = reader.connection, desk.now()
    mine = (LEASE.c.agent_id == desk.actor.id) & (LEASE.c.until > now)
    lease = connection.execute(select(LEASE).where(mine).order_by(LEASE.c.claimed_at.desc())).first()
    if lease is None:
        return None
    queue = connection.execute(select(QUEUE).where(QUEUE.c.id == lease.queue_id)).one()
    lead = connection.execute(select(_LEAD).where(_LEAD.c.id == lease.lead_id)).one()
    entry = connection.execute(
        select(ENTRY).where(ENTRY.c.lead_id == lease.lead_id, ENTRY.c.queue_id == lease.queue_id)
    ).first()
    caps = next((each.caps for each in layouts(connection, [queue.id])), None)
    asked = verdict(
        connection, lead=lead, number=lease.phone, at=now, queue_id=queue.id, hours=queue.hours or "",
        caps=caps, promised=lease.rank < 0,
    )  # fmt: skip
    history = tuple(earlier_calls(connection, lease.phone))
    card = read_lead(reader, lease.lead_id)
    code = why(lease.rank)
    if code == "priority" and not queue.first:
        code = "order"
    return HeldLead(
        lead=lead.id,
        code=lead.code,
        title=lead.title,
        person=lead.name or "",
        company=lead.company or "",
        job_title=lead.job_title or "",
        topic=lead.topic or "",
        queue=queue.code,
        queue_name=queue.name,
        number=lease.phone,
        local_times=local_times(asked.zones, now),
        zones=asked.zones,
        call_until=asked.until if asked.allowed else None,
        refused=asked.code,
        refusal=asked.said or "",
        why=code,
        why_words=_why_in_words(code, entry),
        attempt=(entry.attempts if entry else len(history)) + 1,
        attempts=caps.total if caps else None,
        history=history,
        script=filled(queue.script or "", {**card.values, "agent": desk.actor.name}),
        dispositions=dispositions.of_queue(queue.dispositions),
        claimed_at=lease.claimed_at,
        until=lease.until,
        dialled_at=lease.dialled_at,
        ended_at=lease.ended_at,
    )


def earlier_calls(connection: Connection, number: str) -> list[Attempted]:
    """The calls to a number, whoever made them, the newest first."""
    rows = connection.execute(
        select(_ACTIVITY.c.at, _ACTIVITY.c.outcome, _USER.c.name, _ACTIVITY.c.body, _ACTIVITY.c.duration_seconds)
        .join(_CALLED, _CALLED.c.activity_id == _ACTIVITY.c.id)
        .outerjoin(_USER, _USER.c.id == _ACTIVITY.c.author_id)
        .where(_CALLED.c.number == number, _ACTIVITY.c.status == "completed", _ACTIVITY.c.deleted_at.is_(None))
        .order_by(_ACTIVITY.c.at.desc(), _ACTIVITY.c.id.desc())
        .limit(_SHOWN)
    )
    return [Attempted(at, outcome or "", by or "", notes or "", took) for at, outcome, by, notes, took in rows]


def _why_in_words(code: str, entry: Any) -> Said:
    attempts: int = entry.attempts if entry else 0
    match code:
        case "undone":
            return say("its disposition was undone")
        case "callback":
            return say("a callback is due")
        case "priority":
            return say("it comes first in this queue")
    if attempts == 0:
        return say("never called so far")
    return say("fewest attempts, longest untouched")


def first_zone(bucket_zones: tuple[str, ...], now: datetime) -> str:
    """The zone in which it is earliest; a callback's time is meant there."""
    times = {name: local_times((name,), now)[0].replace(tzinfo=None) for name in bucket_zones}
    return min(times, key=lambda name: times[name])
