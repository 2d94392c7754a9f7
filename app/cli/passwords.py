"""Passwords on the command line: where one comes from, and how one that was made is shown, once."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.words import label, say

if TYPE_CHECKING:
    from app.cli.session import Session
    from app.domain.core.outcomes import Outcome

MAKE: Final = "make"
_HELP: Final = "On a server: make (shown once), ask, or - for a line of standard input; never the password itself."
Password = Annotated[str, typer.Option("--password", metavar="HOW", help=_HELP)]


def given_password(session: Session, how: str) -> str | None:
    """The password that an option asks for; ``None`` where nobody signs in to the database.

    Raises:
        Invalid: It is none of the ways, or nothing was given.
    """
    from app.domain.core.errors import Invalid
    from app.domain.people.passwords import checked_password, made_password

    if how not in (MAKE, "ask", "-"):  # it may be a password, so it is not said
        raise Invalid(
            say("--password says where the password comes from, and never is one."),
            field="password",
            hint=say("Write --password make, ask or -; a password among the arguments could be seen by others."),
        )
    if session.workspace.desk.database.dialect == "sqlite":
        return None
    if how == MAKE:
        return made_password()
    if how == "ask":
        try:
            return checked_password(getpass(f"{say('Password')}: "))
        except EOFError as problem:
            raise Invalid(
                say("Nobody is there to ask."), hint=say("Use --password -, or --password make.")
            ) from problem
    return checked_password((sys.stdin.readline() if sys.stdin is not None else "").rstrip("\r\n"))


def answer_with_password(session: Session, outcome: Outcome, how: str, given: str | None) -> None:
    """Say what was done, and a password that was made: this once."""
    if how != MAKE or given is None or "password" not in outcome.changed:
        session.answers.outcome(outcome)
    elif session.answers.as_json:
        session.answers.json({**outcome.as_json(), "password": given})
    else:
        session.answers.outcome(outcome)
        session.answers.text(f"{label('Password')}: {given}")
