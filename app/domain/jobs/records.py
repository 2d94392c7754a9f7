"""The stored truth about jobs: what is to be done, when, and how far it has come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import UNLOGGED, Record
from app.domain.store.types import Code, Document, Id, Line


class Job(Record):
    """Something to be done when its moment comes.

    That it was scheduled or called off is logged and undone with the command that did so. How far it has come is
    neither: an undo must not have it done again.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("uq_job_key", "key", unique=True),
        Index("ix_job_state_due", "state", "due_at", "id"),
        Index("ix_job_subject", "subject_id", "name"),
    )

    name: Mapped[Code]
    """What is done, such as ``lead.next_contact_arrived``; the command's name in the log."""
    key: Mapped[Line]
    """What it is done once for: a second job of the same key is never made."""
    title: Mapped[Line]
    """What is done, in words, for the list of jobs."""
    subject_kind: Mapped[Code | None]
    subject_id: Mapped[Id | None]
    """The record it is about."""
    due_at: Mapped[datetime]
    payload: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    """What it needs to know beside its record, as JSON keeps it."""
    state: Mapped[Code] = mapped_column(default="waiting", info=UNLOGGED)
    """waiting, running, done or failed."""
    attempts: Mapped[int] = mapped_column(default=0, info=UNLOGGED)
    """How often it was begun."""
    retry_at: Mapped[datetime | None] = mapped_column(info=UNLOGGED)
    """Until when it rests after a failure."""
    lease: Mapped[Id | None] = mapped_column(info=UNLOGGED)
    """Who runs it: a name made anew for each claim."""
    lease_until: Mapped[datetime | None] = mapped_column(info=UNLOGGED)
    """When somebody else may take it, because who runs it has not been heard of since."""
    last_error: Mapped[Line | None] = mapped_column(info=UNLOGGED)
    """Why it failed last, in a sentence."""
    finished_at: Mapped[datetime | None] = mapped_column(info=UNLOGGED)
