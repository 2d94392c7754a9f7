"""Use cases of jobs: do what is due, show what waits and what failed, try again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from app.domain.core.errors import Invalid, NotAllowed, NotFound
from app.domain.core.outcomes import Outcome
from app.domain.jobs.rows import JobLine, JobRun
from app.domain.jobs.rules import STATES, told_error
from app.domain.jobs.runner import JOB, Runner, abandoned, due
from app.domain.jobs.scheduling import title_of
from app.domain.store.desk import Desk
from app.words import Said, listed, say

_SHORTEST_END = 4
"""How many of its last digits a job may be named by, at the least."""
_LINE = (
    JOB.c.id,
    JOB.c.due_at,
    JOB.c.title,
    JOB.c.payload,
    JOB.c.state,
    JOB.c.attempts,
    JOB.c.retry_at,
    JOB.c.last_error,
    JOB.c.name,
    JOB.c.subject_kind,
    JOB.c.subject_id,
    JOB.c.finished_at,
)


class JobService:
    """What time sets off."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk
        self._runner = Runner(desk)

    def run_due(self, limit: int | None = None, stopped: Callable[[], bool] = lambda: False) -> Iterator[JobRun]:
        """Do the jobs that are due, the longest due first, and tell how each ended, one by one.

        Args:
            limit: How many at the most; all that are due without it.
            stopped: Whether to begin no more.

        Raises:
            ReadOnly: The session was started for reading only.
        """
        if self.any_due():  # most often there is none, and nobody need wait for a lock to learn that
            yield from self._runner.run(limit, stopped)

    def any_due(self) -> bool:
        """Whether there is anything to do now."""
        now = self._desk.now()
        with self._desk.read() as reader:
            return any(
                reader.scalar(select(JOB.c.id).where(which).order_by(JOB.c.due_at).limit(1)) is not None
                for which in (due(now), abandoned(now))
            )

    def next_due(self) -> datetime | None:
        """When there is something to do, or may be: the moment of the first job that is not finished."""
        with self._desk.read() as reader:
            moments = [
                reader.scalar(select(func.min(JOB.c.due_at)).where(JOB.c.state == state))
                for state in ("waiting", "running")
            ]
        return min((each for each in moments if each is not None), default=None)

    def list(self, state: str = "", limit: int = 100) -> tuple[JobLine, ...]:
        """Jobs in the order in which they are due.

        Args:
            state: Only those that are waiting, running, done or failed; all but what is done without it.
            limit: How many at the most.

        Raises:
            Invalid: There is no such state.
        """
        if state and state not in STATES:
            raise Invalid(
                say("No job is “{state}”.", state=state[:40]),
                field="state",
                hint=say("Choose from: {choices}.", choices=listed(STATES)),
            )
        found: list[JobLine] = []
        with self._desk.read() as reader:
            for each in (state,) if state else ("failed", "running", "waiting"):
                wanted = select(*_LINE).where(JOB.c.state == each).order_by(JOB.c.due_at, JOB.c.id)
                found += (_line_of(row) for row in reader.rows(wanted.limit(limit - len(found))))
        return tuple(found)

    def retry(self, ref: str) -> Outcome:
        """Have a job that was given up, or that rests after a failure, tried again at once.

        Args:
            ref: Its id, or the last digits of it.

        Raises:
            NotFound: There is none, or several end like that.
            NotAllowed: It has not failed.
        """
        with self._desk.write("job.retry") as unit:
            session = unit.session
            wanted = ref.strip().lower()
            ends = JOB.c.id == wanted
            if len(wanted) >= _SHORTEST_END and wanted.isalnum():
                ends = JOB.c.id.endswith(wanted)
            asked = select(JOB.c.id, JOB.c.title, JOB.c.payload, JOB.c.state, JOB.c.last_error)
            found = session.execute(asked.where(ends)).all()
            if len(found) != 1:
                message = (
                    say("Several jobs end with “{digits}”.", digits=ref[:40])
                    if found
                    else say("No job ends with “{digits}”.", digits=ref[:40])
                )
                raise NotFound(
                    message,
                    field="job",
                    hint=say("leadline jobs shows them."),
                )
            job_id, kept, payload, state, error = found[0]
            title = title_of(kept, payload)
            if state not in ("failed", "waiting") or error is None:
                raise NotAllowed(_not_failed(title, state))
            again = {"state": "waiting", "attempts": 0, "retry_at": None, "finished_at": None}
            session.execute(update(JOB).where(JOB.c.id == job_id, JOB.c.state == state).values(again))
        return Outcome(job_id, "", ("state",), say("“{title}” is tried again.", title=title))


def _line_of(row: Any) -> JobLine:
    """A job as the list shows it."""
    why = row.last_error and told_error(row.last_error, row.name)
    return JobLine(
        row.id,
        row.due_at,
        title_of(row.title, row.payload),
        row.state,
        row.attempts,
        row.retry_at,
        why,
        row.name,
        row.subject_kind,
        row.subject_id,
        row.finished_at,
    )


def _not_failed(title: str, state: str) -> Said:
    """Why a job is not tried again: how it stands."""
    match state:
        case "waiting":
            return say("“{title}” has not failed; it is waiting.", title=title)
        case "running":
            return say("“{title}” has not failed; it is running.", title=title)
        case _:
            return say("“{title}” has not failed; it is done.", title=title)
