"""Refusals: what a command that the database did not let through is told, in sentences."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError

from app.domain.core.errors import Conflict, NotAllowed, NotFound, Refusal
from app.words import say

Problem = StaleDataError | NoResultFound | DBAPIError
"""What may come between a command and its commit."""
_KEPT_FROM = ("row-level security", "permission denied for")


def why_refused(problem: Problem, *, is_bound: bool) -> Refusal | None:
    """Why a command was refused; ``None`` where the database itself has a complaint.

    Args:
        problem: What came between.
        is_bound: Whether the server keeps rows from whoever works.
    """
    if isinstance(problem, IntegrityError):
        return _broken_rule(problem)
    if isinstance(problem, DBAPIError):
        return _not_yours(problem) if is_bound else None
    if isinstance(problem, StaleDataError):
        return Conflict(
            say("Somebody else changed this in between, or it is not yours to change; nothing was changed.")
            if is_bound
            else say("Somebody else changed this record in between; nothing was changed."),
            hint=say("Look at it again and repeat."),
        )
    if is_bound:
        return NotAllowed(
            say("A record that this needs is not yours to change, or no longer there; nothing was changed."),
            hint=say("Ask whoever owns it, or a manager."),
        )
    return NotFound(
        say("A record that this needs is no longer there; nothing was changed."),
        hint=say("It may have been undone; leadline history tells."),
    )


def _not_yours(problem: DBAPIError) -> NotAllowed | None:
    if not any(sign in str(problem.orig) for sign in _KEPT_FROM):
        return None
    return NotAllowed(
        say("This is not yours to change, or would take it out of your sight; nothing was changed."),
        hint=say("Ask whoever owns it, or a manager."),
    )


def _broken_rule(problem: DBAPIError) -> NotAllowed:
    words = str(problem.orig)
    if "FOREIGN KEY" in words or "foreign key" in words:
        return NotAllowed(
            say("Other records still refer to this one; nothing was changed."),
            hint=say("Undo or delete those first; leadline history shows them."),
        )
    return NotAllowed(say("This is already there; nothing was changed ({problem}).", problem=words.splitlines()[0]))
