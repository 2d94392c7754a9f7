"""The stored truth about the assistant: cards that a user has put off or dismissed, and reminders given."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import Record
from app.domain.store.types import Code, Id, Line


class CardState(Record):
    """What a user said about one assistant card."""

    __tablename__ = "card_state"
    __table_args__ = (Index("uq_card_state_user_card", "user_id", "card", unique=True),)

    user_id: Mapped[Id]
    record_id: Mapped[Id] = mapped_column(index=True)
    card: Mapped[Line]
    """The card's key: its kind and what it is about."""
    snoozed_until: Mapped[datetime | None]
    dismissed_at: Mapped[datetime | None]


class Reminder(Record):
    """A user was reminded of an activity: of its beginning, that it is due, or that it is overdue."""

    __tablename__ = "reminder"
    __table_args__ = (Index("ix_reminder_user", "user_id", "created_at"),)

    user_id: Mapped[Id]
    activity_id: Mapped[Id] = mapped_column(index=True)
    what: Mapped[Code]
    """soon, due or overdue."""
    at: Mapped[datetime]
    """The moment the activity begins, or was due."""
