"""The rules of jobs: how long a claim holds, how long a failed job rests, when it is given up."""

from __future__ import annotations

from datetime import timedelta

LEASE = timedelta(minutes=1)
"""How long a job is its runner's; a runner that lives holds on to what it has claimed."""
ATTEMPTS = 10
"""How often a job is begun before it is given up."""
LONGEST_PAUSE = timedelta(hours=1)
_FIRST_PAUSE = timedelta(seconds=30)

STATES = ("waiting", "running", "done", "failed")
UNFINISHED = ("waiting", "running")
"""What is still to be done."""


def pause_after(attempts: int) -> timedelta | None:
    """How long a job rests after so many failed attempts, each time twice as long; ``None`` when it is given up."""
    if attempts >= ATTEMPTS:
        return None
    return min(_FIRST_PAUSE * (1 << attempts - 1), LONGEST_PAUSE)
