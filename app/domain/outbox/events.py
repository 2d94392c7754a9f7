"""What is heard of mail that went out, told to the areas above inside the same transaction."""

from __future__ import annotations

from app.domain.core.frozen import frozen


@frozen
class MailAnswered:
    """Somebody opened an email of ours, or followed a link in it.

    Attributes:
        activity_id: The email on the timeline.
        what: opened or clicked.
    """

    activity_id: str
    what: str
