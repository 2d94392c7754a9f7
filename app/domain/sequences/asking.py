"""What a branch of a sequence asks, and what a record answers."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from app.domain.core.folding import fold
from app.domain.process.service import current_process
from app.domain.sequences.definitions import AWAITED, Step
from app.domain.sequences.judging import facts_of_record
from app.domain.sequences.records import ReachedStep, SequenceInstance
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.records import Activity, TimelineLink
from app.domain.timeline.rules import is_automatic


def answer(unit: UnitOfWork, instance: SequenceInstance, step: Step, owner_id: str | None) -> bool | None:
    """What a branch comes to: yes, no, or ``None`` while what it waits for has not come about.

    Args:
        unit: The command under way.
        instance: The record's way.
        step: The branch.
        owner_id: For whom its condition is asked.
    """
    if step.ask in AWAITED:
        return _awaited(unit, instance, step)
    if step.ask == "outcome":
        call = _asked_about(unit, instance, step, "call")
        return call is not None and fold(call.outcome or "") in map(fold, step.outcomes)
    if step.ask == "stage":
        found = current_process(unit.session, instance.record_id)
        return found is not None and found[2].stage == step.stage
    if step.ask == "split":
        return in_first(f"{instance.sequence_id}:{step.code}:{instance.record_id}", step.percent)
    return facts_of_record(unit, instance, owner_id).hold(step.condition)


def in_first(key: str, percent: int) -> bool:
    """Whether a key falls into the first so many of a hundred parts; always the same for the same key."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % 100 < percent


def _awaited(unit: UnitOfWork, instance: SequenceInstance, step: Step) -> bool | None:
    email = _asked_about(unit, instance, step, "email")
    if email is None:
        return False
    if step.ask == "replied":
        return True if _replied(unit, instance, email) else None
    return True if f"{step.ask}_at" in (email.details or {}) else None


def _replied(unit: UnitOfWork, instance: SequenceInstance, email: Activity) -> bool:
    wanted = (
        select(Activity.details)
        .join(TimelineLink, TimelineLink.activity_id == Activity.id)
        .where(
            TimelineLink.record_id == instance.record_id,
            Activity.kind == "email",
            Activity.direction == "in",
            Activity.status == "completed",
            Activity.deleted_at.is_(None),
            Activity.at >= email.at,
        )
    )
    return any(not is_automatic(details) for details in unit.session.scalars(wanted))


def _asked_about(unit: UnitOfWork, instance: SequenceInstance, step: Step, kind: str) -> Activity | None:
    """The entry that a branch asks about: what the step it names, or the last of its kind, was made into."""
    named = ReachedStep.step == step.of if step.of else ReachedStep.kind == kind
    wanted = (
        select(Activity)
        .join(ReachedStep, ReachedStep.activity_id == Activity.id)
        .where(ReachedStep.instance_id == instance.id, named)
        .order_by(ReachedStep.number.desc())
        .limit(1)
    )
    return unit.session.scalars(wanted).first()


def came_back(unit: UnitOfWork, record_id: str, email: str) -> bool:
    """Whether mail to an address came back, as far as a record's timeline tells."""
    wanted = (
        select(Activity.details)
        .join(TimelineLink, TimelineLink.activity_id == Activity.id)
        .where(
            TimelineLink.record_id == record_id,
            Activity.kind == "email",
            Activity.direction == "in",
            Activity.deleted_at.is_(None),
        )
    )
    failed = {str(details.get("failed", "")).lower() for details in unit.session.scalars(wanted) if details}
    return email.lower() in failed
