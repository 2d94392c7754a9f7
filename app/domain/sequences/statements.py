"""Statements that read records' ways through sequences."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, select

from app.domain.people.records import User
from app.domain.sequences.named import STEPS_REACHED, WAYS_OF_RECORD
from app.domain.sequences.records import ReachedStep, SequenceInstance, SequenceVersion
from app.domain.store.named import builds
from app.domain.timeline.records import Activity


@builds(WAYS_OF_RECORD)
def ways_of_record() -> Select[Any]:
    """A record's ways, the one under way first, then the newest; binds ``record_id`` and ``limit``."""
    columns: tuple[Any, ...] = (
        SequenceInstance.id,
        SequenceInstance.status,
        SequenceInstance.reason,
        SequenceInstance.started_at,
        SequenceInstance.ended_at,
        SequenceVersion.edition,
        SequenceVersion.body,
        User.name.label("started_by"),
    )
    return (
        select(*columns)
        .join(SequenceVersion, SequenceVersion.id == SequenceInstance.version_id)
        .outerjoin(User, User.id == SequenceInstance.started_by_id)
        .where(SequenceInstance.record_id == bindparam("record_id"))
        .order_by(SequenceInstance.status != "active", SequenceInstance.id.desc())
        .limit(bindparam("limit"))
    )


@builds(STEPS_REACHED)
def steps_reached() -> Select[Any]:
    """The steps that a record came to on its ways, in order; binds ``record_id``."""
    columns: tuple[Any, ...] = (
        ReachedStep.instance_id,
        ReachedStep.number,
        ReachedStep.step,
        ReachedStep.kind,
        ReachedStep.reached_at,
        ReachedStep.due_at,
        ReachedStep.done_at,
        ReachedStep.ending,
        ReachedStep.note,
        Activity.code.label("activity"),
        User.name.label("owner"),
    )
    return (
        select(*columns)
        .join(SequenceInstance, SequenceInstance.id == ReachedStep.instance_id)
        .outerjoin(Activity, Activity.id == ReachedStep.activity_id)
        .outerjoin(User, User.id == ReachedStep.owner_id)
        .where(SequenceInstance.record_id == bindparam("record_id"))
        .order_by(ReachedStep.instance_id, ReachedStep.number)
    )
