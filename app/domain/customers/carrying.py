"""Carrying along: what hangs on one record is linked to another that was made of it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from app.domain.attachments.linking import copy_to as copy_files
from app.domain.core.frozen import frozen
from app.domain.stakeholders.linking import copy_to as copy_stakeholders
from app.domain.stakeholders.linking import link_contact
from app.domain.stakeholders.records import Stakeholder
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.records import Activity, TimelineLink
from app.domain.timeline.rules import OPEN
from app.domain.timeline.writing import copy_links, record_event
from app.words import Said, say_many


@frozen
class Carried:
    """What came along.

    Attributes:
        contacts: People with a part in it.
        tasks: Activities that are still to be done.
        entries: Further entries of the timeline.
        files: Files that are attached.
    """

    contacts: int = 0
    tasks: int = 0
    entries: int = 0
    files: int = 0

    def told(self) -> list[Said]:
        """What came along, in words; nothing of what did not."""
        return [
            words
            for number, words in (
                (self.contacts, say_many("{n} contact", "{n} contacts", self.contacts)),
                (self.tasks, say_many("{n} open task", "{n} open tasks", self.tasks)),
                (self.entries, say_many("{n} timeline entry", "{n} timeline entries", self.entries)),
                (self.files, say_many("{n} file", "{n} files", self.files)),
            )
            if number
        ]


def carry_along(unit: UnitOfWork, from_id: str, to_kind: str, to_id: str, contact_id: str | None) -> Carried:
    """Show the timeline and the files of a record on another too, open tasks included, and link its contacts.

    Args:
        unit: The command under way.
        from_id: The record that has them.
        to_kind: The kind of the one that was made of it.
        to_id: That one.
        contact_id: Whom it is for; they have a part in it, too.
    """
    contacts = copy_stakeholders(unit, from_id, to_kind, to_id)
    if contact_id is not None:
        link_contact(unit, to_kind, to_id, contact_id)
        there = select(func.count()).select_from(Stakeholder).where(Stakeholder.record_id == to_id)
        contacts = unit.session.scalar(there) or 0
    number = copy_links(unit, from_id, to_kind, to_id)
    open_ = unit.session.scalar(
        select(func.count())
        .select_from(TimelineLink)
        .join(Activity, Activity.id == TimelineLink.activity_id)
        .where(TimelineLink.record_id == to_id, Activity.status.in_(OPEN), Activity.deleted_at.is_(None))
    )
    files = copy_files(unit, from_id, [(to_kind, to_id)])
    return Carried(contacts, open_ or 0, number - (open_ or 0), files)


def note_on(unit: UnitOfWork, places: Iterable[tuple[str, str | None]], event: str, subject: Said) -> None:
    """Put an event on the timelines of several records, where it is one entry.

    Args:
        unit: The command under way.
        places: Kind and id of each, the one it is about first; those without an id are passed over.
        event: What happened, as a code.
        subject: What the entry says.
    """
    (kind, record_id), *others = [(kind, each) for kind, each in places if each]
    activity = record_event(unit, kind, record_id, event, {}, subject)
    rows = [
        {"record_kind": name, "record_id": each, "activity_id": activity.id, "at": activity.at} for name, each in others
    ]
    unit.insert_many(TimelineLink, rows)
