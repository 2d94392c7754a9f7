"""What the faces see of mail that is to go out."""

from __future__ import annotations

from datetime import datetime

from app.domain.core.frozen import frozen


@frozen
class MailLine:
    """An email in the outbox.

    Attributes:
        id: Which one.
        message_id: Its Message-ID, which stays the same however often it is tried.
        created_at: When it was written.
        sender_name, sender: Who sends it; no address where theirs is not known.
        recipient_name, recipient: Whom it goes to.
        subject: Its subject.
        text: What it says.
        state: waiting or sent.
        sent_at: When it went out.
    """

    id: str
    message_id: str
    created_at: datetime
    sender_name: str
    sender: str | None
    recipient_name: str
    recipient: str
    subject: str
    text: str
    state: str
    sent_at: datetime | None
