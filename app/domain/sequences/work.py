"""What sequences bring to the work list: steps that are still to become due; those that are lie on the timeline."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Boolean, Select, String, false, literal, select

from app.domain.core.work import WorkAsked, WorkSource
from app.domain.sequences.definitions import DUE
from app.domain.sequences.records import ReachedStep, Sequence, SequenceInstance
from app.domain.sequences.service import SequenceService
from app.domain.store.unit import table_of
from app.words import in_context

if TYPE_CHECKING:
    from app.domain.core.outcomes import Outcome
    from app.domain.store.desk import Desk

_STEP: Final = table_of(ReachedStep)
_WAY: Final = table_of(SequenceInstance)
_SEQUENCE: Final = table_of(Sequence)
_KIND: Final = "sequence"


def _items(asked: WorkAsked) -> Select[Any]:
    """Steps of calls, emails, tasks and the like that no entry of the timeline was made of yet."""
    where = [
        _STEP.c.done_at.is_(None),
        _STEP.c.activity_id.is_(None),
        _STEP.c.kind.in_(DUE),
        _WAY.c.status == "active",
    ]
    if asked.owners is not None:
        where.append(_STEP.c.owner_id.in_(asked.owners) if asked.owners else false())
    if asked.until is not None:
        where.append(_STEP.c.due_at < asked.until)
    shared = _SEQUENCE.c.key.concat(literal(":", String)).concat(_STEP.c.step)
    return (
        select(
            _STEP.c.id,
            literal(_KIND, String).label("kind"),
            literal("", String).label("code"),
            _SEQUENCE.c.name.concat(literal(": ", String)).concat(_STEP.c.step).label("subject"),
            _STEP.c.due_at,
            _STEP.c.due_at.label("late_at"),
            literal(value=False, type_=Boolean).label("promised"),
            _STEP.c.owner_id,
            _WAY.c.record_kind,
            _WAY.c.record_id,
            shared.label("step"),
            literal("", String).label("search_text"),
        )
        .select_from(_STEP.join(_WAY, _WAY.c.id == _STEP.c.instance_id))
        .join(_SEQUENCE, _SEQUENCE.c.id == _WAY.c.sequence_id)
        .where(*where)
    )


def _skip(desk: Desk, id: str) -> Outcome:
    return SequenceService(desk).skip(_record(desk, id))


def _snooze(desk: Desk, id: str, when: datetime | str, **_override: Any) -> Outcome:
    return SequenceService(desk).snooze(_record(desk, id), when)


def _record(desk: Desk, id: str) -> str:
    """The record whose step it is."""
    with desk.read() as reader:
        wanted = select(_WAY.c.record_id).join(_STEP, _STEP.c.instance_id == _WAY.c.id).where(_STEP.c.id == id)
        return str(reader.scalar(wanted))


STEPS: Final = WorkSource(
    "sequence",
    {_KIND: in_context("work", "step of a sequence")},
    _items,
    frozenset({"sequence_step", "sequence_instance", "sequence"}),
    skip=_skip,
    snooze=_snooze,
)
