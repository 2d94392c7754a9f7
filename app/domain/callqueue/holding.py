"""What is left of a queue, and how many leads are held back by each reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, case, exists, func, literal_column, or_, select

from app.domain.calling.checking import book_of
from app.domain.callqueue.places import Windows
from app.domain.callqueue.tables import ENTRY, LEASE
from app.domain.core.working import NEVER
from app.words import Message, Said, label, listed, say

REASONS: Final[Mapping[str, Message]] = {
    "hours": "out of hours",
    "weekend": "weekend",
    "holiday": "holiday",
    "cool_down": "in cool-down",
    "recycle": "resting after a call",
    "cap_day": "called often enough today",
    "cap_total": "called often enough",
    "refused": "refused lately",
    "callback": "promised a later call",
    "held": "with an agent",
    "do_not_contact": "do not contact",
    "do_not_phone": "do not phone",
    "do_not_call": "on a do-not-call list",
    "no_number": "no number",
    "no_zone": "no time zone",
    "exhausted": "exhausted",
    "paused": "queue paused",
}
"""Why leads are held back, in words."""


def held_back(connection: Connection, queue: Any, now: datetime) -> tuple[int, int, dict[str, int]]:
    """How the leads of a queue stand.

    Args:
        connection: Where to look.
        queue: A row of ``call_queue``.
        now: The present moment.

    Returns:
        How many can be called now, how many callbacks are due (in hours or not), and how many are held back, by the
        reason, the most frequent first.
    """
    windows = Windows(book_of(connection), queue.hours or "")
    left = due = 0
    reasons: Counter[str] = Counter()
    for state, reason, bucket, is_due, is_held, number in connection.execute(_counting(queue.id, now)):
        due += number if is_due else 0
        if is_held:
            reasons["held"] += number
        elif state == "ready" or is_due:
            opened = windows.opening(bucket, now)
            if opened.is_open:
                left += number
            else:
                reasons[opened.why] += number
        elif state == "callback":
            reasons["callback"] += number
        else:
            reasons["exhausted" if state == "exhausted" else reason] += number
    if queue.state == "paused" and left:
        reasons["paused"] += left
        left = 0
    return left, due, dict(reasons.most_common())


def next_moment(connection: Connection, queue: Any, now: datetime) -> datetime | None:
    """When the next lead of a queue can be called, as far as is known; ``None`` where none will be."""
    return min((each for each in _moments(connection, queue, now) if now < each < NEVER), default=None)


def said_of(reasons: Mapping[str, int]) -> Said:
    """How many leads are held back, by the reason, in words."""
    return listed(say("{n} {reason}", n=number, reason=label(REASONS[code])) for code, number in reasons.items())


def _counting(queue_id: str, now: datetime) -> Any:
    held = exists().where(or_(LEASE.c.lead_id == ENTRY.c.lead_id, LEASE.c.phone == ENTRY.c.phone), LEASE.c.until > now)
    due = case(((ENTRY.c.state == "callback") & (ENTRY.c.callback_at <= now), 1), else_=0)
    # whether somebody holds it is asked of those alone that could be called
    taken = case((ENTRY.c.state.in_(("ready", "callback")) & held, 1), else_=0)
    bucket = case((ENTRY.c.state.in_(("ready", "callback")), ENTRY.c.bucket), else_="")
    columns = (ENTRY.c.state, ENTRY.c.reason, bucket.label("place"), due.label("due"), taken.label("held"))
    return (
        select(*columns, func.count())
        .where(ENTRY.c.queue_id == queue_id, ENTRY.c.state != literal_column("'done'"))
        .group_by(*columns)
    )


def _moments(connection: Connection, queue: Any, now: datetime) -> Iterator[datetime]:
    """When leads of a queue can be called next: once they rest no longer, and their hours have begun."""
    windows = Windows(book_of(connection), queue.hours or "")
    of_queue = ENTRY.c.queue_id == queue.id
    soonest = func.min(case((ENTRY.c.state == "waiting", ENTRY.c.next_at), else_=ENTRY.c.callback_at))
    resting = select(ENTRY.c.bucket, soonest).where(of_queue, ENTRY.c.state.in_(("ready", "waiting", "callback")))
    for bucket, moment in connection.execute(resting.group_by(ENTRY.c.bucket, ENTRY.c.state)):
        earliest = max(now, moment or now)
        opened = windows.opening(bucket, earliest)
        yield earliest if opened.is_open else opened.until
    until = connection.execute(select(func.min(LEASE.c.until)).where(LEASE.c.queue_id == queue.id)).scalar()
    if until is not None:
        yield until
