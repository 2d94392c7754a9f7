"""The rules of jobs: how long a claim holds, how long a failed job rests, when it is given up."""

from __future__ import annotations

from datetime import timedelta

from app.words import Said, in_english, label, say

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


def left_in_the_middle() -> Said:
    """Why a job is given up that ended its program each time."""
    return say("Whoever did it ended in the middle, {number} times.", number=ATTEMPTS)


def nothing_does(name: str) -> Said:
    """Why a job is not done whose name no part of this program knows, such as one of a later version."""
    return say("This Leadline has nothing that does “{name}”.", name=name)


def told_error(kept: str, name: str) -> str:
    """Why a job failed, as its reader reads it.

    Args:
        kept: As it is kept, in English.
        name: The job's name.
    """
    known = (left_in_the_middle(), nothing_does(name))
    return next((each for each in known if in_english(each) == kept), None) or label(kept)
