"""Writing mail into the outbox, inside a command under way."""

from __future__ import annotations

from app.domain.outbox.records import OutgoingMail
from app.domain.people.records import User
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.records import Activity

MESSAGE_ID = "message_id"
"""Where the details of an email keep the Message-ID under which it went out."""


def message_id_for(key: str, sender: str | None) -> str:
    """The Message-ID of the mail of a key; always the same."""
    domain = (sender or "").rpartition("@")[2]
    return f"<{key.replace(':', '.')}@{domain if domain.isascii() and domain else 'leadline.invalid'}>"


def post_mail(unit: UnitOfWork, key: str, activity: Activity, sender: User | None, recipient_name: str) -> OutgoingMail:
    """Write an email into the outbox, with the entry of the timeline that says it went.

    Args:
        unit: The command under way.
        key: What it is sent once for.
        activity: The email on the timeline, with address, subject, text and Message-ID.
        sender: Whose mail it is.
        recipient_name: Whom it goes to.
    """
    return unit.add(
        OutgoingMail(
            key=key,
            message_id=activity.details[MESSAGE_ID],
            activity_id=activity.id,
            sender_name=sender.name if sender else "",
            sender=sender.email if sender else None,
            recipient_name=recipient_name,
            recipient=activity.address or "",
            subject=activity.subject,
            text=activity.body or "",
        )
    )
