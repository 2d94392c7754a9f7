"""What the faces see of the timeline."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.core.frozen import frozen


@frozen
class Reply:
    """An answer to a post."""

    id: str
    code: str
    author: str
    body: str
    at: datetime


@frozen
class TimelineEntry:
    """An activity or event as one entry of a timeline."""

    id: str
    code: str
    kind: str
    """call, email, appointment, task, note, post or system."""
    status: str
    """planned, open, completed or cancelled."""
    subject: str
    body: str | None
    at: datetime
    author: str | None
    """The author's name; ``None`` for what the system did."""
    author_id: str | None
    owner_id: str | None
    direction: str | None
    address: str | None
    outcome: str | None
    duration_seconds: int | None
    start_at: datetime | None
    end_at: datetime | None
    due_at: datetime | None
    priority: str | None
    place: str | None
    pinned: bool
    event: str | None
    details: dict[str, Any]
    people: tuple[str, ...]
    """Names of those who take part."""
    replies: tuple[Reply, ...]
    is_new: bool
    """Whether it came since the user last looked, by somebody else."""
    version: int


@frozen
class TimelineFilter:
    """Which entries of a timeline, in which order.

    Attributes:
        kinds: Kinds to show; empty for all.
        status: ``open`` (planned or open), ``overdue``, ``closed``, or empty for all.
        search: Words to find in subjects and bodies.
        person: A participant's or author's name, or empty.
        since: Only entries from this moment on.
        until: Only entries before this moment.
        newest_first: The order.
    """

    kinds: tuple[str, ...] = ()
    status: str = ""
    search: str = ""
    person: str = ""
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = True


@frozen
class TimelinePage:
    """A run of entries; ``next`` continues it, and is empty at the end."""

    entries: tuple[TimelineEntry, ...]
    next: str
    total: int
    """How many entries the timeline has with this filter, counted only when asked; else -1."""


@frozen
class AgendaLine:
    """One thing of a user's day.

    Attributes:
        kind: appointment, task, call, email, or next_contact for a lead to get in touch with.
        at: When it starts or is due.
        end_at: When an appointment ends.
        title: What it is.
        record_kind: The record it is about.
        record_id: The record it is about.
        record_title: That record's title.
        activity_id: The activity, or ``None`` for a next contact.
        code: The activity's short code, or the lead's.
        overdue: Whether its day has passed.
    """

    kind: str
    at: datetime
    end_at: datetime | None
    title: str
    record_kind: str
    record_id: str
    record_title: str
    activity_id: str | None
    code: str
    overdue: bool
