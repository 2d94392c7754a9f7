"""Queries over customers and the documents of sales, and what documents amount to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select

from app.domain.core.money import Money
from app.domain.fields.editing import custom_fields
from app.domain.fields.kinds import KINDS, Kind
from app.domain.people.conditions import Conditions
from app.domain.query.columns import RecordColumns, TableLinks
from app.domain.query.contributed import contributed
from app.domain.rates.queries import rates_on
from app.domain.rates.totals import Total, total_of
from app.domain.store.database import Reader

if TYPE_CHECKING:
    from app.domain.store.desk import Desk


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
