"""Stamps: how a moment is written where the order of texts must be the order of time."""

from __future__ import annotations

from datetime import UTC, datetime

_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def to_stamp(moment: datetime) -> str:
    """A moment in UTC as text of fixed width.

    Raises:
        ValueError: It has no offset.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without an offset cannot be stored")
    return moment.astimezone(UTC).strftime(_FORMAT)


def from_stamp(text: str) -> datetime:
    """The moment that a stamp tells."""
    return datetime.fromisoformat(text)
