"""Writes many rows of a table at once, straight through the driver.

SQLAlchemy's own bulk insert spends most of its time on preparing each row's parameters; here they are
prepared column by column, and columns that no row fills are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Compiled, Connection, Dialect, Table, insert
from sqlalchemy.sql.compiler import SQLCompiler

from app.domain.core.ids import new_id
from app.domain.store.digests import row_digests
from app.domain.store.folded import FOLDED, folded_texts
from app.domain.store.types import Document, UtcDateTime


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], now: datetime) -> list[int]:
    """Insert rows, and answer a sum of each; each gets its identity, as ``id``, where it has none.

    Args:
        connection: The connection of the command under way.
        table: The table of a record class.
        rows: Values by column. A column that a row does not name has its default; a name that is no
            column is passed over.
        now: The moment of the command.
    """
    for row in rows:
        if "id" not in row:
            row["id"] = new_id(now).hex
    if FOLDED in table.c:
        for row in rows:
            row[FOLDED] = folded_texts(table, row)
    fixed = {"version": 1, "created_at": now, "updated_at": now}
    filled: dict[str, list[Any]] = {}
    given: dict[str, list[Any]] = {}
    named = set[str]().union(*rows)
    for column in table.columns:
        default = fixed.get(column.key, default_of(column))
        if default is None and column.key not in named:
            continue
        values = [row.get(column.key, default) for row in rows]
        if default is not None or any(value is not None for value in values):
            given[column.key] = values
            filled[column.key] = bound(column, values, connection.dialect)
    insert_columns(connection, table, filled)
    return row_digests(table, given, len(rows))


def insert_columns(connection: Connection, table: Table, filled: Mapping[str, Sequence[Any]]) -> None:
    """Insert rows given column by column, each value as the driver takes it."""
    run_many(connection, insert(table).compile(dialect=connection.dialect, column_keys=list(filled)), filled)


def run_many(connection: Connection, statement: Compiled, filled: Mapping[str, Sequence[Any]]) -> None:
    """Run a statement once for each row of parameters, given name by name, each value as the driver takes it."""
    parameters: list[Any]
    if isinstance(statement, SQLCompiler) and statement.positional:
        parameters = list(zip(*(filled[name] for name in statement.positiontup or ()), strict=True))
    else:
        parameters = [dict(zip(filled, values, strict=True)) for values in zip(*filled.values(), strict=True)]
    connection.exec_driver_sql(str(statement), parameters)


def default_of(column: Column[Any]) -> Any:
    """What the column holds when nothing is given."""
    default: Any = column.default
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg


def bound(column: Column[Any], values: list[Any], dialect: Dialect) -> list[Any]:
    """Values as the driver takes them; moments and empty documents, which repeat, are made once."""
    process: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return values
    if isinstance(column.type, UtcDateTime):
        made = {moment: process(moment) for moment in set(values)}
        return [made[moment] for moment in values]
    if isinstance(column.type, Document):
        nothing = process([] if isinstance(default_of(column), list) else {})
        return [process(each) if each or each is None else nothing for each in values]
    return [None if each is None else process(each) for each in values]
