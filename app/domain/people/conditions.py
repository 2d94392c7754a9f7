"""Conditions over a kind of record in the query language, compiled for the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.domain.core.users import Users
from app.domain.people.records import User
from app.domain.query.ast import fields_of
from app.domain.query.compiler import compile_text
from app.domain.query.context import QueryContext
from app.domain.query.parser import parse
from app.domain.rates.queries import rates_on
from app.domain.store.database import Reader

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from app.domain.query.columns import RecordColumns
    from app.domain.store.desk import Desk


class Conditions:
    """Queries over records of a kind, for the database as it is now: the users they may name are read once."""

    def __init__(self, connection: Connection, desk: Desk, columns: RecordColumns) -> None:
        """Read what queries may name.

        Args:
            connection: Where to read.
            desk: Who asks, when and where.
            columns: Where the fields of the kind lie.
        """
        users = [(row.id, row.code, row.name) for row in connection.execute(select(User.id, User.code, User.name))]
        self._connection = connection
        rates = self._rates = rates_on(Reader(connection), desk.today())
        self._context = QueryContext(desk.context(), desk.actor.id, Users(users), rates)
        self._columns = columns

    def compile(self, text: str) -> ColumnElement[bool]:
        """The SQL condition of a query.

        Raises:
            QueryProblem: It cannot be understood; the message shows where and suggests.
        """
        return compile_text(text, self._columns, self._context)

    def unpriced(self, texts: Iterable[str], sort: Iterable[str] = ()) -> tuple[str, ...]:
        """The currencies of the amounts that queries or an order compare, as far as no rate is known of them."""
        names = self._columns.names
        asked = {names.get(code.lstrip("-")) for code in sort}
        asked |= {names.get(name) for text in texts for name in fields_of(parse(text, names))}
        table = self._columns.table
        found: set[str] = set()
        for each in asked:
            if each is not None and each.field_type.comparison.scalar == "money":
                currency = self._columns.money(each)[1]
                distinct = select(currency).where(currency.is_not(None), table.c.deleted_at.is_(None)).distinct()
                found |= {str(code) for (code,) in self._connection.execute(distinct)}
        own = self._context.values.currency
        return tuple(sorted(code for code in found if code != own and not self._rates.knows(code)))
