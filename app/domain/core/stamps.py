"""Stamps: how a moment is written where the order of texts must be the order of time."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final

from app.words import Message, in_context

DAMAGED: Final[Message] = in_context("a value", "damaged")
"""What stands in the place of a moment, a day or a document that cannot be read."""
_DAMAGED_YEAR: Final = 1
_DAMAGED_MOMENT: Final = datetime(_DAMAGED_YEAR, 1, 3, tzinfo=UTC)  # so that it is of that year in any zone
_DAMAGED_DAY: Final = _DAMAGED_MOMENT.date()

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


def is_damaged(value: date) -> bool:
    """Whether a day or a moment stands for one that cannot be read."""
    return value.year == _DAMAGED_YEAR


def kept_moment(kept: Any) -> datetime:
    """The moment that a database holds; one that stands for damage where it is none."""
    try:
        moment = from_stamp(kept)
    except (ValueError, TypeError):
        return _DAMAGED_MOMENT
    return moment if moment.tzinfo is not None else _DAMAGED_MOMENT


def kept_day(kept: Any) -> date:
    """The day that a database holds; one that stands for damage where it is none."""
    try:
        return date.fromisoformat(kept)
    except (ValueError, TypeError):
        return _DAMAGED_DAY


class DamagedDocument(dict[str, Any]):
    """An empty document in the place of one that cannot be read."""


def kept_document(kept: Any) -> Any:
    """The document that a database holds; an empty one that stands for damage where it is none."""
    try:
        found = json.loads(kept)
    except (ValueError, TypeError):
        return DamagedDocument()
    return found if isinstance(found, dict | list) else DamagedDocument()
