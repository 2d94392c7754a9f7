"""Records begin sequences: what stands in the way, and how they do."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.domain.core.errors import NotAllowed, ReadOnly, Refusal
from app.domain.core.moments import when
from app.domain.fields.kinds import Kind
from app.domain.people.wishes import in_session, wish_against
from app.domain.sequences.course import Course, under_way
from app.domain.sequences.definitions import Definition
from app.domain.sequences.judging import facts_for, reading_context
from app.domain.sequences.keeping import Laid
from app.domain.sequences.records import Sequence, SequenceInstance
from app.domain.sequences.saying import begun_sentence
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.writing import record_event
from app.words import say


def join(unit: UnitOfWork, laid: Laid, kind: Kind, record: Any, *, way: str, by_id: str | None) -> SequenceInstance:
    """Let a record begin a sequence.

    Args:
        unit: The command under way; the record is held by it.
        laid: The sequence in its newest version.
        kind: The record's kind.
        record: The record.
        way: How it comes: hand, query, rule or move.
        by_id: Who connects it.

    Raises:
        NotAllowed: The sequence is not active or for another kind, its condition does not hold, the record is in a
            sequence or has been through this one, or somebody asked not to be contacted.
        ReadOnly: The record is closed.
    """
    refusal = why_not(unit, laid, kind, record, by_id)
    if refusal is not None:
        raise refusal
    instance = unit.add(
        SequenceInstance(
            sequence_id=laid.row.id,
            version_id=laid.version_id,
            record_kind=kind.name,
            record_id=record.id,
            status="active",
            way=way,
            started_by_id=by_id,
            started_at=unit.now,
            number=0,
            fits=True,
        )
    )
    record_event(
        unit, kind.name, record.id, "sequence_begun", {"sequence": laid.row.key}, begun_sentence(laid.definition.name)
    )
    Course(unit, instance).begin()
    return instance


def why_not(unit: UnitOfWork, laid: Laid, kind: Kind, record: Any, by_id: str | None) -> Refusal | None:
    """Why a record may not begin a sequence; ``None`` where it may."""
    refusal = _state_refusal(laid.row, laid.definition, kind) or _record_refusal(laid.definition, kind, record, unit)
    if refusal is not None:
        return refusal
    zone = reading_context(unit, by_id).zone
    there = under_way(unit, record.id)
    if there is not None:
        name = laid.row.name if there.sequence_id == laid.row.id else _name(unit, there)
        return NotAllowed(
            say(
                "{record} is already in the sequence {sequence} since {when}.",
                record=kind.called(record),
                sequence=name,
                when=when(there.started_at, unit.now, zone),
            ),
            hint=say("Disconnect it first: leadline sequence disconnect {code}", code=record.code),
        )
    return _again_refusal(unit, laid, kind, record, zone) or _entry_refusal(unit, laid.definition, kind, record, by_id)


def last_way(unit: UnitOfWork, sequence_id: str, record_id: str) -> SequenceInstance | None:
    """The last way of a record through a sequence, whether it ended or not."""
    wanted = select(SequenceInstance).where(
        SequenceInstance.record_id == record_id, SequenceInstance.sequence_id == sequence_id
    )
    return unit.session.scalars(wanted.order_by(SequenceInstance.id.desc()).limit(1)).first()


def _state_refusal(row: Sequence, definition: Definition, kind: Kind) -> Refusal | None:
    if row.state == "draft":
        return NotAllowed(
            say("The sequence {name} is a draft.", name=definition.name),
            hint=say("Activate it first: leadline sequence activate {code}", code=row.key),
        )
    if row.state == "inactive":
        return NotAllowed(
            say("The sequence {name} is inactive.", name=definition.name),
            hint=say("Activate it first: leadline sequence activate {code}", code=row.key),
        )
    if kind.name != definition.record:
        message = (
            say("The sequence {name} is for leads.", name=definition.name)
            if definition.record == "lead"
            else say("The sequence {name} is for opportunities.", name=definition.name)
        )
        return NotAllowed(message, hint=say("leadline sequence list shows which sequence is for what."))
    return None


def _record_refusal(definition: Definition, kind: Kind, record: Any, unit: UnitOfWork) -> Refusal | None:
    if record.deleted_at is not None:
        return ReadOnly(say("{record} was deleted.", record=kind.called(record)), hint=say("Undo that first."))
    closing = kind.closing
    if closing is not None and getattr(record, closing.column) not in closing.open:
        return ReadOnly(say("{record} is closed.", record=kind.called(record)), hint=say("Open it again first."))
    if "do_not_contact" in definition.stop_on:
        wish = wish_against("appointment", "out", ((kind, record),), in_session(unit.session))
        if wish is not None:
            return NotAllowed(say("{wish}; it was not connected.", wish=wish.said), field=wish.rule)
    return None


def _again_refusal(unit: UnitOfWork, laid: Laid, kind: Kind, record: Any, zone: ZoneInfo) -> Refusal | None:
    if laid.definition.reentry:
        return None
    before = last_way(unit, laid.row.id, record.id)
    if before is None:
        return None
    return NotAllowed(
        say(
            "{record} has been through the sequence {sequence} before, since {when}.",
            record=kind.called(record),
            sequence=laid.definition.name,
            when=when(before.started_at, unit.now, zone),
        ),
        hint=say("Only a sequence with reentry = true can be begun again."),
    )


def _entry_refusal(
    unit: UnitOfWork, definition: Definition, kind: Kind, record: Any, by_id: str | None
) -> Refusal | None:
    if not definition.entry and not definition.exit:
        return None
    facts = facts_for(unit, kind.name, record.id, record.owner_id or by_id)
    if definition.entry and not facts.hold(definition.entry):
        return NotAllowed(
            say(
                "{record} does not fit the sequence {sequence}, which asks for: {condition}",
                record=kind.called(record),
                sequence=definition.name,
                condition=definition.entry,
            ),
            hint=say("leadline sequence show {code} tells who may begin it.", code=definition.code),
        )
    if definition.exit and facts.hold(definition.exit):
        return NotAllowed(
            say(
                "{record} would leave the sequence {sequence} at once, since this holds: {condition}",
                record=kind.called(record),
                sequence=definition.name,
                condition=definition.exit,
            ),
            hint=say("leadline sequence show {code} tells who leaves it.", code=definition.code),
        )
    return None


def _name(unit: UnitOfWork, instance: SequenceInstance) -> str:
    return unit.session.get_one(Sequence, instance.sequence_id).name
