"""Writes many rows of a table at once, straight through the driver and into the change log.

SQLAlchemy's own bulk insert spends most of its time on preparing each row's parameters; here they are
prepared column by column, and columns that no row fills are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import JSON, Column, Dialect, insert

from app.domain.core.ids import new_id
from app.domain.store.base import Record
from app.domain.store.types import UtcDateTime
from app.domain.store.unit import UnitOfWork, table_of


def insert_rows(unit: UnitOfWork, kind: type[Record], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows inside a command; each gets its identity, as ``id``.

    Args:
        unit: The command under way.
        kind: The record class.
        rows: Values by column. A column that a row does not name has its default; a name that is no
            column is passed over.
    """
    if not rows:
        return
    for row in rows:
        row["id"] = new_id(unit.now).hex
    table = table_of(kind)
    unit.session.flush()
    connection = unit.session.connection()
    fixed = {"version": 1, "created_at": unit.now, "updated_at": unit.now}
    filled: dict[str, list[Any]] = {}
    named = set[str]().union(*rows)
    for column in table.columns:
        default = fixed.get(column.key, _default(column))
        if default is None and column.key not in named:
            continue
        values = [row.get(column.key, default) for row in rows]
        if default is not None or any(value is not None for value in values):
            filled[column.key] = _bound(column, values, connection.dialect)
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=list(filled))
    parameters: list[Any]
    if compiled.positional:
        parameters = list(zip(*(filled[name] for name in compiled.positiontup or ()), strict=True))
    else:
        parameters = [dict(zip(filled, values, strict=True)) for values in zip(*filled.values(), strict=True)]
    connection.exec_driver_sql(str(compiled), parameters)
    for row in rows:
        unit.note(table.name, row["id"], "insert", None, None)


def _default(column: Column[Any]) -> Any:
    """What the column holds when nothing is given."""
    default: Any = column.default
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg


def _bound(column: Column[Any], values: list[Any], dialect: Dialect) -> list[Any]:
    """Values as the driver takes them; moments and empty documents, which repeat, are made once."""
    process: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return values
    if isinstance(column.type, UtcDateTime):
        made = {moment: process(moment) for moment in set(values)}
        return [made[moment] for moment in values]
    if isinstance(column.type, JSON):
        nothing = process([] if isinstance(_default(column), list) else {})
        return [process(each) if each or each is None else nothing for each in values]
    return [None if each is None else process(each) for each in values]
