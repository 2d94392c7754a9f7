"""Linking: which user, contact or account a field's text means."""

from __future__ import annotations

from app.domain.core.errors import Invalid
from app.domain.fields.editing import Resolve
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.records import User
from app.domain.store.finding import Asked, find_id
from app.domain.store.unit import table_of


def find_user(asked: Asked, ref: str, *, me: str) -> str:
    """The id of a user named by ``me``, code, login, email or name."""
    if ref.strip().casefold() == "me":
        return me
    return find_id(asked, table_of(User), ref, noun="user", names=("login", "email", "name"))


def resolver(asked: Asked, *, me: str) -> Resolve:
    """What turns the text of a link field into an id."""

    def resolve(kind: str, text: str) -> str:
        if kind == "user":
            return find_user(asked, text, me=me)
        if kind == "contact":
            return CONTACT.find(asked, text)
        if kind == "account":
            return ACCOUNT.find(asked, text)
        raise Invalid(f"A {kind} cannot be linked here.")

    return resolve
