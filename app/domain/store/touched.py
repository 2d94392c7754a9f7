"""Touched: what a command did to rows, as those hear of it who show them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import String, Table

from app.domain.core.changes import Change, RowChange
from app.domain.core.fields import LINE_LIMIT
from app.domain.store.base import Base, Record

#: The length of a column for a choice.
_CHOICE = 40


class Images(NamedTuple):
    """A row that was touched, as the log keeps it.

    Attributes:
        table: The row's table.
        row: Its id.
        before: The changed columns as they were, all of them for a row that is gone; ``None`` for one that is new.
        after: The same as they are.
    """

    table: str
    row: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def change_of(seq: int, entries: Iterable[Images], whole: Collection[str] = ()) -> Change:
    """What a command touched; a row without an image is one of many that were inserted at once.

    Args:
        seq: The command's place in the log.
        entries: The rows it touched.
        whole: Tables of which it touched more rows than those.
    """
    entries = list(entries)
    many = {each.table for each in entries if each.before is None and each.after is None}
    return Change(
        seq,
        frozenset({each.table for each in entries} | {*whole}),
        frozenset(each.row for each in entries),
        tuple(_row_change(each) for each in entries if each.table not in many),
        frozenset(many | {*whole}),
    )


def _row_change(entry: Images) -> RowChange:
    images = [image for image in (entry.before, entry.after) if image is not None]
    columns = frozenset(images[0]).union(*images) if len(images) > 1 else frozenset()
    return RowChange(entry.table, entry.row, columns, frozenset(_names(entry.table, images)))


def _names(table: str, images: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    naming = _naming(table)
    for image in images:
        for column, value in image.items():
            if column in naming and isinstance(value, str) and 0 < len(value) <= LINE_LIMIT:
                yield value
                if "@" in value:  # an address, which is compared without capitals
                    yield value.lower()


@cache
def _naming(table: str) -> frozenset[str]:
    """The columns of a table by whose values one of its rows may belong to something that is shown.

    A choice is none of them, nor what nearly every row refers to, such as a user.
    """
    known: Table | None = Base.metadata.tables.get(table)
    if known is None:
        return frozenset()
    return frozenset(
        column.key
        for column in known.columns
        if isinstance(column.type, String)
        and column.type.length != _CHOICE
        and not any(key.column.table.name in _looked_up() for key in column.foreign_keys)
    )


@cache
def _looked_up() -> frozenset[str]:
    """The tables that commands mostly look things up in."""
    kinds = (mapper.class_ for mapper in Base.registry.mappers)
    return frozenset(kind.__tablename__ for kind in kinds if issubclass(kind, Record) and kind.looked_up)
