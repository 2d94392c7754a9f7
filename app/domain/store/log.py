"""The change log: who changed which row, when, by which command, and what it was before."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.core.stamps import to_stamp
from app.domain.store.base import Base
from app.domain.store.types import Code, Document, Id, Line

Number: Final = BigInteger().with_variant(Integer(), "sqlite")
"""The type of numbers that are given out one after the other."""

#: Columns that change with every write and say nothing about its meaning.
HOUSEKEEPING = frozenset({"version", "updated_at"})


_UNFINISHED = text("rest IS NOT NULL")


class CommandEntry(Base):
    """One transaction: a person's (or the system's) command that changed something. Never altered afterwards.

    A command over much works in pieces, each a transaction and an entry of its own, of which the first stands for
    all; that one alone is altered, until the last piece is done.
    """

    __tablename__ = "command_log"
    __table_args__ = (
        Index("ix_command_log_actor", "actor_id", "seq"),
        Index("ix_command_log_undoes", "undoes"),
        Index("ix_command_log_subject", "subject_id"),
        Index("ix_command_log_part_of", "part_of"),
        Index("ix_command_log_rest", "seq", sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED),
    )

    seq: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    actor_id: Mapped[Id | None]
    name: Mapped[Code]
    """The command's name, such as ``lead.qualify``."""
    summary: Mapped[Line]
    """What happened, in an English sentence."""
    said: Mapped[Line | None]
    """The same as ``app.words.stored`` keeps it, to be told in any language."""
    subject_kind: Mapped[Code | None]
    subject_id: Mapped[Id | None]
    undoes: Mapped[int | None] = mapped_column(Number)
    """The command this one takes back; a redo takes back an undo."""
    part_of: Mapped[int | None] = mapped_column(Number)
    """The command of which this is a later piece."""
    rest: Mapped[dict[str, Any] | None] = mapped_column(Document)
    """What is left to do of a command that works in pieces; empty once it is done."""


class ChangeEntry(Base):
    """One row's change inside a command. Never altered afterwards."""

    __tablename__ = "change_log"
    __table_args__ = (
        Index("ix_change_log_command", "command_seq"),
        Index("ix_change_log_row", "row_id", "command_seq"),
    )

    seq: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    command_seq: Mapped[int] = mapped_column(
        Number, ForeignKey("command_log.seq", deferrable=True, initially="DEFERRED")
    )
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[Id]
    operation: Mapped[str] = mapped_column(String(6))
    """insert, update or delete."""
    before: Mapped[dict[str, Any] | None] = mapped_column(Document)
    """The changed columns as they were (all of them for a delete)."""
    after: Mapped[dict[str, Any] | None] = mapped_column(Document)
    """The changed columns as they became; empty for rows inserted in bulk, whose row is its own image."""
    row_sum: Mapped[int | None] = mapped_column(BigInteger)
    """Of a row inserted in bulk: a sum of its values, see ``digests``."""


def to_plain(value: Any) -> Any:
    """A column's value as JSON keeps it."""
    if isinstance(value, datetime):
        return to_stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
