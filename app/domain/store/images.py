"""Images: rows as the change log keeps them, read from a table and written back to it, many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table, bindparam, select, update

from app.domain.core.stamps import from_stamp
from app.domain.store.bulk import bound, default_of, insert_columns, run_many
from app.domain.store.log import to_plain
from app.domain.store.types import UtcDateTime

Image = dict[str, Any]
"""Values by column, as JSON keeps them."""

#: Rows asked for by one statement, below SQLite's limit of bound parameters.
_AT_ONCE = 400
_KEY = "key_"


def images_of(connection: Connection, table: Table, ids: Sequence[str]) -> Iterator[Image]:
    """The rows with those ids as they are now, those of them that are there."""
    for start in range(0, len(ids), _AT_ONCE):
        found = connection.execute(select(table).where(table.c.id.in_(ids[start : start + _AT_ONCE])))
        names = tuple(found.keys())
        for row in found:
            yield dict(zip(names, map(to_plain, row), strict=True))


def insert_images(connection: Connection, table: Table, images: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows from their images; a column that an image does not name has its default."""
    filled: dict[str, Sequence[Any]] = {}
    for column in table.columns:
        default = default_of(column)
        values = [image.get(column.key, default) for image in images]
        filled[column.key] = _from_plain(column, values, connection.dialect)
    insert_columns(connection, table, filled)


def update_images(connection: Connection, table: Table, images: Mapping[str, Image]) -> None:
    """Write the columns that images name into the rows they are of.

    Args:
        connection: The connection of the command under way.
        table: The table.
        images: What is to be written, by the row's id.
    """
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row_id, image in images.items():
        alike[tuple(sorted(image))].append(row_id)
    for names, ids in alike.items():
        statement = update(table).where(table.c.id == bindparam(_KEY))
        compiled = statement.compile(dialect=connection.dialect, column_keys=list(names))
        filled = {
            name: _from_plain(table.c[name], [images[row_id][name] for row_id in ids], connection.dialect)
            for name in names
        }
        filled[_KEY] = ids
        run_many(connection, compiled, filled)


def _from_plain(column: Column[Any], values: list[Any], dialect: Dialect) -> list[Any]:
    """What images hold of a column, as the driver takes it."""
    if isinstance(column.type, UtcDateTime):
        if dialect.name == "sqlite":  # kept there as images keep it
            return values
        made = {stamp: from_stamp(stamp) for stamp in set(values) if stamp is not None}
        return [made.get(stamp) for stamp in values]
    if column.type.python_type is date:
        values = [None if value is None else date.fromisoformat(value) for value in values]
    return bound(column, values, dialect)
