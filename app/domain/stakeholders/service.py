"""Use cases of stakeholders: one public verb is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from app.domain.core.columns import RecordCard, value_of
from app.domain.core.errors import NotFound
from app.domain.core.folding import fold
from app.domain.core.outcomes import Outcome
from app.domain.fields.editing import check_version, describe_changes, put_values, read_values
from app.domain.people.derived import derive_contact
from app.domain.people.linking import resolver
from app.domain.people.records import Contact
from app.domain.stakeholders.contacts import (
    PERSON_FIELDS,
    create_contact,
    fill_blanks,
    known_contact,
    matching_contact,
)
from app.domain.stakeholders.fields import DEFAULT_ROLE, STAKEHOLDER_FIELDS
from app.domain.stakeholders.linking import link_contact
from app.domain.stakeholders.queries import stakeholders_of
from app.domain.stakeholders.records import Stakeholder
from app.domain.stakeholders.rows import StakeholderLine
from app.domain.stakeholders.rules import read_roles, roles_in_words
from app.domain.stakeholders.subject import Subject, find_subject, open_subject, subject_with_id
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.words import say


class StakeholderDetails(TypedDict, total=False):
    """What may be said of a stakeholder beside name and roles; typed values or text as typed."""

    influence: object
    attitude: object
    notes: object
    email: object
    phone: object
    job_title: object


class StakeholderService:
    """Who has a role in the decision about a lead or an opportunity."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def of(self, ref: str) -> tuple[StakeholderLine, ...]:
        """The stakeholders of a lead or an opportunity, the most influential first."""
        with self._desk.read() as reader:
            _kind, record_id = find_subject(reader.connection, ref)
            return stakeholders_of(reader, record_id)

    def add(
        self,
        ref: str,
        *,
        contact: str | None = None,
        name: str | None = None,
        roles: Sequence[str] | str = (DEFAULT_ROLE,),
        **details: Unpack[StakeholderDetails],
    ) -> Outcome:
        """Add a person to a decision; one who is in it already is given the roles in addition.

        Args:
            ref: The lead or opportunity.
            contact: An existing contact; without it the person goes by name and email: one contact we know
                by them is taken, else one is created in place.
            name: The person's name.
            roles: Codes or labels of roles, or roles in words of one's own.
            details: Influence, attitude and notes; email, phone and job title where the contact has none yet.

        Raises:
            NotFound: There is no such record or contact, or several contacts have that name.
            ReadOnly: The lead or opportunity is closed.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("stakeholder.add") as unit:
            subject = open_subject(unit.session, ref)
            wanted = {"name": name, "roles": roles, **details}
            typed = self._typed(unit.session, {code: value for code, value in wanted.items() if value is not None})
            person, is_new = self._person(unit, subject, contact, typed)
            stakeholder = link_contact(unit, subject.kind, subject.id, person.id, typed.pop("roles"))
            put_values(stakeholder, STAKEHOLDER_FIELDS, typed)
            message = say(
                "{name} is {roles} of {record}.",
                name=person.name,
                roles=roles_in_words(stakeholder.roles),
                record=subject.title,
            )
            unit.describe(message, subject.kind, subject.id)
        made = {"contact": [person.code]} if is_new else {}
        return Outcome(stakeholder.id, person.code, ("stakeholder",) if unit.seq else (), message, unit.seq, made)

    def edit(self, id: str, values: Mapping[str, object], *, version: int | None = None) -> Outcome:
        """Change roles, influence, attitude or notes of a stakeholder.

        Raises:
            NotFound: There is no such stakeholder.
            ReadOnly: The lead or opportunity is closed.
            Conflict: It was changed since ``version``.
            InvalidFields: Some values do not fit.
        """
        with self._desk.write("stakeholder.edit") as unit:
            stakeholder, person, subject = self._known(unit.session, id)
            typed = self._typed(unit.session, values, person=False)
            check_version(stakeholder, version, typed, _card(stakeholder, person))
            changed = put_values(stakeholder, STAKEHOLDER_FIELDS, typed)
            message = describe_changes(person.name, STAKEHOLDER_FIELDS, changed)
            unit.describe(message, subject.kind, subject.id)
        return Outcome(stakeholder.id, person.code, changed, message, unit.seq)

    def remove(self, id: str) -> Outcome:
        """Take a person out of a decision; the contact stays.

        Raises:
            NotFound: There is no such stakeholder.
            ReadOnly: The lead or opportunity is closed.
        """
        with self._desk.write("stakeholder.remove") as unit:
            stakeholder, person, subject = self._known(unit.session, id)
            unit.session.delete(stakeholder)
            message = say("{name} is no longer a stakeholder of {record}.", name=person.name, record=subject.title)
            unit.describe(message, subject.kind, subject.id)
        return Outcome(id, person.code, ("stakeholder",), message, unit.seq)

    def _typed(self, session: Session, values: Mapping[str, object], *, person: bool = True) -> dict[str, Any]:
        fields = (*PERSON_FIELDS, *STAKEHOLDER_FIELDS) if person else STAKEHOLDER_FIELDS
        resolve = resolver(session, me=self._desk.actor.id)
        typed = read_values(fields, values, self._desk.context(), resolve)
        if "roles" in typed:
            typed["roles"] = read_roles(typed["roles"] or ())
        return typed

    def _person(
        self, unit: UnitOfWork, subject: Subject, ref: str | None, typed: Mapping[str, Any]
    ) -> tuple[Contact, bool]:
        """The contact meant, and whether it was created for this."""
        said = {each.code: typed[each.code] for each in PERSON_FIELDS if each.code in typed}
        for mark in sorted({fold(said[each]) for each in ("email", "name") if said.get(each)}):
            unit.hold(f"match:{mark}")
        known = known_contact(unit.session, ref) if ref else matching_contact(unit.session, said)
        if known is None:
            return create_contact(unit, subject, said, self._desk.region), True
        if fill_blanks(known, said):
            derive_contact(known, self._desk.region)
        return known, False

    def _known(self, session: Session, id: str) -> tuple[Stakeholder, Contact, Subject]:
        stakeholder = session.get(Stakeholder, id)
        person = session.get(Contact, stakeholder.contact_id) if stakeholder else None
        if stakeholder is None or person is None:
            raise NotFound(
                say("This stakeholder is no longer there."), hint=say("It may have been undone; history tells.")
            )
        return stakeholder, person, subject_with_id(session, stakeholder.record_kind, stakeholder.record_id)


def _card(stakeholder: Stakeholder, person: Contact) -> RecordCard:
    columns = vars(stakeholder)
    values = {each.code: value_of(each, columns) for each in STAKEHOLDER_FIELDS}
    return RecordCard(
        "stakeholder", stakeholder.id, person.code, stakeholder.version, person.name, values, fields=STAKEHOLDER_FIELDS
    )
