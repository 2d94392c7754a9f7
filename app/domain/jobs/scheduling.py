"""Scheduling: jobs are written and called off inside the command that causes it, and undone with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.domain.core.frozen import frozen
from app.domain.core.stamps import to_stamp
from app.domain.jobs.records import Job
from app.domain.jobs.rules import UNFINISHED
from app.domain.store.unit import UnitOfWork
from app.words import in_english, stored, told_again

_TOLD = "title"
"""Where a job's payload keeps its title, to be told in any language."""
_BATCH = 400
"""Keys looked up by one statement, below SQLite's limit of bound parameters."""


@frozen
class NewJob:
    """A job to be written down.

    Attributes:
        name: What is done; an area has a handler of that name.
        key: What it is done once for.
        title: What is done, in words.
        due_at: When.
        subject: Kind and id of the record it is about.
        payload: What it needs to know beside its record, as JSON keeps it.
    """

    name: str
    key: str
    title: str
    due_at: datetime
    subject: tuple[str, str] | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


def key_of(name: str, record_id: str, at: datetime) -> str:
    """The key of a job that is done once for a record and a moment: moved to another moment, it is another job."""
    return f"{name}:{record_id}:{to_stamp(at)}"


def schedule(unit: UnitOfWork, *jobs: NewJob) -> int:
    """Write jobs down; one whose key is known already, done or not, is passed over.

    Returns:
        How many were new.
    """
    wanted = {job.key: job for job in jobs}
    known = set(_known(unit, list(wanted)))
    rows = [_row(job) for key, job in wanted.items() if key not in known]
    unit.insert_many(Job, rows)
    return len(rows)


def title_of(title: str, payload: Mapping[str, Any]) -> str:
    """What a job does, in words of the language spoken, as far as they were kept."""
    return told_again(payload.get(_TOLD), title)


def cancel(unit: UnitOfWork, name: str, record_id: str) -> None:
    """Call off what is still to be done for a record under a job's name.

    Args:
        unit: The command under way; undoing it brings them back.
        name: The jobs' name.
        record_id: The record they are about.
    """
    _call_off(unit, Job.subject_id == record_id, Job.name == name)


def reschedule(unit: UnitOfWork, name: str, record_id: str, jobs: Sequence[NewJob]) -> None:
    """Let exactly these jobs of a name be still to be done for a record; others are called off.

    Args:
        unit: The command under way.
        name: The jobs' name.
        record_id: The record they are about.
        jobs: What is to be done from now on.
    """
    kept = [job.key for job in jobs]
    _call_off(unit, Job.subject_id == record_id, Job.name == name, Job.key.not_in(kept))
    schedule(unit, *jobs)


def _call_off(unit: UnitOfWork, *which: Any) -> None:
    """Delete jobs that are still to be done, so that an undo brings them back."""
    found = unit.session.scalars(select(Job).where(*which, Job.state.in_(UNFINISHED))).all()
    for job in found:
        unit.session.delete(job)
    if found:
        unit.session.flush()


def _known(unit: UnitOfWork, keys: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(keys), _BATCH):
        yield from unit.session.scalars(select(Job.key).where(Job.key.in_(keys[start : start + _BATCH])))


def _row(job: NewJob) -> dict[str, Any]:
    kind, record_id = job.subject or (None, None)
    return {
        "name": job.name,
        "key": job.key,
        "title": in_english(job.title),
        "due_at": job.due_at,
        "subject_kind": kind,
        "subject_id": record_id,
        "payload": {**job.payload, **({_TOLD: told} if (told := stored(job.title)) else {})},
    }
