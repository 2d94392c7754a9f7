"""Conditions over leads in the query language, compiled for the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.domain.core.users import Users
from app.domain.fields.editing import custom_fields
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.leads.kinds import LEAD
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.records import User
from app.domain.query.columns import RecordColumns, TableLinks
from app.domain.query.compiler import compile_text
from app.domain.query.context import QueryContext
from app.domain.query.contributed import contributed

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from app.domain.store.desk import Desk


def lead_condition(text: str, connection: Connection, desk: Desk) -> ColumnElement[bool]:
    """The SQL condition of a query over leads.

    Raises:
        QueryProblem: It cannot be understood; the message shows where and suggests.
    """
    users = [(row.id, row.code, row.name) for row in connection.execute(select(User.id, User.code, User.name))]
    columns = RecordColumns(
        LEAD.table,
        (*LEAD_FIELDS, *custom_fields(connection, "lead")),
        linked={
            "contact": TableLinks(CONTACT.table),
            "account": TableLinks(ACCOUNT.table, key="name_key"),
        },
        folds={"title": "title_key"},
        numbers={"phone": "phone_e164"},
        elsewhere=contributed(LEAD.name),
    )
    return compile_text(text, columns, QueryContext(desk.context(), desk.actor.id, Users(users)))
