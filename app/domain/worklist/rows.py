"""What the faces see of the work list."""

from __future__ import annotations

from datetime import datetime

from app.domain.core.frozen import frozen


@frozen
class WorkItem:
    """Something that is to be done.

    Attributes:
        id: Its id, unlike that of any other item.
        source: Which source brought it, such as ``activity``.
        kind: Its kind of work, such as ``call``.
        code: The short code of what lies behind it.
        subject: What it is about; empty where its kind and record say all.
        due_at: When it is to be done.
        late_at: From when on it is overdue.
        promised: Whether somebody waits for it, such as for a call back.
        overdue: Whether it is overdue.
        rating: The rating of the record: hot, warm, cold, or nothing.
        record_kind: The kind of the record it is about.
        record_id: That record.
        record_code: Its short code.
        record_title: What it is called.
        owner_id: Whose it is.
        owner: Their name.
        step: What it has in common with others of one step of a sequence; empty for what belongs to none.
        followed: Whether whoever looks follows the record.
        unread: Whether somebody else noted something on the record since whoever looks looked at it last.
    """

    id: str
    source: str
    kind: str
    code: str
    subject: str
    due_at: datetime
    late_at: datetime
    promised: bool
    overdue: bool
    rating: str
    record_kind: str
    record_id: str
    record_code: str
    record_title: str
    owner_id: str | None
    owner: str
    step: str
    followed: bool
    unread: bool
