"""Quick reading: what a command only reads, asked of SQLite alone, long before a workspace would be open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from app.domain.people.seats import find_seat
from app.domain.store.named import NamedReader
from app.start.cold_reader import NotPreparedError, cold_reader

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from app.settings import Settings

T = TypeVar("T")
RecordQuery = Callable[[NamedReader, str], T]
"""Reads, by named statements, what a reference is about."""


def read_quickly(settings: Settings, query: RecordQuery[T], ref: str) -> tuple[T, ZoneInfo] | None:
    """What a query answers, and the zone of the user it answers to; ``None`` where it takes a workspace to say.

    It takes one where the database is not a SQLite file of this version, or where nobody of the name works: the
    workspace brings it up to date, or says in words what is wrong.

    Args:
        settings: Which database, which user, which zone.
        query: What is read.
        ref: About which record.

    Raises:
        Refusal: What the query refuses.
    """
    path = settings.address.path
    if path is None:
        return None
    try:
        with cold_reader(path) as reader:
            seat = find_seat(reader, settings.user, settings.login)
            if seat is not None:
                zone = settings.seat(seat)
                return query(reader, ref), zone
    except NotPreparedError:
        pass
    return None
