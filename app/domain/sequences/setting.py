"""Setting a field of a record, as a step of a sequence does it."""

from __future__ import annotations

from typing import Any, cast

from app.domain.core.area import resolve
from app.domain.core.clock import FixedClock
from app.domain.core.errors import Refusal
from app.domain.fields.kinds import Kind
from app.domain.people.records import User
from app.domain.sequences.definitions import Step
from app.domain.sequences.judging import reading_context
from app.domain.store.database import Database
from app.domain.store.desk import Actor, Desk
from app.domain.store.unit import UnitOfWork


def set_field(unit: UnitOfWork, kind: Kind, record: Any, step: Step, owner_id: str | None) -> str | None:
    """Give a field its value, as the owner of the record would.

    Returns:
        Why it was left as it is, as a note of the step; ``None`` where it was not.
    """
    service = resolve(kind.service)(_desk(unit, owner_id))
    try:
        with unit.part():
            service.edit_within(unit, record.id, {step.field: step.value or None})
    except Refusal:
        return "refused"
    return None


def _desk(unit: UnitOfWork, owner_id: str | None) -> Desk:
    """The desk of somebody who does not sit at one now; what is done there is done inside the command under way."""
    user = unit.get(User, owner_id) if owner_id else None
    actor = Actor(user.id, user.code, user.name, user.role) if user else Actor("", "", "", "")
    context = reading_context(unit, owner_id)
    nowhere = cast("Database", None)  # whoever changes a record inside a command reads and writes by its transaction
    return Desk(nowhere, FixedClock(unit.now), actor, context.zone, unit.currency)
