"""Entries: which leads are in a queue and where each stands, brought up to date with the leads and calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, bindparam, case, delete, exists, insert, literal, or_, select, true, update

from app.domain.calling.attempts import attempts_of
from app.domain.calling.barring import barring
from app.domain.calling.checking import caps_of
from app.domain.calling.rules import Caps
from app.domain.callqueue.places import bucket_of, zones_in
from app.domain.callqueue.rules import LAST_RANK, Facts, Standing, judged, priority_of, touched_in
from app.domain.callqueue.tables import ENTRY, HOPPER, LEASE, MARK, QUEUE
from app.domain.core.clock import FixedClock
from app.domain.core.roles import LEAST
from app.domain.leads.conditions import LeadConditions
from app.domain.leads.records import Lead
from app.domain.people.records import Contact
from app.domain.store.desk import Actor, Desk
from app.domain.store.unit import table_of

if TYPE_CHECKING:
    from app.domain.store.database import Database

_LEAD: Final = table_of(Lead)
_CONTACT: Final = table_of(Contact)
_AT_ONCE: Final = 400
"""Rows named by one statement, below SQLite's limit of bound parameters."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What of a queue decides where its leads stand.

    Attributes:
        id: The queue.
        condition: Which leads.
        first: Which come first.
        caps: How often a number may be called.
        horizon: Up to which rank and lead the hopper holds all that is ready.
    """

    id: str
    condition: str
    first: tuple[str, ...]
    caps: Caps
    horizon: tuple[int, str]

    @classmethod
    def of(cls, row: Any, everywhere: Caps) -> Layout:
        """That of a row of ``call_queue`` with its mark.

        Args:
            row: The row.
            everywhere: How often a number may be called from wherever; the queue can only narrow it.
        """
        cooldown = max(everywhere.cool_down, timedelta(seconds=row.cooldown_seconds))
        per_day, total = _least(row.attempts_per_day, everywhere.per_day), _least(row.attempts, everywhere.total)
        caps = Caps(per_day, total, cooldown, everywhere.after_refusal)
        return cls(
            row.id, row.condition, tuple(row.first), caps, (row.horizon_rank or LAST_RANK, row.horizon_lead or "")
        )


def layouts(connection: Connection, ids: Collection[str] | None = None) -> list[Layout]:
    """The queues of some ids; every one without them."""
    wanted = (
        select(QUEUE, MARK.c.horizon_rank, MARK.c.horizon_lead)
        .outerjoin(MARK, MARK.c.queue_id == QUEUE.c.id)
        .where(QUEUE.c.deleted_at.is_(None))
    )
    rows = connection.execute(wanted if ids is None else wanted.where(QUEUE.c.id.in_(ids))).all()
    everywhere = caps_of(connection) if rows else Caps()
    return [Layout.of(row, everywhere) for row in rows]


def _least(own: int | None, everywhere: int | None) -> int | None:
    return min((each for each in (own, everywhere) if each is not None), default=None)


class Entries:
    """Brings entries up to date in one transaction."""

    def __init__(self, connection: Connection, now: datetime, currency: str) -> None:
        """Look at a moment.

        Args:
            connection: The transaction.
            now: The moment.
            currency: That of amounts without one in a queue's condition.
        """
        self._connection = connection
        self._now = now
        self._language = LeadConditions(connection, _of_nobody(now, currency))

    def check(self, condition: str, first: Iterable[str]) -> None:
        """Refuse conditions that make no sense.

        Raises:
            QueryProblem: One cannot be understood; the message shows where.
        """
        for each in (condition, *first):
            if each.strip():
                self._language.compile(each)

    def renew(self, layout: Layout, lead_ids: Collection[str]) -> None:
        """Bring the entries of some leads in a queue up to date with them."""
        for some in _portions(list(lead_ids)):
            self._put(layout, self._facts(layout, _LEAD.c.id.in_(some), len(some)))

    def fill(self, layout: Layout, after: str, limit: int) -> str:
        """Go once more through leads, in the order of their ids.

        Args:
            layout: The queue.
            after: Up to which lead this was done; empty at the beginning.
            limit: How many leads at the most.

        Returns:
            The last lead that was looked at; empty when there is none behind it.
        """
        there = exists().where(ENTRY.c.queue_id == layout.id, ENTRY.c.lead_id == _LEAD.c.id)
        open_ = (_LEAD.c.state == "open") & _LEAD.c.deleted_at.is_(None)
        wanted = (_LEAD.c.id > after) & or_(open_ & self._condition(layout.condition), there)
        facts = self._facts(layout, wanted, limit)
        self._put(layout, facts)
        return max(facts) if len(facts) == limit else ""

    def _condition(self, text: str) -> Any:
        return self._language.compile(text) if text.strip() else true()

    def _facts(self, layout: Layout, which: Any, limit: int) -> dict[str, Facts]:
        """What leads are like, by their ids."""
        first = [(self._condition(each), literal(number)) for number, each in enumerate(layout.first)]
        priority = case(*first, else_=literal(len(first))) if first else literal(0)
        wanted = (
            select(
                _LEAD.c.id,
                _LEAD.c.state,
                _LEAD.c.deleted_at,
                _LEAD.c.phone_e164,
                _LEAD.c.time_zone,
                _LEAD.c.country,
                _LEAD.c.region,
                _LEAD.c.city,
                _LEAD.c.last_activity_at,
                or_(_LEAD.c.do_not_contact, _CONTACT.c.do_not_contact.is_(True)).label("do_not_contact"),
                or_(_LEAD.c.do_not_phone, _CONTACT.c.do_not_phone.is_(True)).label("do_not_phone"),
                barring(_LEAD.c.phone_e164, layout.id).scalar_subquery().label("barred"),
                priority.label("priority"),
                case((self._condition(layout.condition), 1), else_=0).label("fits"),
            )
            .select_from(_LEAD.outerjoin(_CONTACT, _CONTACT.c.id == _LEAD.c.contact_id))
            .where(which)
            .order_by(_LEAD.c.id)
            .limit(limit)
        )
        return {row.id: _facts_of(row) for row in self._connection.execute(wanted)}

    def _put(self, layout: Layout, facts: Mapping[str, Facts]) -> None:
        """Write where leads stand, as far as it is another than before."""
        before = self._standing(layout.id, facts)
        calls = attempts_of(self._connection, (each.phone for each in facts.values()))
        new, changed, gone = {}, {}, []
        for lead_id, fact in facts.items():
            was = before.get(lead_id)
            if was is None and not (fact.fits and fact.open):
                continue
            stands = judged(was or Standing(), fact, layout.caps, calls.get(fact.phone or "", ()), self._now)
            if was is None:
                new[lead_id] = stands
            elif stands.reason in ("condition", "closed") and _untouched(was):
                gone.append(lead_id)
            elif stands != was:
                changed[lead_id] = stands
        _write(self._connection, layout, new, changed, gone)

    def _standing(self, queue_id: str, lead_ids: Iterable[str]) -> dict[str, Standing]:
        found: dict[str, Standing] = {}
        for some in _portions(list(lead_ids)):
            wanted = select(ENTRY).where(ENTRY.c.queue_id == queue_id, ENTRY.c.lead_id.in_(some))
            found |= {row.lead_id: Standing.of(row) for row in self._connection.execute(wanted)}
        return found


def renew_standing(
    connection: Connection,
    rows: Sequence[Row[Any]],
    known: Mapping[str, Layout],
    now: datetime,
    touched: Mapping[str, datetime | None] | None = None,
) -> None:
    """Bring entries up to date with the time and the calls alone, without a look at their leads.

    Args:
        connection: The transaction.
        rows: Entries.
        known: Their queues, by id.
        now: The present moment.
        touched: When something last happened with some leads, by their ids.
    """
    calls = attempts_of(connection, (row.phone for row in rows))
    changed: dict[str, dict[str, Standing]] = defaultdict(dict)
    for row in rows:
        if row.queue_id not in known:
            continue
        was = Standing.of(row)
        facts = _facts_kept(was)
        if touched is not None and row.lead_id in touched:
            facts = replace(facts, touched_at=touched[row.lead_id])
        stands = judged(was, facts, known[row.queue_id].caps, calls.get(row.phone or "", ()), now)
        if stands != was:
            changed[row.queue_id][row.lead_id] = stands
    for queue_id, some in changed.items():
        _write(connection, known[queue_id], {}, some, ())


def reseat(connection: Connection, layout: Layout, standing: Mapping[str, Standing]) -> None:
    """Put leads into the hopper, or take them out, as they stand now."""
    held: set[str] = set()
    for some in _portions(list(standing)):
        connection.execute(delete(HOPPER).where(HOPPER.c.queue_id == layout.id, HOPPER.c.lead_id.in_(some)))
        phones = [standing[each].phone for each in some if standing[each].phone]
        taken = or_(LEASE.c.lead_id.in_(some), LEASE.c.phone.in_(phones))
        for lead_id, phone in connection.execute(select(LEASE.c.lead_id, LEASE.c.phone).where(taken)):
            held |= {lead_id, phone}
    rows = [
        {"queue_id": layout.id, "agent_id": "", "rank": each.rank, "lead_id": lead_id, "bucket": each.bucket}
        for lead_id, each in standing.items()
        if each.state == "ready" and (each.rank, lead_id) <= layout.horizon and held.isdisjoint({lead_id, each.phone})
    ]
    if rows:
        connection.execute(insert(HOPPER), rows)


_KEY: Final = (ENTRY.c.queue_id == bindparam("of_queue")) & (ENTRY.c.lead_id == bindparam("of_lead"))


def _write(
    connection: Connection,
    layout: Layout,
    new: Mapping[str, Standing],
    changed: Mapping[str, Standing],
    gone: Collection[str],
) -> None:
    if new:
        connection.execute(
            insert(ENTRY),
            [{"queue_id": layout.id, "lead_id": lead_id, **each.values} for lead_id, each in new.items()],
        )
    if changed:
        connection.execute(
            update(ENTRY).where(_KEY),
            [{"of_queue": layout.id, "of_lead": lead_id, **each.values} for lead_id, each in changed.items()],
        )
    for some in _portions(list(gone)):
        connection.execute(delete(ENTRY).where(ENTRY.c.queue_id == layout.id, ENTRY.c.lead_id.in_(some)))
        connection.execute(delete(HOPPER).where(HOPPER.c.queue_id == layout.id, HOPPER.c.lead_id.in_(some)))
    if new or changed:
        reseat(connection, layout, {**new, **changed})


def _untouched(standing: Standing) -> bool:
    """Whether nothing was done with a lead in a queue that somebody could want to know."""
    return not (standing.recycled or standing.closed or standing.callback_at or standing.counted_from)


def _facts_of(row: Any) -> Facts:
    bucket = bucket_of(row.phone_e164, row.time_zone, row.country, row.region, row.city)
    return Facts(
        phone=row.phone_e164,
        bucket=bucket,
        zones=tuple(each.key for each in zones_in(bucket)),
        priority=row.priority,
        touched_at=row.last_activity_at,
        fits=bool(row.fits),
        open=row.state == "open" and row.deleted_at is None,
        blocked=_blocked(row, bucket),
    )


def _blocked(row: Any, bucket: str) -> str:
    """Why a lead must not be called, as a code."""
    reasons = (
        ("do_not_contact", row.do_not_contact),
        ("do_not_phone", row.do_not_phone),
        ("no_number", not row.phone_e164),
        ("do_not_call", row.barred is not None),
        ("no_zone", not bucket),
    )
    return next((reason for reason, holds in reasons if holds), "")


def _facts_kept(standing: Standing) -> Facts:
    """What an entry tells of its lead."""
    return Facts(
        phone=standing.phone,
        bucket=standing.bucket,
        zones=tuple(each.key for each in zones_in(standing.bucket)),
        priority=priority_of(standing.rank),
        touched_at=touched_in(standing.rank),
        fits=standing.fits,
        open=(standing.state, standing.reason) != ("done", "closed"),
        blocked=standing.reason if standing.state == "blocked" else "",
    )


def _of_nobody(now: datetime, currency: str) -> Desk:
    """Who asks where a queue's condition is answered: nobody in particular, so that it means the same for all."""
    nowhere = cast("Database", None)  # conditions are compiled, not run, by it
    return Desk(nowhere, FixedClock(now), Actor("", "", "", LEAST), ZoneInfo("UTC"), currency)


def _portions(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
