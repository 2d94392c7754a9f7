"""Reading the log through: its commands in their order, each with its changes, as the database has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, select, type_coerce
from sqlalchemy.types import NullType

from app.domain.store.log import ChangeEntry, CommandEntry

#: Commands, and changes of theirs, that are read at once.
_AT_ONCE: Final = 500
_CHANGES_AT_ONCE: Final = 2000


class BrokenCellError(ValueError):
    """A cell of the database holds what its column cannot hold.

    Attributes:
        column: The column's name.
    """

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class LoggedChange(NamedTuple):
    """A change as the log has it."""

    seq: int
    command_seq: int
    table_name: str
    row_id: str
    operation: str
    before: Any
    after: Any
    row_sum: int | None


def as_kept(table: Table, connection: Connection, *, but: str = "") -> Select[Any]:
    """All columns of a table, but perhaps one, with the values that the database has, whether or not they fit.

    A server does not let in what does not fit; there they are read as ever.
    """
    columns = [column for column in table.c if column.key != but]
    if connection.dialect.name != "sqlite":
        return select(*columns)
    raw: list[ColumnElement[Any]] = [type_coerce(column, NullType()).label(column.key) for column in columns]
    return select(*raw)


def document_of(column: str, kept: Any) -> Any:
    """A document as it was kept.

    Raises:
        BrokenCellError: It is none.
    """
    if not isinstance(kept, str | bytes):
        return kept
    try:
        return json.loads(kept)
    except ValueError as problem:
        raise BrokenCellError(column) from problem


def commands(connection: Connection) -> Iterator[tuple[Row[Any], Iterable[Row[Any]]]]:
    """Every command with its changes, oldest first, as rows of the log's tables; the changes are read on the way."""
    command, change = cast("Table", CommandEntry.__table__), cast("Table", ChangeEntry.__table__)
    every = as_kept(command, connection, but="said")  # no seal covers it, and logs of before have none
    changes = as_kept(change, connection)
    last = None
    while True:
        wanted = every.order_by(command.c.seq).limit(_AT_ONCE)
        some = connection.execute(wanted if last is None else wanted.where(command.c.seq > last)).fetchall()
        if not some:
            return
        between = changes.where(change.c.command_seq.between(some[0].seq, some[-1].seq))
        found = connection.execute(
            between.order_by(change.c.command_seq, change.c.seq), execution_options={"yield_per": _CHANGES_AT_ONCE}
        )
        runs = groupby(found, key=attrgetter("command_seq"))
        run = next(runs, None)
        for row in some:
            while run is not None and run[0] < row.seq:
                run = next(runs, None)
            if run is not None and run[0] == row.seq:
                yield row, run[1]
                run = next(runs, None)
            else:
                yield row, ()
        last = some[-1].seq


def change_of_row(row: Row[Any]) -> LoggedChange:
    """A change as the log has it.

    Raises:
        BrokenCellError: An image in it is no document.
    """
    before, after = (document_of(name, getattr(row, name)) for name in ("before", "after"))
    return LoggedChange(row.seq, row.command_seq, row.table_name, row.row_id, row.operation, before, after, row.row_sum)
