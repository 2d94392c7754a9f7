"""Statements that read records' ways through their processes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, or_, select

from app.domain.fields.statements import cards_select
from app.domain.leads.kinds import LEAD
from app.domain.people.records import User
from app.domain.people.statements import LINK_TABLES
from app.domain.process.named import LEADS_FOLLOWING, PROCESS_OF_RECORD, PROCESSES_OF_LEAD, PROCESSES_OFFERED
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.store.named import builds


def _instances() -> Select[Any]:
    columns: tuple[Any, ...] = (
        ProcessInstance.id,
        ProcessInstance.version,
        ProcessInstance.lead_id,
        ProcessInstance.opportunity_id,
        ProcessInstance.status,
        ProcessInstance.stage,
        ProcessInstance.ticks,
        ProcessInstance.visits,
        ProcessDefinition.body,
    )
    return select(*columns).join(ProcessDefinition, ProcessDefinition.id == ProcessInstance.definition_id)


@builds(PROCESS_OF_RECORD)
def process_of_record() -> Select[Any]:
    """The current process of a lead or an opportunity, with its definition; binds ``record_id``.

    A lead's own process comes before those that went on to its opportunities.
    """
    record_id: BindParameter[str] = bindparam("record_id")
    return (
        _instances()
        .where(
            or_(ProcessInstance.lead_id == record_id, ProcessInstance.opportunity_id == record_id),
            ProcessInstance.current.is_(True),
        )
        .order_by(
            ProcessInstance.opportunity_id.is_not(None), ProcessInstance.created_at.desc(), ProcessInstance.id.desc()
        )
        .limit(1)
    )


@builds(PROCESSES_OF_LEAD)
def processes_of_lead() -> Select[Any]:
    """Every process a lead has been in, the newest first; binds ``record_id``."""
    mine = ProcessInstance.lead_id == bindparam("record_id")
    return _instances().where(mine).order_by(ProcessInstance.created_at.desc(), ProcessInstance.id.desc())


@builds(PROCESSES_OFFERED)
def processes_offered() -> Select[Any]:
    """The definitions in use, in the manager's order, each with the role of a user; binds ``user_id``."""
    role = select(User.role).where(User.id == bindparam("user_id")).scalar_subquery()
    return (
        select(ProcessDefinition.body, role.label("role"))
        .where(ProcessDefinition.active.is_(True))
        .order_by(ProcessDefinition.position, ProcessDefinition.code)
    )


@builds(LEADS_FOLLOWING)
def leads_following() -> Select[Any]:
    """A user's open leads whose process runs with them, last changed first; binds ``user_id`` and ``limit``."""
    lead = LEAD.table
    leads = cards_select(LEAD, LINK_TABLES)
    return (
        leads.add_columns(LEAD.called_column().label("called"), ProcessDefinition.code.label("follows"))
        .join(ProcessInstance, ProcessInstance.lead_id == lead.c.id)
        .join(ProcessDefinition, ProcessDefinition.id == ProcessInstance.definition_id)
        .where(
            lead.c.owner_id == bindparam("user_id"),
            LEAD.open_condition(),
            lead.c.deleted_at.is_(None),
            ProcessInstance.current.is_(True),
            ProcessInstance.status == "active",
            ProcessInstance.opportunity_id.is_(None),
        )
        .order_by(lead.c.updated_at.desc(), lead.c.id)
        .limit(bindparam("limit"))
    )
