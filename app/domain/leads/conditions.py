"""Conditions over leads in the query language, compiled for the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.domain.core.users import Users
from app.domain.fields.editing import custom_fields
from app.domain.leads.fields import LEAD_FIELDS
from app.domain.leads.kinds import LEAD
from app.domain.leads.query_fields import ASSIGNEES
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.points import further_values
from app.domain.people.records import User
from app.domain.query.ast import fields_of
from app.domain.query.columns import RecordColumns, TableLinks
from app.domain.query.compiler import compile_text
from app.domain.query.context import QueryContext
from app.domain.query.contributed import contributed
from app.domain.query.parser import parse
from app.domain.rates.queries import rates_on
from app.domain.store.database import Reader

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from app.domain.store.desk import Desk


class LeadConditions:
    """Queries over leads, for the database as it is now: the users and fields that they may name are read once."""

    def __init__(self, connection: Connection, desk: Desk) -> None:
        """Read what queries may name."""
        users = [(row.id, row.code, row.name) for row in connection.execute(select(User.id, User.code, User.name))]
        self._connection = connection
        rates = self._rates = rates_on(Reader(connection), desk.today())
        self._context = QueryContext(desk.context(), desk.actor.id, Users(users), rates)
        self._columns = RecordColumns(
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

    def compile(self, text: str) -> ColumnElement[bool]:
        """The SQL condition of a query.

        Raises:
            QueryProblem: It cannot be understood; the message shows where and suggests.
        """
        return compile_text(text, self._columns, self._context)

    def unpriced(self, texts: Iterable[str], sort: Iterable[str] = ()) -> tuple[str, ...]:
        """The currencies of the leads' amounts that queries or an order compare, as far as no rate is known of them."""
        names = self._columns.names
        asked = {names.get(code.lstrip("-")) for code in sort}
        asked |= {names.get(name) for text in texts for name in fields_of(parse(text, names))}
        found: set[str] = set()
        for each in asked:
            if each is not None and each.field_type.comparison.scalar == "money":
                currency = self._columns.money(each)[1]
                distinct = select(currency).where(currency.is_not(None), LEAD.table.c.deleted_at.is_(None)).distinct()
                found |= {str(code) for (code,) in self._connection.execute(distinct)}
        own = self._context.values.currency
        return tuple(sorted(code for code in found if code != own and not self._rates.knows(code)))
