"""Linking people to decisions inside a command, for this area and for those above."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.domain.stakeholders.events import StakeholderAdded
from app.domain.stakeholders.fields import DEFAULT_ROLE
from app.domain.stakeholders.records import Stakeholder
from app.domain.stakeholders.rules import with_roles
from app.domain.store.unit import UnitOfWork


def link_contact(
    unit: UnitOfWork, kind: str, record_id: str, contact_id: str, roles: Iterable[str] = (DEFAULT_ROLE,)
) -> Stakeholder:
    """Make a contact a stakeholder; one who is it already is given the roles in addition.

    Args:
        unit: The command.
        kind: lead or opportunity.
        record_id: Which one.
        contact_id: The person.
        roles: Codes of roles.
    """
    stakeholder = unit.session.scalar(
        select(Stakeholder).where(Stakeholder.record_id == record_id, Stakeholder.contact_id == contact_id)
    )
    if stakeholder is None:
        stakeholder = unit.add(
            Stakeholder(record_kind=kind, record_id=record_id, contact_id=contact_id, roles=list(roles))
        )
    else:
        held = with_roles(stakeholder.roles, roles)
        if held == tuple(stakeholder.roles):
            return stakeholder
        stakeholder.roles = list(held)
    unit.publish(StakeholderAdded(kind, record_id, stakeholder.id, contact_id, tuple(stakeholder.roles)))
    return stakeholder


def copy_to(unit: UnitOfWork, from_id: str, to_kind: str, to_id: str) -> int:
    """Make the stakeholders of one record stakeholders of another too; returns how many there were.

    Influence, attitude and notes come along where the other record holds none of its own.
    """
    originals = unit.session.scalars(
        select(Stakeholder).where(Stakeholder.record_id == from_id).order_by(Stakeholder.id)
    ).all()
    for original in originals:
        copy = link_contact(unit, to_kind, to_id, original.contact_id, original.roles)
        for part in ("influence", "attitude", "notes"):
            if getattr(copy, part) is None:
                setattr(copy, part, getattr(original, part))
    return len(originals)
