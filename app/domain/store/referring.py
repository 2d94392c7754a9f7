"""What still refers to a record that is put away, in the words that each area gives its own rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Table, func, or_, select

from app.domain.store.base import Base, Counted, Record
from app.domain.store.unit import table_of
from app.words import Said, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session


def naming(session: Session, named: Table, record_id: str) -> Said:
    """What names a record by a foreign key, in words; empty when nothing does.

    Args:
        session: Where to look.
        named: The record's table.
        record_id: Which record.
    """
    return _told(
        session,
        (
            (each.counted_naming, table, or_(*pointing))
            for each, table in _tables()
            if (pointing := [key.parent == record_id for key in table.foreign_keys if key.column.table is named])
        ),
    )


def hanging(session: Session, record_id: str) -> Said:
    """What hangs on a record, as its timeline does, in words; empty when nothing does."""
    return _told(
        session,
        (
            (each.counted_hanging, table, table.c.record_id == record_id)
            for each, table in _tables()
            if "record_id" in table.c
        ),
    )


def _tables() -> Iterator[tuple[type[Record], Table]]:
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Record):
            yield mapper.class_, table_of(mapper.class_)


def _told(session: Session, found: Iterator[tuple[Counted | None, Table, ColumnElement[bool]]]) -> Said:
    """How many rows there are of each, by turn; those that were put away themselves do not count."""
    wanted = [(each, table, condition) for each, table, condition in found if each is not None]
    told = []
    for each, table, condition in sorted(wanted, key=lambda each: each[0].turn):
        living = [table.c.deleted_at.is_(None)] if "deleted_at" in table.c else []
        number = session.scalar(select(func.count()).select_from(table).where(condition, *living)) or 0
        if number:
            told.append(each.words(number))
    return listed(told)
