"""Calling off what was planned with a record that is pursued no longer."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.fields.kinds import KINDS
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.events import ActivityChanged
from app.domain.timeline.records import Activity, TimelineLink
from app.domain.timeline.rules import OPEN
from app.domain.timeline.writing import places


def call_off_planned(unit: UnitOfWork, record_id: str) -> int:
    """Cancel what is planned or open on a record's timeline; returns how much that was.

    What stands on another record that closes some day, and has not, goes on there.
    """
    planned = unit.session.scalars(
        select(Activity)
        .join(TimelineLink, TimelineLink.activity_id == Activity.id)
        .where(TimelineLink.record_id == record_id, Activity.status.in_(OPEN), Activity.deleted_at.is_(None))
        .order_by(Activity.id)
    ).all()
    called_off = 0
    for activity in planned:
        where = places(unit.session, activity)
        if any(_goes_on(unit, kind, other) for kind, other in where if other != record_id):
            continue
        activity.status = "cancelled"
        unit.publish(ActivityChanged(activity.id, activity.kind, "cancelled", where))
        called_off += 1
    return called_off


def _goes_on(unit: UnitOfWork, name: str, record_id: str) -> bool:
    kind = KINDS[name]
    record = unit.session.get(kind.record, record_id)
    if kind.closing is None or record is None or getattr(record, "deleted_at", None) is not None:
        return False
    return kind.is_open({kind.closing.column: getattr(record, kind.closing.column)})
