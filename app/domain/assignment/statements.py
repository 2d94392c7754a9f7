"""Statements that read what assignment has decided."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, bindparam, exists, func, or_, select

from app.domain.assignment.named import UNASSIGNED_LEAD, UNASSIGNED_LEADS
from app.domain.assignment.records import AssignmentDecision
from app.domain.core.roles import MANAGING
from app.domain.leads.kinds import LEAD
from app.domain.people.records import User
from app.domain.store.named import builds
from app.domain.store.unit import table_of

_LEAD, _DECISION, _USER = LEAD.table, table_of(AssignmentDecision), table_of(User)


def _unassigned() -> Select[*tuple[Any, ...]]:
    """Open leads without an owner, for whoever manages; binds ``user_id``.

    It tells nothing that changes with every change of a lead, so that work on one does not read it again.
    """
    manages = exists().where(
        _USER.c.id == bindparam("user_id", type_=String), or_(*(_USER.c.role == each for each in MANAGING))
    )
    later = _DECISION.alias("later")
    last = select(func.max(later.c.serial)).where(later.c.lead_id == _LEAD.c.id).correlate(_LEAD).scalar_subquery()
    return (
        select(_LEAD.c.id, _LEAD.c.title, _LEAD.c.created_at, _DECISION.c.cause, _DECISION.c.why)
        .select_from(_LEAD.outerjoin(_DECISION, (_DECISION.c.lead_id == _LEAD.c.id) & (_DECISION.c.serial == last)))
        .where(_LEAD.c.owner_id.is_(None), LEAD.open_condition(), _LEAD.c.deleted_at.is_(None), manages)
    )


@builds(UNASSIGNED_LEADS)
def unassigned_leads() -> Select[*tuple[Any, ...]]:
    """The newest of them; binds ``user_id`` and ``limit``."""
    return _unassigned().order_by(_LEAD.c.created_at.desc(), _LEAD.c.id).limit(bindparam("limit"))


@builds(UNASSIGNED_LEAD)
def unassigned_lead() -> Select[*tuple[Any, ...]]:
    """One of them, if it is one; binds ``user_id`` and ``record_id``."""
    return _unassigned().where(_LEAD.c.id == bindparam("record_id", type_=String)).limit(1)
