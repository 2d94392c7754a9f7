"""What the schema should have and has not: tables, columns, indexes, and the records that rows refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Index, Row, Select, Table, inspect, select, text

from app.domain.store.base import hanging_tables
from app.words import say

_INDEXES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index'",
    "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
}


def missing_parts(connection: Connection, tables: Mapping[str, Table]) -> Iterator[str]:
    """Say which tables, columns and indexes are not there."""
    for table, index in missing_schema(connection, tables):
        if index is None:
            yield say("The table {table} is missing.", table=table.name)
        else:
            yield say("The index {index} of {table} is missing.", index=index.name, table=table.name)
    look = inspect(connection)
    there = set(look.get_table_names())
    for table in tables.values():
        columns = {each["name"] for each in look.get_columns(table.name)} if table.name in there else table.c.keys()
        for name in set(table.c.keys()) - set(columns):
            yield say("The column {column} of {table} is missing.", column=name, table=table.name)


def missing_schema(connection: Connection, tables: Mapping[str, Table]) -> Iterator[tuple[Table, Index | None]]:
    """Each table that is not there, and each index that a table which is there lacks."""
    there = set(inspect(connection).get_table_names())
    indexes = set(connection.execute(text(_INDEXES[connection.dialect.name])).scalars())
    for table in tables.values():
        if table.name not in there:
            yield table, None
            continue
        for index in table.indexes:
            if connection.dialect.identifier_preparer.format_index(index).strip('"') not in indexes:
                yield table, index


def whole_tables(connection: Connection, tables: Mapping[str, Table]) -> dict[str, Table]:
    """The tables that are there with all their columns."""
    look = inspect(connection)
    there = set(look.get_table_names())
    return {
        name: table
        for name, table in tables.items()
        if name in there and set(table.c.keys()) <= {each["name"] for each in look.get_columns(name)}
    }


def loose_links(connection: Connection, tables: Mapping[str, Table], most: int) -> Iterator[str]:
    """Say which rows name a record that is not there, by a foreign key or as the record they hang on.

    Args:
        connection: Where to look.
        tables: The tables that can be read.
        most: How many are said of each link.
    """
    for table in tables.values():
        for key in table.foreign_keys:
            other = tables.get(key.column.table.name)
            if other is not None:
                yield from _loose(connection, table, key.parent, other, other.c[key.column.name], most)
    for table in hanging_tables(tables):
        for kind in connection.execute(select(table.c.record_kind).distinct()).scalars():
            other = tables.get(str(kind))
            if other is not None:
                of_kind = table.c.record_kind == kind
                yield from _loose(connection, table, table.c.record_id, other, other.c.id, most, of_kind)


def _loose(
    connection: Connection,
    table: Table,
    link: ColumnElement[Any],
    other: Table,
    target: ColumnElement[Any],
    most: int,
    *conditions: ColumnElement[bool],
) -> Iterator[str]:
    named = other.alias()
    there = select(1).select_from(named).where(named.c[target.key or ""] == link)
    wanted: Select[Any] = select(*table.primary_key, *_names(table), link.label("named"))
    wanted = wanted.where(link.is_not(None), *conditions, ~there.exists()).limit(most)
    for row in connection.execute(wanted):
        yield say(
            "{row}: {column} refers to a {table} that is not there ({named}).",
            row=called(table, row),
            column=link.key,
            table=other.name,
            named=row.named,
        )


def _names(table: Table) -> list[ColumnElement[Any]]:
    return [table.c.code] if "code" in table.c else []


def called(table: Table, row: Row[Any]) -> str:
    """What a row is called in a finding: its table, its short code, and its identity."""
    key = ", ".join(str(getattr(row, column.key)) for column in table.primary_key)
    code = row.code if "code" in table.c else None
    return f"{table.name} {code} ({key})" if code else f"{table.name} {key}"
