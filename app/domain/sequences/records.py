"""The stored truth about sequences: their versions, the records that go through them, and the steps these reached."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import Counted, Record
from app.domain.store.types import Code, Document, Id, Line
from app.words import say_many


class Sequence(Record):
    """Steps that follow each other in time, as managers lay them out."""

    __tablename__ = "sequence"
    looked_up = True
    __table_args__ = (Index("uq_sequence_key", "key", unique=True),)

    code: Mapped[Code] = mapped_column(unique=True)
    key: Mapped[Code]
    """The code that its definition has in a file; it stays what it is."""
    name: Mapped[Line]
    state: Mapped[Code] = mapped_column(default="draft")
    """draft, active or inactive; only an active one can be begun."""
    edition: Mapped[int] = mapped_column(default=1)
    """The newest of its versions."""


class SequenceVersion(Record):
    """A sequence as it was laid out at one time; records go on with the version that they began with."""

    __tablename__ = "sequence_version"
    looked_up = True
    __table_args__ = (Index("uq_sequence_version_sequence_edition", "sequence_id", "edition", unique=True),)

    sequence_id: Mapped[Id] = mapped_column(ForeignKey("sequence.id", deferrable=True, initially="DEFERRED"))
    edition: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(Document)
    """The definition as plain JSON; see ``app.domain.sequences.definitions``."""


class SequenceInstance(Record):
    """A record's way through a version of a sequence; it goes through one at a time."""

    __tablename__ = "sequence_instance"
    __table_args__ = (
        Index(
            "uq_sequence_instance_under_way",
            "record_id",
            unique=True,
            sqlite_where=text("status = 'active'"),
            info={"where": text("status = 'active'")},
        ),
        Index("ix_sequence_instance_record", "record_id", "id"),
        Index("ix_sequence_instance_sequence", "sequence_id", "status"),
    )
    counted_hanging = Counted(8, lambda number: say_many("{n} sequence", "{n} sequences", number))

    sequence_id: Mapped[Id] = mapped_column(ForeignKey("sequence.id", deferrable=True, initially="DEFERRED"))
    version_id: Mapped[Id] = mapped_column(ForeignKey("sequence_version.id", deferrable=True, initially="DEFERRED"))
    record_kind: Mapped[Code]
    """lead or opportunity."""
    record_id: Mapped[Id]
    status: Mapped[Code] = mapped_column(default="active")
    """active, finished (it came to the end) or stopped (something ended it before)."""
    reason: Mapped[Code | None]
    """What ended it: end, moved, replied, disqualified, closed, do_not_contact, exit, deleted, disconnected or loop."""
    way: Mapped[Code]
    """How it began: hand, query, rule or move."""
    started_by_id: Mapped[Id | None] = mapped_column(
        ForeignKey("user_account.id", deferrable=True, initially="DEFERRED")
    )
    """Who connected it; nobody for a rule."""
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    number: Mapped[int] = mapped_column(default=0)
    """How many steps it has reached; the last of them is under way while it is active."""
    fits: Mapped[bool] = mapped_column(default=True)
    """Whether its record has fitted the rule of the sequence ever since; begun anew only when it came back to it."""


class ReachedStep(Record):
    """A step that a record came to, and what became of it."""

    __tablename__ = "sequence_step"
    __table_args__ = (
        Index("uq_sequence_step_instance_number", "instance_id", "number", unique=True),
        Index(
            "ix_sequence_step_activity",
            "activity_id",
            sqlite_where=text("activity_id IS NOT NULL"),
            info={"where": text("activity_id IS NOT NULL")},
        ),
        Index(
            "ix_sequence_step_under_way",
            "owner_id",
            "due_at",
            sqlite_where=text("done_at IS NULL"),
            info={"where": text("done_at IS NULL")},
        ),
    )

    instance_id: Mapped[Id] = mapped_column(ForeignKey("sequence_instance.id", deferrable=True, initially="DEFERRED"))
    number: Mapped[int]
    """Which of the instance's steps it is, from 1."""
    step: Mapped[Code]
    """Its code in the definition."""
    kind: Mapped[Code]
    owner_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    """Whose step it is: the owner of the record when it was reached."""
    reached_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    """When it is to be done, a wait is over, or a branch waits no longer."""
    activity_id: Mapped[Id | None] = mapped_column(ForeignKey("activity.id", deferrable=True, initially="DEFERRED"))
    """The entry of the timeline that it was made into, once it was due."""
    done_at: Mapped[datetime | None]
    ending: Mapped[Code | None]
    """done, skipped, yes, no or stopped."""
    note: Mapped[Line | None]
    """Why it was skipped, where the program did so: do_not_phone, do_not_email, no_address, came_back or refused."""
