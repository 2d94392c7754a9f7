"""The contact behind a stakeholder: one we know, or one created in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.core.errors import Ambiguous, Invalid, NotFound
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.domain.people.derived import derive_contact
from app.domain.people.kinds import CONTACT
from app.domain.people.records import Contact
from app.domain.stakeholders.rules import may_be_same_name
from app.domain.stakeholders.subject import Subject
from app.domain.store.counters import next_code
from app.domain.store.unit import UnitOfWork
from app.words import listed, say

#: What may be said about a person in the same breath.
PERSON_FIELDS: tuple[Field, ...] = tuple(
    each for each in CONTACT.fields if each.code in ("name", "email", "phone", "job_title")
)


def known_contact(session: Session, ref: str) -> Contact:
    """The contact that a reference names.

    Raises:
        NotFound: There is none, or it was deleted.
    """
    contact = session.get(Contact, CONTACT.find(session, ref))
    if contact is None or contact.deleted_at is not None:
        raise NotFound(
            say("The contact “{ref}” was deleted.", ref=ref.strip()[:60]), hint=say("Undo the deletion first.")
        )
    return contact


def matching_contact(session: Session, values: Mapping[str, Any]) -> Contact | None:
    """The one contact we know that has the email or the exact name given.

    An email names its contact unless the names contradict each other, since colleagues share mailboxes. A
    name alone names a contact that has no other email than the one given.

    Raises:
        Ambiguous: Several contacts fit, and the message names some.
    """
    name, email = values.get("name"), values.get("email")
    if email:
        holders = _contacts(session, func.lower(Contact.email) == email.lower())
        fitting = [each for each in holders if not name or may_be_same_name(each.name, name)]
        if fitting:
            return _only(fitting, email)
    if name:
        namesakes = _contacts(session, Contact.name_key == fold(name))
        fitting = [each for each in namesakes if not (email and each.email)]
        if fitting:
            return _only(fitting, name)
    return None


def create_contact(unit: UnitOfWork, subject: Subject, values: Mapping[str, Any], region: str) -> Contact:
    """A new contact, who works where the subject's people work as far as anybody has said.

    Raises:
        Invalid: No name is given.
    """
    if not values.get("name"):
        raise Invalid(
            say("Name is missing: a stakeholder needs one."), field="name", hint=say("Give a name or a contact.")
        )
    contact = Contact(
        code=next_code(unit.session, CONTACT.prefix),
        company=subject.company,
        account_id=subject.account_id,
        owner_id=unit.actor_id,
        custom={},
    )
    fill_blanks(contact, values)
    derive_contact(contact, region)
    return unit.add(contact)


def fill_blanks(contact: Contact, values: Mapping[str, Any]) -> bool:
    """Add what was said about a person where nothing is known yet; returns whether anything was."""
    blanks = [code for code, value in values.items() if value and not getattr(contact, code)]
    for code in blanks:
        setattr(contact, code, values[code])
    return bool(blanks)


def _contacts(session: Session, condition: ColumnElement[bool]) -> Sequence[Contact]:
    statement = select(Contact).where(condition, Contact.deleted_at.is_(None))
    return session.scalars(statement.order_by(Contact.id).limit(6)).all()


def _only(contacts: Sequence[Contact], called: str) -> Contact:
    if len(contacts) > 1:
        codes = listed(each.code for each in contacts[:5])
        raise Ambiguous(
            say("Several contacts are called “{called}”: {codes}.", called=called[:60], codes=codes),
            hint=say("Name one by its code."),
        )
    return contacts[0]
