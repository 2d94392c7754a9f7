"""The subject: the lead or opportunity that people decide about, while it is open to changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.domain.core.errors import NotFound
from app.domain.fields.kinds import KINDS, Kind, find_record
from app.domain.store.finding import Asked
from app.words import say

SUBJECTS = ("lead", "opportunity")


@dataclass(frozen=True, slots=True)
class Subject:
    """A lead or an opportunity.

    Attributes:
        kind: lead or opportunity.
        id: Its identity.
        title: What a header shows.
        company: The company it is about, by name.
        account_id: The organisation it is about, where we know it.
    """

    kind: str
    id: str
    title: str
    company: str | None
    account_id: str | None


def find_subject(asked: Asked, ref: str) -> tuple[Kind, str]:
    """The kind and id of the lead or opportunity that a reference names."""
    return find_record(asked, ref, SUBJECTS)


def open_subject(session: Session, ref: str) -> Subject:
    """The lead or opportunity that a reference names, to be changed.

    Raises:
        NotFound: There is none, or it was deleted.
        ReadOnly: It is closed.
    """
    kind, identity = find_subject(session, ref)
    return subject_with_id(session, kind.name, identity)


def subject_with_id(session: Session, kind: str, identity: str) -> Subject:
    """The lead or opportunity with an id, to be changed.

    Raises:
        NotFound: It is not there, or it was deleted.
        ReadOnly: It is closed.
    """
    of_kind = KINDS[kind]
    record: Any = session.get(of_kind.record, identity)
    if record is None or record.deleted_at is not None:
        raise NotFound(say("This {kind} was deleted.", kind=of_kind.noun), hint=say("Undo the deletion first."))
    of_kind.refuse_closed(record)
    company = record.company if hasattr(record, "company") else record.customer_name
    return Subject(kind, identity, of_kind.title_of(record), company, record.account_id)
