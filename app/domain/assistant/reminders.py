"""Reminders: of what begins soon, of what is due and of what is overdue, each at its moment and once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.domain.assistant.records import Reminder
from app.domain.assistant.rows import AssistantSettings, Occasion
from app.domain.assistant.rules import occasions
from app.domain.core.stamps import from_stamp, to_stamp
from app.domain.core.zones import zone
from app.domain.fields.kinds import KINDS
from app.domain.jobs.rows import Claim
from app.domain.jobs.scheduling import NewJob, key_of, reschedule, schedule
from app.domain.people.records import User
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.events import ActivityChanged, ActivityLogged
from app.domain.timeline.kinds import ACTIVITY
from app.domain.timeline.records import Activity, Participant
from app.domain.timeline.rules import OPEN, told_subject
from app.domain.timeline.writing import places
from app.words import Said, say

REMIND = "assistant.remind"
_SETTINGS = AssistantSettings()
_UTC = ZoneInfo("UTC")
_TOLD: Final[Mapping[str, Callable[[str], Said]]] = {
    "soon": lambda subject: say("Reminder: {subject} begins soon", subject=subject),
    "due": lambda subject: say("Reminder: {subject} is due", subject=subject),
    "overdue": lambda subject: say("Reminder: {subject} is overdue", subject=subject),
}


def on_activity_logged(unit: UnitOfWork, event: ActivityLogged) -> None:
    """Have those who are to do it reminded."""
    if event.status not in OPEN:
        return
    activity = unit.get(Activity, event.activity_id)
    if activity is not None:
        plan_reminders(unit, [_columns(activity)])


def on_activity_changed(unit: UnitOfWork, event: ActivityChanged) -> None:
    """Let exactly those reminders come that the activity calls for as it is now."""
    activity = unit.get(Activity, event.activity_id)
    if activity is not None:
        jobs = list(_jobs(_columns(activity), unit.now, _zone(unit, activity.owner_id)))
        reschedule(unit, REMIND, activity.id, jobs)


def plan_reminders(unit: UnitOfWork, activities: Iterable[Mapping[str, Any]]) -> None:
    """Have those who are to do new activities reminded; each is given by its columns."""
    zones: dict[str | None, ZoneInfo] = {}
    jobs: list[NewJob] = []
    for columns in activities:
        owner = columns.get("owner_id")
        if owner not in zones:
            zones[owner] = _zone(unit, owner)
        jobs += _jobs(columns, unit.now, zones[owner])
    schedule(unit, *jobs)


def on_remind(unit: UnitOfWork, job: Claim) -> None:
    """Remind whoever is to do an activity, unless that has no use any more: it is done, has moved, or is over."""
    activity = unit.get(Activity, job.subject_id or "")
    if activity is None:
        return
    columns, owners = _columns(activity), _zone(unit, activity.owner_id)
    what, moment = job.payload["what"], from_stamp(job.payload["at"])
    occasion = next((each for each in _occasions(columns, owners) if (each.what, each.moment) == (what, moment)), None)
    if occasion is None or (occasion.until is not None and occasion.until <= unit.now):
        return
    if unit.now < occasion.at:  # who is to do it has moved to another zone since, where the day is not over yet
        schedule(unit, _job(columns, occasion))
        return
    living = [(kind, record) for kind, record in places(unit.session, activity) if _lives(unit, kind, record)]
    people = _people(unit, activity) if living else []
    for user_id in people:
        unit.add(Reminder(user_id=user_id, activity_id=activity.id, what=what, at=moment))
    if people:
        unit.describe(say("{reminder}.", reminder=_TOLD[what](told_subject(activity.subject))), *living[0])


def _jobs(columns: Mapping[str, Any], now: datetime, zone: ZoneInfo) -> Iterator[NewJob]:
    """The reminders that lie ahead; whoever plans something for this moment needs none."""
    return (_job(columns, each) for each in _occasions(columns, zone) if each.at > now)


def _job(columns: Mapping[str, Any], occasion: Occasion) -> NewJob:
    return NewJob(
        REMIND,
        key_of(f"{REMIND}.{occasion.what}", columns["id"], occasion.at),
        _TOLD[occasion.what](told_subject(columns["subject"])),
        occasion.at,
        ("activity", columns["id"]),
        {"what": occasion.what, "at": to_stamp(occasion.moment)},
    )


def _occasions(columns: Mapping[str, Any], zone: ZoneInfo) -> tuple[Occasion, ...]:
    if columns["status"] not in OPEN or columns.get("deleted_at") is not None:
        return ()
    start, end, due = (columns.get(name) for name in ("start_at", "end_at", "due_at"))
    return occasions(columns["kind"], start, end, due, zone, _SETTINGS)


def _columns(activity: Activity) -> dict[str, Any]:
    return {column.key: getattr(activity, column.key) for column in ACTIVITY.table.columns}


def _zone(unit: UnitOfWork, user_id: str | None) -> ZoneInfo:
    user = unit.get(User, user_id) if user_id else None
    try:
        return zone(user.time_zone) if user is not None and user.time_zone else _UTC
    except (LookupError, ValueError, OSError):  # a zone that this machine does not know
        return _UTC


def _lives(unit: UnitOfWork, kind: str, record_id: str) -> bool:
    """Whether a record is there and pursued: what is planned with a disqualified lead reminds nobody."""
    table = KINDS[kind].table
    row = unit.session.execute(select(table).where(table.c.id == record_id)).mappings().first()
    return row is not None and row.get("deleted_at") is None and row.get("state") != "disqualified"


def _people(unit: UnitOfWork, activity: Activity) -> list[str]:
    """The users who have to do with an activity, its owner first."""
    invited = select(Participant.user_id).where(
        Participant.activity_id == activity.id, Participant.user_id.is_not(None), Participant.role != "mentioned"
    )
    ids = dict.fromkeys(filter(None, (activity.owner_id, *unit.session.scalars(invited.order_by(Participant.id)))))
    users = [unit.get(User, each) for each in ids]
    return [user.id for user in users if user is not None and user.active]
