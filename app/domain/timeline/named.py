"""What is read of timelines by name, and what its rows are."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from app.domain.store.named import Named


class EntryRow(NamedTuple):
    """An entry of a timeline, column by column, and when the reader last looked at it."""

    id: str
    code: str
    kind: str
    status: str
    subject: str
    body: str | None
    at: datetime
    author: str | None
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
    version: int
    created_at: datetime
    looked_at: datetime | None


class PersonRow(NamedTuple):
    """Somebody who takes part in an activity."""

    activity_id: str
    name: str


class ReplyRow(NamedTuple):
    """An answer to a post."""

    parent_id: str
    id: str
    code: str
    author: str | None
    body: str | None
    at: datetime
    author_id: str | None
    created_at: datetime


PAGE: Final = Named("app.domain.timeline", "timeline.page", EntryRow)
PAGE_PEOPLE: Final = Named("app.domain.timeline", "timeline.page.people", PersonRow)
PAGE_REPLIES: Final = Named("app.domain.timeline", "timeline.page.replies", ReplyRow)
ENTRY: Final = Named("app.domain.timeline", "timeline.entry", EntryRow)
ENTRY_PEOPLE: Final = Named("app.domain.timeline", "timeline.entry.people", PersonRow)
ENTRY_REPLIES: Final = Named("app.domain.timeline", "timeline.entry.replies", ReplyRow)
