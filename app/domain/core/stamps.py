"""Stamps: how a moment is written where the order of texts must be the order of time."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

_FORMAT = "%m-%dT%H:%M:%S.%fZ"


@lru_cache(maxsize=512)
def to_stamp(moment: datetime) -> str:
    """A moment in UTC as text of fixed width.

    Raises:
        ValueError: It has no offset.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without an offset cannot be stored")
    utc = moment.astimezone(UTC)
    return f"{utc.year:04}-{utc.strftime(_FORMAT)}"


def from_stamp(text: str) -> datetime:
    """The moment that a stamp tells."""
    return datetime.fromisoformat(text)
