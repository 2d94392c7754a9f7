"""Where a lead stands in a queue: its rank, why it rests, and until when; thought through without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app.domain.calling.rules import Attempt, Caps, held
from app.domain.callqueue.dispositions import Disposition

LAST_RANK: Final = 2**62
"""Behind every lead."""
FIRST_CALLBACK: Final = -(10**13)
"""The smallest rank of a callback that is due."""
_GIVEN_BACK: Final = -2 * 10**13
_OF_PRIORITY: Final = 10**13
_OF_ATTEMPTS: Final = 10**10
_MOST_ATTEMPTS: Final = 999
_MOST_PRIORITY: Final = 99
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EXHAUSTED: Final = "exhausted"
ATTEMPTS: Final = "attempts"
RECYCLED: Final = "recycled"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a lead is like, as far as a queue cares.

    Attributes:
        phone: Its number, E.164.
        bucket: Its country and possible zones; empty where none is known.
        zones: The names of those zones.
        priority: Which of the queue's conditions that come first it fulfils; the smallest comes first.
        touched_at: When something last happened with it.
        fits: Whether the queue's condition holds.
        open: Whether it may still be worked on: neither closed nor deleted.
        blocked: Why it must not be called, as a code; empty where it may.
    """

    phone: str | None
    bucket: str
    zones: tuple[str, ...]
    priority: int
    touched_at: datetime | None
    fits: bool
    open: bool
    blocked: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a lead stands in a queue; the columns of its entry."""

    state: str = "ready"
    reason: str = ""
    bucket: str = ""
    rank: int = 0
    phone: str | None = None
    attempts: int = 0
    counted_from: datetime | None = None
    next_at: datetime | None = None
    recycle_at: datetime | None = None
    recycled: Mapping[str, int] = field(default_factory=dict)
    callback_at: datetime | None = None
    callback_by_id: str | None = None
    closed: str = ""
    fits: bool = True

    @classmethod
    def of(cls, row: Any) -> Standing:
        """That of an entry, a row or a record."""
        return cls(**{name: getattr(row, name) for name in cls.__slots__})

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the entry."""
        return {name: getattr(self, name) for name in self.__slots__}


def rank_of(priority: int, attempts: int, touched_at: datetime | None) -> int:
    """The order in which leads are called, as one number: priority, fewest attempts, oldest touch."""
    touch = 0 if touched_at is None else max(0, int((touched_at - _EPOCH) / timedelta(seconds=1)))
    return (
        min(priority, _MOST_PRIORITY) * _OF_PRIORITY
        + min(attempts, _MOST_ATTEMPTS) * _OF_ATTEMPTS
        + min(touch, _OF_ATTEMPTS - 1)
    )


def callback_rank(at: datetime) -> int:
    """The order of callbacks that are due, before all others, the longest due first."""
    return FIRST_CALLBACK + max(0, int((at - _EPOCH) / timedelta(seconds=1)))


def first_rank(at: datetime) -> int:
    """Before everything: a lead that its agent gets again because its disposition was undone."""
    return _GIVEN_BACK + max(0, int((at - _EPOCH) / timedelta(seconds=1)))


def why(rank: int) -> str:
    """Why a lead was next, as a code, from the rank it had in the hopper."""
    if rank < FIRST_CALLBACK:
        return "undone"
    if rank < 0:
        return "callback"
    return "priority" if rank < _OF_PRIORITY else "order"


def priority_of(rank: int) -> int:
    """The priority in a rank."""
    return rank // _OF_PRIORITY


def touched_in(rank: int) -> datetime | None:
    """When something last happened with a lead, to the second, from its rank."""
    seconds = rank % _OF_ATTEMPTS
    return _EPOCH + timedelta(seconds=seconds) if seconds else None


def judged(before: Standing, facts: Facts, caps: Caps, calls: Sequence[Attempt], now: datetime) -> Standing:
    """Where a lead stands now.

    Args:
        before: Where it stood.
        facts: What it is like.
        caps: How often its queue lets a number be called.
        calls: The calls to its number so far, whoever made them.
        now: The present moment.
    """
    since = before.counted_from
    counted = sum(since is None or each.at >= since for each in calls)
    state, reason, next_at = _state(before, facts, caps, calls, counted, now)
    return replace(
        before,
        state=state,
        reason=reason,
        next_at=next_at,
        bucket=facts.bucket,
        rank=rank_of(facts.priority, counted, facts.touched_at),
        phone=facts.phone,
        attempts=counted,
        fits=facts.fits,
    )


def _state(  # noqa: PLR0911 - one reason after the other
    before: Standing, facts: Facts, caps: Caps, calls: Sequence[Attempt], counted: int, now: datetime
) -> tuple[str, str, datetime | None]:
    """Its state, the reason, and until when it waits."""
    if not facts.open:
        return "done", "closed", None
    if before.closed and before.closed != EXHAUSTED and before.callback_at is None:
        return "done", before.closed, None
    if facts.blocked:
        return "blocked", facts.blocked, None
    if before.callback_at is not None:
        return "callback", "", None
    if not facts.fits:
        return "done", "condition", None
    if before.closed == EXHAUSTED:
        return EXHAUSTED, RECYCLED, None
    if caps.total is not None and counted >= caps.total:
        return EXHAUSTED, ATTEMPTS, None
    rest = held(calls, now, facts.zones, replace(caps, total=None))
    if before.recycle_at is not None and before.recycle_at > max(now, rest.until if rest else now):
        return "waiting", "recycle", before.recycle_at
    if rest is not None:
        return "waiting", rest.why, rest.until
    return "ready", "", None


def disposed(
    before: Standing,
    disposition: Disposition,
    now: datetime,
    *,
    callback_at: datetime | None = None,
    callback_by_id: str | None = None,
) -> Standing:
    """Where a lead stands once a call to it ended so, before the rules of its queue are looked at.

    Args:
        before: Where it stood.
        disposition: How the call ended.
        now: When.
        callback_at: When they are called back.
        callback_by_id: By whom; by anyone without it.
    """
    plain = replace(before, callback_at=None, callback_by_id=None, recycle_at=None, closed="")
    if disposition.callback and callback_at is not None:
        return replace(plain, callback_at=callback_at, callback_by_id=callback_by_id)
    if disposition.final:
        return replace(plain, closed=disposition.code)
    times = before.recycled.get(disposition.code, 0) + 1
    if disposition.most is not None and times > disposition.most:
        return replace(plain, closed=EXHAUSTED)
    recycle = disposition.recycle_seconds
    return replace(
        plain,
        recycled={**before.recycled, disposition.code: times},
        recycle_at=now + timedelta(seconds=recycle) if recycle else None,
    )
