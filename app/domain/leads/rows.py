"""What the faces see of leads: frozen rows, made by queries, shown by panes and commands."""

from __future__ import annotations

from datetime import datetime

from app.domain.core.frozen import frozen
from app.domain.core.money import Money
from app.words import Words


@frozen
class LeadLine:
    """A lead as one line of a list."""

    id: str
    code: str
    kind: str
    state: str
    status: str
    title: str
    name: str | None
    company: str | None
    topic: str | None
    source: str | None
    rating: str | None
    owner: str | None
    """The owner's name."""
    email: str | None
    phone: str | None
    city: str | None
    country: str | None
    budget: Money | None
    next_contact_at: datetime | None
    last_activity_at: datetime | None
    created_at: datetime
    updated_at: datetime


@frozen
class DuplicateHit:
    """A record that may be the same.

    Attributes:
        kind: lead, contact or account.
        id: Its identity.
        code: Its short code.
        title: What it is called.
        reason: Why it is thought to be the same, in a few words.
        certain: Whether the reason is an address or a number rather than a likeness.
    """

    kind: str
    id: str
    code: str
    title: str
    reason: Words
    certain: bool
