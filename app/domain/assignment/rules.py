"""Who gets a lead: round robin, free room, and when somebody is at work; pure thinking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from app.domain.core.frozen import frozen
from app.domain.core.stamps import to_stamp
from app.domain.core.working import Working

ROUND_ROBIN, LOAD, BY_FIELD = "round_robin", "load", "field"
"""The ways in which a rule chooses."""
MOST_HOURS: Final = 120
"""The furthest ahead that somebody may be at work again."""
_A_DAY: Final = timedelta(hours=24)

NOBODY_NAMED, ALL_FULL, NONE_AT_WORK = "nobody_named", "all_full", "none_at_work"
"""Why nobody gets a lead: the rule names nobody who works here, none of them has room, none is at work soon enough."""
NO_USER, GONE = "no_user", "gone"
"""Why nobody gets a lead by a field: it names nobody who works here, or there is no such field any more."""
NOT_ALLOWED: Final = "not_allowed"
"""Why nobody gets a lead of whoever enters it: their role does not let them give it to another team."""


@dataclass(slots=True)
class Candidate:
    """Somebody who may be given leads, as things are while a decision is made.

    Attributes:
        id: Who; of two who are alike in everything else, the one who came first is served first.
        name: What they are called.
        capacity: How many open leads they may have; any number without it.
        load: How many they have.
        serial: The turn of the last lead they were given; 0 for none.
        served_at: When that was.
        working: When they work; always without it.
    """

    id: str
    name: str
    capacity: int | None = None
    load: int = 0
    serial: int = 0
    served_at: datetime | None = None
    working: Working | None = None

    @property
    def free(self) -> int | None:
        """For how many more leads they have room, which may be less than none; ``None`` for any number."""
        return None if self.capacity is None else self.capacity - self.load

    @property
    def is_full(self) -> bool:
        """Whether they have no room for one more."""
        return self.free is not None and self.free <= 0

    def ahead(self, now: datetime) -> timedelta:
        """How long until they are at work: nothing for who is at work now."""
        return timedelta() if self.working is None else max(self.working.next_open(now) - now, timedelta())


@frozen
class Chosen:
    """The answer.

    Attributes:
        candidate: Who gets the lead; nobody without one.
        why: What it was decided by, as it was before.
        refused: Why nobody does.
    """

    candidate: Candidate | None
    why: dict[str, Any]
    refused: str = ""


def choose(
    candidates: Iterable[Candidate], way: str, now: datetime, *, with_capacity: bool, within_hours: int | None
) -> Chosen:
    """Who of some candidates gets the next lead.

    Who is at work earlier comes first, by buckets of now and each next 24 hours. In a bucket it is who has waited the
    longest, or who has the most room and of those who has waited the longest; no capacity is more room than any.

    Args:
        candidates: Who is asked.
        way: round_robin or load.
        now: The present moment.
        with_capacity: Whether who is full gets nothing.
        within_hours: Within how many hours they must be at work, from 0 for now; it does not matter without it.
    """
    named = list(candidates)
    why: dict[str, Any] = {"way": way, "of": len(named)}
    if not named:
        return Chosen(None, why, NOBODY_NAMED)
    fitting = [each for each in named if not (with_capacity and each.is_full)]
    why["full"] = len(named) - len(fitting)
    if not fitting:
        return Chosen(None, why, ALL_FULL)
    if within_hours is not None:
        buckets = _by_day(fitting, now, timedelta(hours=min(within_hours, MOST_HOURS)))
        why["away"] = len(fitting) - sum(map(len, buckets.values()))
        if not buckets:
            return Chosen(None, why, NONE_AT_WORK)
        why["bucket"] = min(buckets)
        fitting = buckets[min(buckets)]
    best = min(fitting, key=_by_room if way == LOAD else _by_waiting)
    why["served"] = to_stamp(best.served_at) if best.served_at else None
    if way == LOAD or with_capacity:
        why["free"] = best.free
        why["load"] = best.load
    return Chosen(best, why)


def serve(candidate: Candidate, serial: int, now: datetime) -> None:
    """Note that somebody was given a lead, for the decisions after it."""
    candidate.load += 1
    candidate.serial, candidate.served_at = serial, now


def _by_day(candidates: Iterable[Candidate], now: datetime, most: timedelta) -> dict[int, list[Candidate]]:
    """Who is at work soon enough: under 0 those who are now, under 1 those who are within 24 hours, and so on."""
    buckets: dict[int, list[Candidate]] = {}
    for each in candidates:
        ahead = each.ahead(now)
        if ahead <= most:
            buckets.setdefault(-(-ahead // _A_DAY), []).append(each)
    return buckets


def _by_waiting(candidate: Candidate) -> tuple[int, str]:
    return candidate.serial, candidate.id


def _by_room(candidate: Candidate) -> tuple[bool, int, int, str]:
    free = candidate.free
    return free is not None, candidate.load if free is None else -free, *_by_waiting(candidate)
