"""What the faces see of the assistant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Card:
    """A reminder or notice about a record, with the reason it is there and what can be done.

    Attributes:
        key: What snoozing and dismissing refer to: the kind and what it is about.
        kind: meeting_soon, meeting_today, recent_meeting, due_today, overdue, next_contact_today,
            next_contact_missed, no_activity, post_reply, mention, possible_duplicate, close_soon, close_missed.
        urgency: 0 (now) to 3 (when there is time); cards are ordered by it.
        title: What it is, in a few words.
        reason: Why it is here, in a few words.
        record_kind: The record it is about.
        record_id: The record it is about.
        record_title: That record's title.
        activity_id: The activity behind it, if there is one.
        other_id: For a possible duplicate: the other record.
        at: The moment it is about.
        actions: Command words in order of use, such as open, complete, reschedule, call, email, compare, notes.
    """

    key: str
    kind: str
    urgency: int
    title: str
    reason: str
    record_kind: str
    record_id: str
    record_title: str
    activity_id: str | None
    other_id: str | None
    at: datetime | None
    actions: tuple[str, ...]
