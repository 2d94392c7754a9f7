"""Counting: how many rows fit a condition, counted again only where a change can have made it another number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from app.domain.core.counts import Count
from app.domain.store.sources import columns_of

if TYPE_CHECKING:
    from sqlalchemy import Select

    from app.domain.core.changes import Change
    from app.domain.store.database import Reader
    from app.domain.store.desk import Desk

K = TypeVar("K")


def counts(
    desk: Desk,
    wanted: Iterable[K],
    counting: Callable[[Reader], Callable[[K], Select[int]]],
    known: Mapping[K, Count],
    changes: Iterable[Change],
) -> dict[K, Count]:
    """Counts by what they are of; nothing is asked where all that is known still holds.

    Args:
        desk: Who asks.
        wanted: What is to be counted.
        counting: Makes a function that makes the statement that counts each.
        known: What was counted before.
        changes: What was committed since.
    """
    day = desk.now().astimezone(desk.zone).date()
    wanted, changes = tuple(wanted), tuple(changes)
    found = {key: known[key] for key in wanted if key in known and known[key].day == day and known[key].holds(changes)}
    if missing := [key for key in wanted if key not in found]:
        with desk.read() as reader:
            statement_of = counting(reader)
            for key in missing:
                statement = statement_of(key)
                found[key] = Count(int(reader.scalar(statement)), day, columns_of(statement))
    return found
