"""Linking: which user, contact or account a field's text means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import select

from app.domain.core.errors import NotFound
from app.domain.core.folding import fold
from app.domain.fields.editing import Resolve
from app.domain.fields.kinds import KINDS
from app.domain.people.records import User
from app.domain.store.finding import Asked, find_id
from app.domain.store.unit import table_of
from app.words import say, say_in

#: What whoever types calls themselves, in each language.
_ME: Final = frozenset(map(fold, ("me", "أنا")))


def user_id(asked: Asked, ref: str, *, me: str) -> str:
    """The id of a user named by ``me``, code, login, email or name, whether they still work here or not."""
    if fold(ref) in _ME:
        return me
    return find_id(asked, table_of(User), ref, noun=say_in("kind", "user"), names=("login", "email", "name"))


def find_user(asked: Asked, ref: str, *, me: str) -> str:
    """The id of a user who works here, named by ``me``, code, login, email or name.

    Raises:
        NotFound: There is no such user, or not any more.
    """
    found = user_id(asked, ref, me=me)
    name_of_active(asked, found)
    return found


def name_of_active(asked: Asked, user: str) -> str:
    """The name of the user of an id.

    Raises:
        NotFound: The user no longer works here.
    """
    users = table_of(User)
    name, active = asked.execute(select(users.c.name, users.c.active).where(users.c.id == user)).one()
    if not active:
        raise NotFound(
            say("{name} no longer works here.", name=name),
            hint=say("Name another user, or make them active with leadline user edit."),
        )
    return str(name)


def names_of(asked: Asked, ids: Iterable[str | None]) -> dict[str | None, str]:
    """The names of some users by their ids, whether they still work here or not."""
    users = table_of(User)
    wanted = {each for each in ids if each is not None}
    found = asked.execute(select(users.c.id, users.c.name).where(users.c.id.in_(wanted))) if wanted else ()
    return {user.id: user.name for user in found}


def resolver(asked: Asked, *, me: str) -> Resolve:
    """What turns the text of a link field into an id."""

    def resolve(kind: str, text: str) -> str:
        if kind == "user":
            return find_user(asked, text, me=me)
        return KINDS[kind].find(asked, text)

    return resolve
