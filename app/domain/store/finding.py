"""Finding: the record that a reference names, looked up through SQLAlchemy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Executable, Select, Table, bindparam, func, select

from app.domain.store.references import MOST, Found, find_by
from app.words import Message


class Asked(Protocol):
    """A session or a connection: whatever runs a statement."""

    def execute(self, statement: Executable) -> Any:
        """Run a statement."""
        ...


def find_id(
    asked: Asked, table: Table, ref: str, *, noun: Message, names: Sequence[str] = (), example: str = ""
) -> str:
    """The id of the one record of a table that a reference names; arguments and errors as for ``find_by``."""

    def look_up(column: str, wanted: str) -> Sequence[Found]:
        return [Found(*row) for row in asked.execute(by_column(table, column).params(wanted=wanted))]

    return find_by(look_up, ref, noun=noun, names=names, example=example)


def by_column(table: Table, column: str) -> Select[Any]:
    """Id and code of the records whose column holds what is wanted; binds ``wanted``.

    Ids and codes are looked for in all records, names in those that are not deleted.
    """
    statement = select(table.c.id, table.c.code)
    if column in ("id", "code"):
        return statement.where(table.c[column] == bindparam("wanted"))
    held = table.c[column] if column.endswith("_id") else func.lower(table.c[column])
    if "deleted_at" in table.c:
        statement = statement.where(table.c.deleted_at.is_(None))
    return statement.where(held == bindparam("wanted")).limit(MOST)
