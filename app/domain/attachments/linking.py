"""Files of records inside a command, for this area and for those above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.attachments.records import Attachment
from app.domain.attachments.sources import shown
from app.domain.core.errors import NotFound
from app.domain.fields.kinds import Kind, find_record
from app.domain.store.counters import next_code
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.writing import record_event
from app.words import say

PREFIX = "FILE"
"""What the codes of files begin with."""
_TOLD_AT_ONCE = 5


def record_of(session: Session, ref: str, kind: str = "") -> tuple[Kind, Any]:
    """The kind and the record that a reference names.

    Args:
        session: Where to look.
        ref: A code, id, email or name.
        kind: The kind it is of; empty for any.

    Raises:
        NotFound: There is none.
        NotAllowed: It was deleted.
    """
    found, record_id = find_record(session, ref, (kind,) if kind else ())
    record: Any = session.get(found.record, record_id)
    if record is None:
        raise NotFound(say("This {kind} is no longer there.", kind=found.noun))
    if hasattr(record, "deleted_at"):
        found.refuse_deleted(record)
    return found, record


def told(unit: UnitOfWork, kind: Kind, record_id: str, event: str, names: Sequence[str]) -> None:
    """Say on a record's timeline, if it has one, which files came or went."""
    if kind.timeline:
        said = [shown(name) for name in names[:_TOLD_AT_ONCE]]
        record_event(unit, kind.name, record_id, event, {"number": len(names), "names": said})


def copy_to(unit: UnitOfWork, from_id: str, others: Iterable[tuple[str, str]]) -> int:
    """Let the files of one record be those of others too; returns how many it has.

    Args:
        unit: The command under way.
        from_id: The record that has them.
        others: Kind and id of each record that gets them; what one has already, it keeps once.
    """
    files = unit.session.scalars(
        select(Attachment)
        .where(Attachment.record_id == from_id, Attachment.deleted_at.is_(None))
        .order_by(Attachment.id)
    ).all()
    for kind, record_id in others if files else ():
        there = select(Attachment.name, Attachment.sha256).where(
            Attachment.record_id == record_id, Attachment.deleted_at.is_(None)
        )
        has = {tuple(each) for each in unit.session.execute(there)}
        for file in files:
            if (file.name, file.sha256) not in has:
                unit.add(
                    Attachment(
                        code=next_code(unit.session, PREFIX),
                        record_kind=kind,
                        record_id=record_id,
                        name=file.name,
                        media_type=file.media_type,
                        size=file.size,
                        sha256=file.sha256,
                        author_id=file.author_id,
                    )
                )
    return len(files)
