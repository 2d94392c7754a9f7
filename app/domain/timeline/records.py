"""The stored truth about activities: one table for every kind, one link table that orders the timelines."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import KEY, UNLOGGED, Counted, Record
from app.domain.store.types import Code, Document, Id, Line, Prose
from app.words import say_many


def _where_given(name: str, column: str) -> Index:
    """An index of the few rows that have a value in a column.

    With all the empty ones in it, SQLite takes a value for as frequent as emptiness, and reads the whole table.
    PostgreSQL's migrations find the condition in ``info``: naming that dialect here would load it at every start.
    """
    given = text(f"{column} IS NOT NULL")
    return Index(name, column, sqlite_where=given, info={"where": given})


class Activity(Record):
    """A phone call, email, appointment, task, note or post, or an event of the system."""

    __tablename__ = "activity"
    __table_args__ = (
        _where_given("ix_activity_parent", "parent_id"),
        Index("ix_activity_open", "status", "due_at"),
        Index("ix_activity_start", "kind", "start_at"),
        Index("ix_activity_owner", "owner_id", "status", "at"),
        Index("ix_activity_author", "author_id", "kind", "at"),
        Index("ix_activity_external_id", "external_id"),
        Index("ix_activity_pinned", "id", sqlite_where=text("pinned = 1"), info={"where": text("pinned")}),
    )

    code: Mapped[Code] = mapped_column(unique=True)
    kind: Mapped[Code]
    """call, email, appointment, task, note, post, or system (an event the program recorded)."""
    status: Mapped[Code]
    """planned, open, completed or cancelled; notes, posts and events are completed."""
    subject: Mapped[Line]
    body: Mapped[Prose | None]
    at: Mapped[datetime]
    """Where it stands on the timeline: when it took place, starts or is due."""
    author_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    """Who logged it; empty for what the system did itself."""
    owner_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    """Who is to do it."""
    direction: Mapped[Code | None]
    """in or out, for calls and emails."""
    address: Mapped[Line | None]
    """The number called or the email address written to or from."""
    outcome: Mapped[Line | None]
    """How a call or an appointment ended, in a few words."""
    duration_seconds: Mapped[int | None]
    start_at: Mapped[datetime | None]
    end_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    priority: Mapped[Code | None]
    """low, normal or high."""
    place: Mapped[Line | None]
    pinned: Mapped[bool] = mapped_column(default=False)
    parent_id: Mapped[Id | None] = mapped_column(ForeignKey("activity.id", deferrable=True, initially="DEFERRED"))
    """The post that a reply answers."""
    event: Mapped[Code | None]
    """For kind system: what happened, such as status_changed."""
    details: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    """For kind system: the values of the event, such as from and to."""
    search_text: Mapped[Prose] = mapped_column(default="", info=KEY)
    external_id: Mapped[Line | None]
    import_key: Mapped[Line | None] = mapped_column(index=True)
    deleted_at: Mapped[datetime | None]


class TimelineLink(Record):
    """An activity on a record's timeline; the same activity can stand on several."""

    __tablename__ = "timeline_link"
    __table_args__ = (
        Index("ix_timeline_link_record", "record_id", "at", "activity_id"),
        Index("ix_timeline_link_activity", "activity_id"),
    )
    counted_hanging = Counted(1, lambda number: say_many("{n} timeline entry", "{n} timeline entries", number))

    record_kind: Mapped[Code]
    """lead, opportunity, contact or account."""
    record_id: Mapped[Id]
    activity_id: Mapped[Id] = mapped_column(ForeignKey("activity.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]
    """The activity's own ``at``, repeated so that one index orders the timeline."""


class Participant(Record):
    """Someone who takes part in an activity: a contact, a colleague, or a bare name or address."""

    __tablename__ = "participant"
    __table_args__ = (
        Index("ix_participant_activity", "activity_id"),
        _where_given("ix_participant_contact", "contact_id"),
        _where_given("ix_participant_user", "user_id"),
    )
    counted_naming = Counted(5, lambda number: say_many("{n} activity", "{n} activities", number))

    activity_id: Mapped[Id] = mapped_column(ForeignKey("activity.id", deferrable=True, initially="DEFERRED"))
    role: Mapped[Code]
    """required, optional, from, to, cc or mentioned."""
    contact_id: Mapped[Id | None] = mapped_column(ForeignKey("contact.id", deferrable=True, initially="DEFERRED"))
    user_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    name: Mapped[Line]
    address: Mapped[Line | None]


class LastLook(Record):
    """When a user last looked at a record's timeline; what came since is marked as new."""

    __tablename__ = "last_look"
    __table_args__ = (Index("uq_last_look_user_record", "user_id", "record_id", unique=True), {"info": UNLOGGED})

    user_id: Mapped[Id]
    record_id: Mapped[Id]
    at: Mapped[datetime]
