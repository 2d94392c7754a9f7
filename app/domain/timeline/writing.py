"""Putting activities and events on timelines, inside a command under way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app.domain.core.errors import NotFound
from app.domain.core.frozen import frozen
from app.domain.core.ids import new_id
from app.domain.fields.editing import read_values
from app.domain.fields.kinds import KINDS, Kind, find_record
from app.domain.people.derived import searchable
from app.domain.people.linking import resolver
from app.domain.store.base import Record
from app.domain.store.counters import next_code, next_codes
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.events import ActivityLogged
from app.domain.timeline.fields import ACTIVITY_FIELDS
from app.domain.timeline.kinds import ACTIVITY, with_timeline
from app.domain.timeline.participants import Party, mention, names_in, take_part
from app.domain.timeline.records import Activity, TimelineLink
from app.domain.timeline.rules import OPEN, SAID, sentence
from app.words import Own, Said, in_english, say, stored

_SECONDS = "duration_seconds"


@frozen
class Place:
    """The record on whose timeline an activity is put."""

    kind: Kind
    record: Record

    @property
    def title(self) -> str:
        """What people call the record."""
        return self.kind.called(self.record)


def read_activity(unit: UnitOfWork, desk: Desk, values: Mapping[str, object]) -> dict[str, Any]:
    """Typed values of an activity's fields, by code."""
    seconds = str(values.get(_SECONDS, ""))
    if seconds.isdecimal():  # the code says seconds; by its label, a number alone is minutes as anywhere
        values = {**values, _SECONDS: int(seconds)}
    return read_values(ACTIVITY_FIELDS, values, desk.context(), resolver(unit.session, me=desk.actor.id))


def place_of(session: Session, ref: str) -> Place:
    """The record that a reference names, if it can have a timeline.

    Raises:
        NotFound: There is none, or it was deleted.
    """
    kind, record_id = find_record(session, ref, with_timeline())
    record = session.get(kind.record, record_id)
    if record is None or getattr(record, "deleted_at", None) is not None:
        raise NotFound(say("This {kind} was deleted.", kind=kind.noun), hint=say("Undo that first: leadline undo."))
    return Place(kind, record)


def living(session: Session, ref: str) -> Activity:
    """The activity that a reference names.

    Raises:
        NotFound: There is none, or it was deleted.
    """
    activity_id = ACTIVITY.find(session, ref)
    for kind, record_id in _standing_on(session, activity_id):
        session.get(KINDS[kind].record, record_id)  # held before what stands on it, as by whoever enters something
    activity = session.get(Activity, activity_id)
    if activity is None or activity.deleted_at is not None:
        raise NotFound(say("This entry was deleted."), hint=say("It may have been undone; history tells."))
    return activity


def put(
    unit: UnitOfWork,
    activity: Activity,
    kind: str,
    record_id: str,
    people: Iterable[Party] = (),
    role: str = "required",
) -> Activity:
    """Put a new activity on a record's timeline, and tell the areas above.

    Args:
        unit: The command under way.
        activity: The activity, without code and identity.
        kind: The record's kind.
        record_id: The record.
        people: Who takes part.
        role: As what they take part.
    """
    activity.code = next_code(unit.session, "ACT")
    activity.details = activity.details or {}
    unit.add(activity)
    if activity.parent_id is None:
        unit.add(TimelineLink(record_kind=kind, record_id=record_id, activity_id=activity.id, at=activity.at))
    take_part(unit, activity, people, role)
    if activity.kind in ("note", "post"):
        mention(unit, activity)
    make_searchable(unit.session, activity)
    if took_place(activity):
        touch(unit, kind, record_id, activity.at)
    unit.publish(ActivityLogged(activity.id, activity.kind, activity.status, kind, record_id))
    return activity


def record_event(
    unit: UnitOfWork,
    record_kind: str,
    record_id: str,
    event: str,
    details: Mapping[str, Any],
    subject: str | None = None,
) -> Activity:
    """Put an event of the system on a record's timeline, such as a change of status or stage.

    Args:
        unit: The command under way; its actor is the event's author.
        record_kind: The record's kind.
        record_id: The record.
        event: What happened, as a code that ``rules.sentence`` knows.
        details: Its values, as JSON keeps them; what was said among them is kept in English.
        subject: What the entry says; the event's own sentence without it.
    """
    told = subject or sentence(event, details)
    kept = {name: in_english(value) if isinstance(value, str) else value for name, value in details.items()}
    if subject is not None or any(isinstance(value, Said | Own) for value in details.values()):
        kept[SAID] = stored(told)  # the details alone do not tell it in other languages
    return put(
        unit,
        Activity(
            kind="system",
            status="completed",
            subject=in_english(told),
            at=unit.now,
            author_id=unit.actor_id,
            event=event,
            details=kept,
        ),
        record_kind,
        record_id,
    )


def record_events(
    unit: UnitOfWork, record_kind: str, event: str, entries: Sequence[tuple[str, Mapping[str, Any]]]
) -> None:
    """Put an event of the system on the timelines of many records, with a few statements for all of them.

    Args:
        unit: The command under way; its actor is the author of each.
        record_kind: The kind of the records.
        event: What happened, as a code that ``rules.sentence`` knows.
        entries: Each record with the values of its event, none of which was said by the program.
    """
    codes = next_codes(unit.session, "ACT", len(entries))
    rows = [
        {
            "id": new_id(unit.now).hex,
            "code": code,
            "kind": "system",
            "status": "completed",
            "subject": in_english(told),
            "at": unit.now,
            "author_id": unit.actor_id,
            "event": event,
            "details": dict(details),
            "search_text": searchable((code, in_english(told))),
        }
        for code, (_, details) in zip(codes, entries, strict=True)
        for told in (sentence(event, details),)
    ]
    links = [
        {"record_kind": record_kind, "record_id": record_id, "activity_id": row["id"], "at": unit.now}
        for row, (record_id, _) in zip(rows, entries, strict=True)
    ]
    unit.insert_many(Activity, rows)
    unit.insert_many(TimelineLink, links)


def copy_links(unit: UnitOfWork, from_id: str, to_kind: str, to_id: str, *, only_open: bool = False) -> int:
    """Show a record's activities on another record's timeline too; returns how many were added.

    Args:
        unit: The command under way.
        from_id: The record whose timeline is carried along.
        to_kind: The other record's kind.
        to_id: The other record.
        only_open: Carry only what is still to be done.
    """
    there = select(TimelineLink.activity_id).where(TimelineLink.record_id == to_id)
    wanted = (
        select(TimelineLink.activity_id, TimelineLink.at)
        .join(Activity, Activity.id == TimelineLink.activity_id)
        .where(
            TimelineLink.record_id == from_id,
            Activity.deleted_at.is_(None),
            TimelineLink.activity_id.not_in(there),
        )
        .order_by(TimelineLink.at, TimelineLink.activity_id)
    )
    if only_open:
        wanted = wanted.where(Activity.status.in_(OPEN))
    rows = [
        {"record_kind": to_kind, "record_id": to_id, "activity_id": activity_id, "at": at}
        for activity_id, at in unit.session.execute(wanted)
    ]
    unit.insert_many(TimelineLink, rows)
    newest = _newest(unit.session, to_id)
    if newest is not None:
        touch(unit, to_kind, to_id, newest)
    return len(rows)


def make_searchable(session: Session, activity: Activity) -> None:
    """Set the text that search looks in, from the activity and who takes part."""
    session.flush()
    activity.search_text = searchable(
        (
            activity.code,
            activity.subject,
            activity.body,
            activity.address,
            activity.outcome,
            activity.place,
            *names_in(session, activity.id),
        )
    )


def took_place(activity: Activity) -> bool:
    """Whether something happened with the record: a person's activity, done and still standing."""
    return activity.kind != "system" and activity.status == "completed" and activity.deleted_at is None


def places(session: Session | Connection, activity: Activity) -> tuple[tuple[str, str], ...]:
    """Kind and id of every record on whose timeline an activity, or the post it answers, stands."""
    return _standing_on(session, activity.parent_id or activity.id)


def _standing_on(session: Session | Connection, activity_id: str) -> tuple[tuple[str, str], ...]:
    links = select(TimelineLink.record_kind, TimelineLink.record_id).where(TimelineLink.activity_id == activity_id)
    return tuple((kind, record_id) for kind, record_id in session.execute(links.order_by(TimelineLink.id)))


def move(unit: UnitOfWork, activity: Activity, at: datetime) -> None:
    """Give an activity another place in time, on every timeline it stands on."""
    activity.at = at
    for link in unit.session.scalars(select(TimelineLink).where(TimelineLink.activity_id == activity.id)):
        link.at = at


def touch(unit: UnitOfWork, kind: str, record_id: str, at: datetime) -> None:
    """Note on a record that something happened with it, unless something did since."""
    record: Any = unit.session.get(KINDS[kind].record, record_id)
    if hasattr(record, "last_activity_at") and (record.last_activity_at is None or record.last_activity_at < at):
        record.last_activity_at = at


def touch_again(unit: UnitOfWork, activity: Activity, before: datetime) -> None:
    """Set right when something last happened with an activity's records, after it was moved or taken away.

    Args:
        unit: The command under way.
        activity: The activity as it is now.
        before: Where it stood.
    """
    for kind, record_id in places(unit.session, activity):
        record: Any = unit.session.get(KINDS[kind].record, record_id)
        if getattr(record, "last_activity_at", None) == before:
            record.last_activity_at = _newest(unit.session, record_id)
        if took_place(activity):
            touch(unit, kind, record_id, activity.at)


def _newest(session: Session, record_id: str) -> datetime | None:
    return session.scalar(
        select(TimelineLink.at)
        .join(Activity, Activity.id == TimelineLink.activity_id)
        .where(
            TimelineLink.record_id == record_id,
            Activity.kind != "system",
            Activity.status == "completed",
            Activity.deleted_at.is_(None),
        )
        .order_by(TimelineLink.at.desc())
        .limit(1)
    )
