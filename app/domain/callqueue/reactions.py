"""What call queues do when something changes in the areas below, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from app.domain.calling.events import NumbersBarred, NumbersFreed
from app.domain.calling.records import CalledNumber, DoNotCallList, DoNotCallNumber, KeptDay, KeptRule
from app.domain.callqueue import agents
from app.domain.callqueue.disposing import DECIDED
from app.domain.callqueue.entries import Entries, layouts, renew_standing
from app.domain.callqueue.floor import GIVEN, give_callbacks
from app.domain.callqueue.rules import first_rank
from app.domain.callqueue.tables import CALL, ENTRY, HOPPER, LEASE, MARK, QUEUE
from app.domain.callqueue.taking import seat_first
from app.domain.core.stamps import from_stamp
from app.domain.leads.records import Lead
from app.domain.people.records import Contact
from app.domain.settings.records import KeptSetting
from app.domain.store.log import HOUSEKEEPING, ChangeEntry
from app.domain.store.logged import pieces
from app.domain.store.undo import TakenBack
from app.domain.store.unit import Concluding, UnitOfWork, table_of
from app.domain.timeline.records import Activity

_LEAD: Final = table_of(Lead)
_ACTIVITY: Final = table_of(Activity)
_CALLED: Final = table_of(CalledNumber)
_NUMBER: Final = table_of(DoNotCallNumber)
_FOLLOWING: Final = {*HOUSEKEEPING, "last_activity_at", "search_text", "folded"}
"""Columns of a lead that change with whatever happens with it."""
_WISHES: Final = {"do_not_contact", "do_not_phone"}
_LAID_OUT: Final = {"condition", "first", "attempts", "attempts_per_day", "cooldown_seconds", "deleted_at"}
"""Columns of a queue that decide where its leads stand."""
_AT_ONCE: Final = 400


def on_concluding(unit: UnitOfWork, _event: Concluding) -> None:
    """Bring the entries of whatever leads a command touched up to date."""
    touched = unit.touched(_LEAD.name)
    activities = unit.touched(_ACTIVITY.name)
    connection = unit.session.connection()
    _look_anew(unit, connection)
    if touched.whole:
        connection.execute(update(MARK).values(filled_at=None))
        return
    moved = {lead for lead, columns in touched.rows.items() if columns is None or columns - _FOLLOWING}
    moved |= _behind_contacts(unit, connection)
    if moved:
        _renew(unit, connection, moved)
    if moved and unit.undoes is not None:
        _forget_gone(connection, moved)
    _renew_standing(unit, connection, set(touched.rows) - moved, list(activities.rows))


def on_numbers_barred(unit: UnitOfWork, event: NumbersBarred) -> None:
    """Take leads whose numbers are not to be called out of the queues at once."""
    listed = select(_NUMBER.c.number).where(_NUMBER.c.list_id == event.list_id)
    which: list[ColumnElement[bool]] = [ENTRY.c.phone.in_(listed), ENTRY.c.state.in_(("ready", "waiting", "callback"))]
    if event.queue_id:
        which.append(ENTRY.c.queue_id == event.queue_id)
    connection = unit.session.connection()
    barred = update(ENTRY).where(*which).values(state="blocked", reason="do_not_call", next_at=None)
    if connection.execute(barred).rowcount:
        gone = select(ENTRY.c.lead_id).where(ENTRY.c.phone.in_(listed), ENTRY.c.queue_id == HOPPER.c.queue_id)
        connection.execute(delete(HOPPER).where(HOPPER.c.lead_id.in_(gone)))


def on_numbers_freed(unit: UnitOfWork, event: NumbersFreed) -> None:
    """Let leads be called again whose numbers were taken off a list."""
    connection = unit.session.connection()
    wanted = select(ENTRY.c.lead_id).where(ENTRY.c.phone.in_(event.numbers), ENTRY.c.reason == "do_not_call")
    leads = {lead for (lead,) in connection.execute(wanted)}
    if leads:
        _renew(unit, connection, leads)


def on_taken_back(unit: UnitOfWork, event: TakenBack) -> None:
    """Let leads stand in their queues as they stood before a disposition that is undone, or after one that is redone.

    A lead whose disposition is undone is its agent's again: at once where they hold none, else as their next.
    """
    connection = unit.session.connection()
    images = connection.execute(
        select(ChangeEntry.row_id, ChangeEntry.before, ChangeEntry.after).where(
            ChangeEntry.command_seq.in_(pieces(event.command.seq)),
            ChangeEntry.table_name.in_((CALL.name, _ACTIVITY.name)),
            ChangeEntry.operation != "update",
        )
    ).all()
    for row_id, before, after in images:
        image = after or before or {}
        if image.get("event") == GIVEN:
            _give_again(connection, row_id, image["details"])
        if "disposition" not in image:
            continue
        there = connection.execute(select(CALL.c.id).where(CALL.c.id == row_id)).first() is not None
        decided = image["after" if there else "before"]
        of_lead = (ENTRY.c.queue_id == image["queue_id"]) & (ENTRY.c.lead_id == image["lead_id"])
        connection.execute(update(ENTRY).where(of_lead).values(**{name: _typed(name, decided) for name in DECIDED}))
        _renew(unit, connection, {image["lead_id"]})
        if not there:
            _hold_again(unit, connection, image)


def _give_again(connection: Connection, activity: str, details: Any) -> None:
    """Let promised calls be whose they were before they were given away, or after it where that is done again."""
    there = connection.execute(select(_ACTIVITY.c.id).where(_ACTIVITY.c.id == activity)).first() is not None
    give_callbacks(connection, details["lead"], details["after" if there else "before"])


def _hold_again(unit: UnitOfWork, connection: Connection, image: Any) -> None:
    """Let an agent have the lead back whose disposition was undone, unless somebody else has it by now."""
    lead, queue, agent = image["lead_id"], image["queue_id"], image["agent_id"]
    of_lead = (ENTRY.c.queue_id == queue) & (ENTRY.c.lead_id == lead)
    entry = connection.execute(select(ENTRY).where(of_lead)).first()
    taken = or_(LEASE.c.lead_id == lead, LEASE.c.phone == (entry.phone if entry else ""))
    if entry is None or entry.state not in ("ready", "callback", "waiting") or agent != unit.actor_id:
        return
    if connection.execute(select(LEASE.c.lead_id).where(taken)).first() is not None:
        return
    seat_first(connection, queue, agent, lead, first_rank(unit.now))
    if connection.execute(select(LEASE.c.lead_id).where(LEASE.c.agent_id == agent)).first() is None:
        from app.domain.callqueue.claiming import Claims

        seconds = connection.execute(select(QUEUE.c.lease_seconds).where(QUEUE.c.id == queue)).scalar() or 0
        Claims(connection, queue, agent, unit.now).take(seconds)
        agents.be(connection, agent, queue, agents.READY, unit.now)


def _typed(name: str, decided: Any) -> Any:
    value = decided.get(name)
    return from_stamp(value) if value and name in ("counted_from", "recycle_at", "callback_at") else value


def _look_anew(unit: UnitOfWork, connection: Connection) -> None:
    """Have queues look for their leads anew where what decides about all of them changed."""
    undone = unit.undoes is not None
    if any(unit.touched(table_of(each).name).rows for each in (KeptRule, KeptDay)):
        connection.execute(update(MARK).values(window_until=None))
    if unit.touched(table_of(KeptSetting).name).rows or (undone and unit.touched(table_of(DoNotCallList).name).rows):
        connection.execute(update(MARK).values(filled_at=None))
    queues = unit.touched(QUEUE.name).rows
    laid_out = [queue for queue, columns in queues.items() if columns is None or columns & _LAID_OUT]
    if laid_out:
        connection.execute(update(MARK).where(MARK.c.queue_id.in_(laid_out)).values(filled_at=None))
    let_in = [queue for queue, columns in queues.items() if undone and columns and "reset_at" in columns]
    if let_in:
        worn = ENTRY.c.queue_id.in_(let_in) & ENTRY.c.counted_from.is_not(None)
        connection.execute(update(ENTRY).where(worn).values(counted_from=None))
        connection.execute(update(MARK).where(MARK.c.queue_id.in_(let_in)).values(filled_at=None))


def _behind_contacts(unit: UnitOfWork, connection: Connection) -> set[str]:
    """The leads that are about a person whose wishes were changed."""
    people = [
        person
        for person, columns in unit.touched(table_of(Contact).name).rows.items()
        if columns is not None and columns & _WISHES
    ]
    found: set[str] = set()
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        found |= {lead for (lead,) in connection.execute(select(_LEAD.c.id).where(_LEAD.c.contact_id.in_(some)))}
    return found


def _renew(unit: UnitOfWork, connection: Connection, leads: Collection[str]) -> None:
    """Look whether queues' conditions hold for some leads, and where these stand."""
    found = layouts(connection)
    if found:
        entries = Entries(connection, unit.now, unit.currency)
        for layout in found:
            entries.renew(layout, leads)


def _forget_gone(connection: Connection, leads: Collection[str]) -> None:
    """Take leads out of the queues that an undo has taken away."""
    ids = list(leads)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        there = {lead for (lead,) in connection.execute(select(_LEAD.c.id).where(_LEAD.c.id.in_(some)))}
        for table in (ENTRY, HOPPER, LEASE):
            connection.execute(delete(table).where(table.c.lead_id.in_(set(some) - there)))


def _renew_standing(
    unit: UnitOfWork, connection: Connection, leads: Collection[str], activities: Collection[str]
) -> None:
    """Look where leads stand with which something happened, and all those whose numbers were called."""
    if not leads and not activities:
        return
    rows: dict[tuple[str, str], Any] = {}
    ids, acts = list(leads), list(activities)
    for start in range(0, max(len(ids), len(acts)), _AT_ONCE):
        called = select(_CALLED.c.number).where(_CALLED.c.activity_id.in_(acts[start : start + _AT_ONCE]))
        which = or_(ENTRY.c.lead_id.in_(ids[start : start + _AT_ONCE]), ENTRY.c.phone.in_(called))
        seen = select(ENTRY, _LEAD.c.id.label("seen"), _LEAD.c.last_activity_at)
        wanted = seen.outerjoin(_LEAD, _LEAD.c.id == ENTRY.c.lead_id).where(which)
        rows |= {(row.queue_id, row.lead_id): row for row in connection.execute(wanted)}
    if rows:
        known = {each.id: each for each in layouts(connection, {queue for queue, _ in rows})}
        touched = {row.lead_id: row.last_activity_at for row in rows.values() if row.seen is not None}
        renew_standing(connection, list(rows.values()), known, unit.now, touched)
