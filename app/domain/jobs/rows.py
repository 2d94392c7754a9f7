"""What the faces and the handlers see of jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.core.frozen import frozen


@frozen
class Claim:
    """A job that this program has taken upon itself.

    Attributes:
        id: Which job.
        name: What is done; names the handler.
        title: What is done, in words.
        subject_kind: The kind of the record it is about, if it is about one.
        subject_id: The record it is about.
        due_at: When it was to be done.
        payload: What it needs to know beside its record.
        attempts: How often it was begun, this time included.
        lease: By which it is this program's.
    """

    id: str
    name: str
    title: str
    subject_kind: str | None
    subject_id: str | None
    due_at: datetime
    payload: dict[str, Any]
    attempts: int
    lease: str


@frozen
class JobRun:
    """How one attempt at a job ended.

    Attributes:
        id: Which job.
        name: What is done.
        title: What is done, in words.
        ending: ``done``; ``needless``, its reason was gone; ``retry``, it failed and is tried again; ``failed``, it
            is not tried again; ``lost``, somebody else has it now, or it was called off meanwhile.
        message: What it did, or why it failed; empty where there is nothing to say.
        seq: Its place in the log of commands; 0 where it changed nothing.
        retry_at: When it is tried again.
    """

    id: str
    name: str
    title: str
    ending: str
    message: str = ""
    seq: int = 0
    retry_at: datetime | None = None


@frozen
class JobLine:
    """A job as the list of jobs shows it.

    Attributes:
        id: Which job.
        due_at: When it is, or was, to be done.
        title: What is done, in words.
        state: waiting, running, done or failed.
        attempts: How often it was begun.
        retry_at: When it is tried again.
        last_error: Why it failed last.
        name: What is done; names the handler.
        subject_kind: The kind of the record it is about.
        subject_id: The record it is about.
        finished_at: When it was done, or given up.
    """

    id: str
    due_at: datetime
    title: str
    state: str
    attempts: int
    retry_at: datetime | None
    last_error: str | None
    name: str
    subject_kind: str | None
    subject_id: str | None
    finished_at: datetime | None
