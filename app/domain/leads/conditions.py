"""Conditions over leads in the query language, compiled for the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.fields.editing import custom_fields
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.leads.kinds import LEAD
from app.domain.leads.query_fields import ASSIGNEES
from app.domain.people.conditions import Conditions
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.points import further_values
from app.domain.query.columns import RecordColumns, TableLinks
from app.domain.query.contributed import contributed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.domain.store.desk import Desk


class LeadConditions(Conditions):
    """Queries over leads, for the database as it is now: the users and fields that they may name are read once."""

    def __init__(self, connection: Connection, desk: Desk) -> None:
        """Read what queries may name."""
        columns = RecordColumns(
            LEAD.table,
            (*LEAD_FIELDS, *custom_fields(connection, "lead")),
            linked={
                "contact": TableLinks(CONTACT.table),
                "account": TableLinks(ACCOUNT.table, key="name_key"),
            },
            folds={"title": "title_key"},
            numbers={"phone": "phone_e164"},
            further_values={
                **{medium: further_values(LEAD, medium) for medium in ("email", "phone")},
                "assignee": ASSIGNEES,
            },
            elsewhere=contributed(LEAD.name),
        )
        super().__init__(connection, desk, columns)
