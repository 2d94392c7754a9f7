"""The base of every record: its table's conventions, its identity and its version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar, Final, NamedTuple

from sqlalchemy import Boolean, Integer, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from app.domain.store.types import Document, Id, UtcDateTime

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


FOLLOWS: Final = {"follows": True}
"""Marks a derived column: it follows from others or from later events, and never prevents an undo."""
KEY: Final = {"follows": True, "silent": True}
"""Marks a derived column for finding and sorting alone: history leaves it out."""
TEXTS: Final = {"texts": True}
"""Marks a document that is a list of texts which conditions compare."""
UNLOGGED: Final = {"unlogged": True}
"""Marks a column, or a table, whose changes are no commands and not in the log."""


CONTENT: Final = {"content": True}
"""Marks a column that names a content by its SHA-256; beside it, ``size`` says how many bytes that has."""


class Base(DeclarativeBase):
    """What the tables share: names of constraints by convention, so that migrations work on both databases."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: Document,
        list[str]: Document,
        bool: Boolean,
        int: Integer,
    }


class Counted(NamedTuple):
    """How rows are counted where it is told what refers to a record that is put away."""

    turn: int
    """Theirs in the sentence, the smallest first."""
    words: Callable[[int], str]
    """So many of them, in words."""


class Record(Base):
    """A row that the change log follows: it has an identity, a version and two moments."""

    __abstract__ = True
    looked_up: ClassVar[bool] = False
    """Whether commands load these records mostly to look at them; then loading one does not lock it."""
    counted_naming: ClassVar[Counted | None] = None
    """What these are called as those that name a record by a foreign key; without it they are not told of."""
    counted_hanging: ClassVar[Counted | None] = None
    """What these are called as those that hang on a record of any kind; without it they are not told of."""

    id: Mapped[Id] = mapped_column(primary_key=True, sort_order=-10)
    """Time-ordered identity; never reused."""
    version: Mapped[int] = mapped_column(sort_order=-9)
    """Grows by one with each change; a writer with an older one is told of the conflict."""
    created_at: Mapped[datetime] = mapped_column(sort_order=-8)
    updated_at: Mapped[datetime] = mapped_column(sort_order=-7)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it with the class
        """The version guards every UPDATE and DELETE."""
        return {"version_id_col": cls.version, "eager_defaults": False}


def marked(table: Table, mark: str) -> frozenset[str]:
    """The columns of a table that carry a mark: ``follows``, ``silent`` or ``unlogged``."""
    return frozenset(column.name for column in table.c if column.info.get(mark))


def hanging_tables(tables: Mapping[str, Table]) -> list[Table]:
    """The tables whose rows hang on a record of any kind, which they name without a foreign key."""
    return [table for table in tables.values() if {"record_kind", "record_id"} <= set(table.c.keys())]
