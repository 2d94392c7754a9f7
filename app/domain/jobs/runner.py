"""Running jobs: claimed with a lease, done in the transaction that marks them done, tried again when they fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update

from app.domain.core.errors import Refusal
from app.domain.core.ids import new_id
from app.domain.jobs import rules
from app.domain.jobs.handlers import HANDLERS
from app.domain.jobs.records import Job
from app.domain.jobs.rows import Claim, JobRun
from app.domain.jobs.scheduling import title_of
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork, table_of
from app.words import in_english, say

JOB = table_of(Job)
BATCH = 20
"""Jobs claimed at once; whoever claims them holds on to them until it has come to each."""
_LONGEST_ERROR = 300
_CLAIMED = (
    JOB.c.id,
    JOB.c.name,
    JOB.c.title,
    JOB.c.subject_kind,
    JOB.c.subject_id,
    JOB.c.due_at,
    JOB.c.payload,
    JOB.c.attempts,
    JOB.c.lease,
)


class LostError(Exception):
    """The job is somebody else's by now, or was called off: what was done for it must not stand."""


class Runner:
    """Does what is due, for one program; any number of them may run at once."""

    def __init__(self, desk: Desk) -> None:
        """Run jobs with a desk's database and clock, in nobody's name."""
        self._desk = desk

    def run(self, limit: int | None = None, stopped: Callable[[], bool] = lambda: False) -> Iterator[JobRun]:
        """Do the jobs that are due, the longest due first, and tell how each ended.

        Args:
            limit: How many at the most; all that are due without it.
            stopped: Whether to begin no more.

        Raises:
            ReadOnly: The session was started for reading only.
        """
        done = 0
        while (limit is None or done < limit) and not stopped():
            since = self._desk.now()
            claims = self._claim(since, BATCH if limit is None else min(BATCH, limit - done))
            if not claims:
                return
            done += len(claims)
            try:
                while claims and not stopped():
                    now = self._desk.now()
                    if not since <= now < since + rules.LEASE / 2:
                        claims, since = self._held(claims, now), now
                    if claims:
                        yield self._do(claims[0], now)
                        claims = claims[1:]
            finally:
                self._let_go(claims)

    def _claim(self, now: datetime, count: int) -> list[Claim]:
        """Take jobs that are due and nobody's; each is taken by one program only."""
        lease = new_id(now).hex
        taken = {"state": "running", "attempts": JOB.c.attempts + 1, "lease": lease, "lease_until": now + rules.LEASE}
        claims: list[Claim] = []
        with self._write("job.claim", now) as unit:
            for free in (abandoned(now), due(now)):
                wanted = select(JOB.c.id).where(free).order_by(JOB.c.due_at, JOB.c.id).limit(count - len(claims))
                chosen = wanted.with_for_update(skip_locked=True).cte("chosen")
                taking = update(JOB).where(JOB.c.id.in_(select(chosen.c.id))).values(taken).returning(*_CLAIMED)
                claims += map(_claim_of, unit.session.execute(taking))
        return sorted(claims, key=lambda each: (each.due_at, each.id))

    def _held(self, claims: Sequence[Claim], now: datetime) -> list[Claim]:
        """Lengthen the leases of what is still to be come to; answers those that nobody else has taken meanwhile."""
        longer = update(JOB).where(_ours(claims)).values(lease_until=now + rules.LEASE).returning(JOB.c.id)
        with self._write("job.hold", now) as unit:
            ours = set(unit.session.scalars(longer))
        return [claim for claim in claims if claim.id in ours]

    def _let_go(self, claims: Sequence[Claim]) -> None:
        """Give back what was claimed and not begun."""
        if not claims:
            return
        free = {"state": "waiting", "attempts": JOB.c.attempts - 1, "lease": None, "lease_until": None}
        with self._write("job.release", self._desk.now()) as unit:
            unit.session.execute(update(JOB).where(_ours(claims)).values(free))

    def _do(self, claim: Claim, now: datetime) -> JobRun:
        """Do one job: what it does and that it is done are committed together, or neither is."""
        try:
            with self._write(claim.name, now) as unit:
                _handle(unit, claim)
                finished = {"state": "done", "finished_at": now, "last_error": None}
                self._settle(unit, claim, finished)
        except LostError:
            return JobRun(claim.id, claim.name, claim.title, "lost")
        except Exception as problem:  # noqa: BLE001 - whatever a handler stumbles over, the other jobs are done
            return self._failed(claim, now, problem)
        ending = "done" if unit.seq else "needless"
        return JobRun(claim.id, claim.name, claim.title, ending, unit.summary, unit.seq)

    def _failed(self, claim: Claim, now: datetime, problem: Exception) -> JobRun:
        """Let a job that failed rest for a while, or give it up."""
        reason = _in_words(problem)
        pause = rules.pause_after(claim.attempts)
        retry_at = now + pause if pause else None
        state = {"state": "waiting", "retry_at": retry_at} if pause else {"state": "failed", "finished_at": now}
        try:
            with self._write("job.fail", now) as unit:
                self._settle(
                    unit, claim, {**state, "last_error": " ".join(in_english(reason).split())[:_LONGEST_ERROR]}
                )
        except LostError:
            return JobRun(claim.id, claim.name, claim.title, "lost")
        return JobRun(claim.id, claim.name, claim.title, "retry" if pause else "failed", reason, retry_at=retry_at)

    def _settle(self, unit: UnitOfWork, claim: Claim, values: dict[str, Any]) -> None:
        """Write how a job ended, if it is still ours.

        Raises:
            LostError: It is not.
        """
        unit.session.flush()  # records before jobs, as a command that schedules does: the two never wait crosswise
        ended = update(JOB).where(_ours([claim])).values({**values, "lease": None, "lease_until": None})
        if unit.session.execute(ended.returning(JOB.c.id)).first() is None:
            raise LostError

    def _write(self, command: str, now: datetime) -> AbstractContextManager[UnitOfWork]:
        return self._desk.database.write(command, now=now, actor_id=None)


def due(now: datetime) -> ColumnElement[bool]:
    """Jobs whose moment has come.

    A rest that ends later than any rest can was begun by a clock that ran ahead, and counts as over.
    """
    rested = or_(JOB.c.retry_at.is_(None), JOB.c.retry_at <= now, JOB.c.retry_at > now + rules.LONGEST_PAUSE)
    return (JOB.c.state == "waiting") & (JOB.c.due_at <= now) & rested


def abandoned(now: datetime) -> ColumnElement[bool]:
    """Jobs whose runner has not been heard of for as long as its lease; one of a clock that ran ahead is none."""
    return (JOB.c.state == "running") & or_(JOB.c.lease_until <= now, JOB.c.lease_until > now + rules.LEASE)


def _claim_of(row: Any) -> Claim:
    """A claim of a row as it was taken."""
    claim = Claim(*row)
    return replace(claim, title=title_of(claim.title, claim.payload))


def _ours(claims: Sequence[Claim]) -> ColumnElement[bool]:
    ids, leases = [each.id for each in claims], {each.lease for each in claims}
    return JOB.c.id.in_(ids) & JOB.c.lease.in_(leases) & (JOB.c.state == "running")


def _handle(unit: UnitOfWork, claim: Claim) -> None:
    """Hand a job to what does it.

    Raises:
        Refusal: Nothing of this program does it, or whoever tried it before did not live to tell.
    """
    if claim.attempts > rules.ATTEMPTS:
        raise Refusal(rules.left_in_the_middle())
    if claim.name not in HANDLERS:
        raise Refusal(rules.nothing_does(claim.name))
    HANDLERS[claim.name](unit, claim)


def _in_words(problem: Exception) -> str:
    if isinstance(problem, Refusal):
        return problem.message
    return say("{name}: {problem}", name=type(problem).__name__, problem=" ".join(str(problem).split()))
