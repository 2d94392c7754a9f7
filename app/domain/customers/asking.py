"""Queries over customers and the documents of sales, and how their lists are read a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.domain.core.errors import Invalid
from app.domain.core.money import Money
from app.domain.fields.editing import custom_fields
from app.domain.fields.kinds import KINDS, Kind
from app.domain.people.conditions import Conditions
from app.domain.query.columns import RecordColumns, TableLinks
from app.domain.query.contributed import contributed
from app.domain.rates.queries import rates_on
from app.domain.rates.totals import Total, total_of
from app.domain.store.database import Reader
from app.domain.store.searching import found_in
from app.words import listed, say

if TYPE_CHECKING:
    from app.domain.store.desk import Desk


def matching(reader: Reader, desk: Desk, kind: Kind, query: str, search: str) -> list[ColumnElement[bool]]:
    """What holds for the records of a kind that a query finds and whose text holds every word of a search.

    Raises:
        QueryProblem: The query cannot be understood; the message shows where and suggests.
        Invalid: There are more words, or longer ones, than a database looks for.
    """
    held: list[ColumnElement[bool]] = [kind.table.c.deleted_at.is_(None)]
    if query.strip():
        held.append(conditions_of(reader, desk, kind).compile(query))
    if search.strip():
        held.append(found_in(kind.table, search))
    return held


def conditions_of(reader: Reader, desk: Desk, kind: Kind) -> Conditions:
    """What compiles queries over the records of a kind."""
    linked = {
        each.field_type.link: TableLinks(KINDS[each.field_type.link].table, KINDS[each.field_type.link].title)
        for each in kind.fields
        if each.field_type.link not in ("", "user")
    }
    columns = RecordColumns(
        kind.table,
        (*kind.fields, *custom_fields(reader.connection, kind.name)),
        linked=linked,
        elsewhere=contributed(kind.name),
    )
    return Conditions(reader.connection, desk, columns)


def page(
    reader: Reader,
    kind: Kind,
    rows: Select[Any],
    orders: Mapping[str, ColumnElement[Any]],
    sort: str,
    limit: int,
    after: str,
) -> Sequence[Any]:
    """A page of the rows of a statement over a kind's records.

    Args:
        reader: Where to read.
        kind: The kind.
        rows: The statement, without an order.
        orders: What they can be sorted by; none of it is ever empty, so that paging misses nothing.
        sort: One of the orders, with a ``-`` before it for the other way round.
        limit: How many at most.
        after: The id of the record to go on behind; empty for the first ones.

    Raises:
        Invalid: There is no such order.
    """
    code, down = sort.removeprefix("-"), sort.startswith("-")
    if code not in orders:
        raise Invalid(
            say("Lists cannot be ordered by “{order}”.", order=sort[:40]),
            field="sort",
            hint=say("Choose from: {names}.", names=listed(orders)),
        )
    key, ids = orders[code], kind.table.c.id
    rows = rows.order_by(*((key.desc(), ids.desc()) if down else (key, ids))).limit(limit)
    if after:
        place = select(key).where(ids == after).scalar_subquery()
        beyond = key < place if down else key > place
        rows = rows.where(or_(beyond, and_(key == place, ids < after if down else ids > after)))
    return reader.rows(rows)


def sums_by_day(reader: Reader, kind: Kind, day: str, held: Iterable[ColumnElement[bool]], currency: str) -> Total:
    """What documents of a kind amount to in a currency, each at the rates of its own day.

    Args:
        reader: Where to read.
        kind: The kind; its total is ``total_minor`` of ``total_currency``.
        day: The column with a document's own day.
        held: What holds for them.
        currency: What the sum is told in.
    """
    columns = kind.table.c
    statement = select(columns[day], columns.total_currency, func.sum(columns.total_minor)).where(*held)
    by_day: dict[date, list[Money]] = {}
    for on, code, minor in reader.rows(statement.group_by(columns[day], columns.total_currency)):
        by_day.setdefault(on, []).append(Money(int(minor), code))
    totals = [total_of(amounts, currency, rates_on(reader, on)) for on, amounts in by_day.items()]
    unpriced = sorted({code for each in totals for code in each.unpriced})
    return Total(Money(sum(each.amount.minor for each in totals), currency), tuple(unpriced))
