"""Passwords: what users sign in with where the database is a server's; told once, and never kept or logged here."""

from __future__ import annotations

import secrets
from typing import Final

from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid, NotAllowed
from app.domain.core.frozen import frozen
from app.domain.store.rights.logins import (
    LONGEST_NAME,
    LoginState,
    change_own_password,
    is_server,
    login_state,
    set_password,
)
from app.words import Said, say

_SHORTEST: Final = 8
_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
"""Those that nobody takes for another."""


@frozen
class SigningIn:
    """How a user who was added signs in.

    Attributes:
        is_set: Whether they have the password that was given.
        remarks: What whoever added them should know, in sentences.
    """

    is_set: bool = False
    remarks: tuple[Said, ...] = ()


def made_password() -> str:
    """A password of eighty bits, in groups that can be read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def checked_password(text: str) -> str:
    """A password as it was given.

    Raises:
        Invalid: It is too short, or has characters that cannot be typed.
    """
    if len(text) < _SHORTEST or not text.isprintable():
        raise Invalid(
            say("This cannot be a password."),
            field="password",
            hint=say("Give at least {n} characters that can be typed.", n=_SHORTEST),
        )
    return text


def refuse_as_login(session: Session, login: str) -> None:
    """Refuse a login that no role of a server can have; a file has no roles.

    Raises:
        Invalid: It is one.
    """
    if not is_server(session):
        return
    if len(login.encode()) > LONGEST_NAME:
        raise Invalid(
            say("This login is longer than a server takes."),
            field="login",
            hint=say("Give at most {n} bytes.", n=LONGEST_NAME),
        )
    if login.lower() in ("public", "none") or login.lower().startswith("pg_"):
        raise Invalid(
            say("“{login}” is a name of the server's own.", login=login), field="login", hint=say("Choose another.")
        )


def sign_in(session: Session, login: str, password: str | None) -> SigningIn:
    """Let a user who was just added sign in to a server with a password; answers how they do.

    Args:
        session: The transaction that adds them.
        login: The name of their role there.
        password: Their password; without one they have none yet.
    """
    if not is_server(session):
        return SigningIn()
    session.flush()
    state = login_state(session, login)
    if state is LoginState.MISSING:
        return SigningIn(
            remarks=(say("The server has no role {login}: whoever looks after it has to make one.", login=login),)
        )
    if state is LoginState.OTHERS:
        return SigningIn(
            remarks=(say("The server had a role {login} already; its password stays what it is.", login=login),)
        )
    if password is None:
        return SigningIn(
            remarks=(
                say("They sign in as {login}; leadline user password {login} gives them a password.", login=login),
            )
        )
    set_password(session, login, checked_password(password))
    return SigningIn(is_set=True, remarks=(say("They sign in as {login}.", login=login),))


def give_password(session: Session, login: str, password: str, *, own: bool) -> None:
    """Set what a user signs in to a server with from now on.

    Raises:
        Invalid: It cannot be a password.
        NotAllowed: The database is a file, or the server's role was not made here, or is not there.
    """
    if not is_server(session):
        raise NotAllowed(
            say("Nobody signs in to a file, so there are no passwords."),
            hint=say("A database on a server has them; docs/teams.md tells how to make one."),
        )
    wanted = checked_password(password)
    if own and login_state(session, login) is LoginState.OTHERS:
        change_own_password(session, login, wanted)
    elif not set_password(session, login, wanted):
        raise NotAllowed(
            say("The server's role {login} was not made by Leadline; its password stays what it is.", login=login),
            field="login",
            hint=say("Whoever looks after the server can change it."),
        )
