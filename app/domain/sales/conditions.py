"""Conditions over opportunities in the query language, compiled for the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import FromClause, select

from app.domain.core.fields import Field
from app.domain.fields.editing import custom_fields
from app.domain.leads.kinds import LEAD
from app.domain.people.conditions import Conditions
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.query.columns import RecordColumns, TableLinks
from app.domain.query.contributed import QueryField, contributed
from app.domain.sales.kinds import OPPORTUNITY
from app.words import own

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from app.domain.sales.stages import Stages
    from app.domain.store.desk import Desk


class OpportunityConditions(Conditions):
    """Queries over opportunities, their stage and process among what can be asked for."""

    def __init__(self, connection: Connection, desk: Desk, stages: Stages) -> None:
        """Read what queries may name."""
        columns = RecordColumns(
            OPPORTUNITY.table,
            (*OPPORTUNITY.fields, *custom_fields(connection, OPPORTUNITY.name)),
            linked={
                "contact": TableLinks(CONTACT.table),
                "account": TableLinks(ACCOUNT.table, key="name_key"),
                "lead": TableLinks(LEAD.table, name="title", key="title_key"),
            },
            elsewhere=(*contributed(OPPORTUNITY.name), *_process_fields(stages)),
        )
        super().__init__(connection, desk, columns)


def _process_fields(stages: Stages) -> tuple[QueryField, QueryField]:
    stage = tuple((code, own(name)) for code, name in stages.choices)
    process = tuple((code, own(name)) for code, name in stages.processes.items())
    return (
        QueryField(Field("stage", "Stage", "choice", choices=stage, open=True), _stage),
        QueryField(Field("process", "Process", "choice", choices=process, open=True), _process),
    )


def _stage(table: FromClause) -> ColumnElement[Any]:
    return select(ProcessInstance.stage).where(*_current(table)).correlate(table).limit(1).scalar_subquery()


def _process(table: FromClause) -> ColumnElement[Any]:
    followed = select(ProcessDefinition.code).join(
        ProcessInstance, ProcessInstance.definition_id == ProcessDefinition.id
    )
    return followed.where(*_current(table)).correlate(table).limit(1).scalar_subquery()


def _current(table: FromClause) -> tuple[ColumnElement[bool], ...]:
    return ProcessInstance.opportunity_id == table.c.id, ProcessInstance.current.is_(True)
