"""Participants: which contact or colleague a name stands for, and who is mentioned in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.folding import fold
from app.domain.core.frozen import frozen
from app.domain.core.ids import normalise_code
from app.domain.core.text import clean_line
from app.domain.people.kinds import CONTACT
from app.domain.people.records import Contact, User
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.records import Activity, Participant
from app.domain.timeline.rules import Colleague, mentioned

_ID = re.compile(r"[0-9a-f]{32}")


@frozen
class Party:
    """Someone who is to take part: a contact, a colleague, or a bare name."""

    name: str
    contact_id: str | None = None
    user_id: str | None = None
    address: str | None = None


def parties(session: Session, people: Iterable[str]) -> tuple[Party, ...]:
    """Whom the names given stand for, each once.

    Args:
        session: Where to look.
        people: Codes, ids, emails or names of contacts; logins (``@huda``) or names of colleagues; any names.

    Raises:
        NotFound: A code names no contact.
    """
    found = (_party(session, clean_line(each)) for each in people if each.strip())
    return tuple(dict.fromkeys(found))


def _party(session: Session, name: str) -> Party:
    # “Huda Karim” looks like a code too, so the prefix decides
    if normalise_code(name).startswith(f"{CONTACT.prefix}-") or _ID.fullmatch(name):
        contact = session.get(Contact, CONTACT.find(session, name))
        return _contact_party(contact) if contact else Party(name)
    living = select(Contact).where(Contact.deleted_at.is_(None))
    by = Contact.email == name if "@" in name[1:] else Contact.name_key == fold(name)
    contacts = session.scalars(living.where(by).limit(2)).all()
    if len(contacts) == 1:
        return _contact_party(contacts[0])
    for each in colleagues(session):
        if fold(name.removeprefix("@")) in (fold(each.name), fold(each.login)):
            return Party(each.name, user_id=each.id)
    return Party(name, address=name if "@" in name[1:] else None)


def _contact_party(contact: Contact) -> Party:
    return Party(contact.name, contact_id=contact.id, address=contact.email)


def colleagues(session: Session) -> Iterator[Colleague]:
    """Every active user, as a text may mention them."""
    for row in session.execute(select(User.id, User.login, User.name).where(User.active).order_by(User.name)):
        yield Colleague(*row)


def take_part(unit: UnitOfWork, activity: Activity, people: Iterable[Party], role: str) -> None:
    """Have people take part in an activity."""
    for each in people:
        unit.add(
            Participant(
                activity_id=activity.id,
                role=role,
                contact_id=each.contact_id,
                user_id=each.user_id,
                name=each.name,
                address=each.address,
            )
        )


def mention(unit: UnitOfWork, activity: Activity) -> None:
    """Have the colleagues that an activity's text mentions take part in it, those who do not already."""
    known = list(colleagues(unit.session))
    named = mentioned(activity.body or "", known)
    if not named:
        return
    there = set(
        unit.session.scalars(
            select(Participant.user_id).where(Participant.activity_id == activity.id, Participant.role == "mentioned")
        )
    )
    new = [Party(each.name, user_id=each.id) for each in known if each.id in named and each.id not in there]
    take_part(unit, activity, new, "mentioned")


def names_in(session: Session, activity_id: str) -> list[str]:
    """The names of those who take part in an activity."""
    named = select(Participant.name).where(Participant.activity_id == activity_id).order_by(Participant.id)
    return list(session.scalars(named))
