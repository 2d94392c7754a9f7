"""Statements that read records' ways through their processes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, or_, select

from app.domain.process.named import PROCESS_OF_RECORD, PROCESSES_OF_LEAD
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
