"""Statements that read attachments."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, select

from app.domain.attachments.named import ATTACHMENTS
from app.domain.attachments.records import Attachment
from app.domain.people.records import User
from app.domain.store.named import builds

_LINE: tuple[Any, ...] = (
    Attachment.id,
    Attachment.code,
    Attachment.name,
    Attachment.media_type,
    Attachment.size,
    Attachment.sha256,
    Attachment.created_at.label("added_at"),
    User.name.label("added_by"),
    Attachment.version,
)


@builds(ATTACHMENTS)
def attachments_of() -> Select[Any]:
    """The files of a record, the newest first; binds ``record_id``."""
    return (
        select(*_LINE)
        .select_from(Attachment)
        .outerjoin(User, User.id == Attachment.author_id)
        .where(Attachment.record_id == bindparam("record_id"), Attachment.deleted_at.is_(None))
        .order_by(Attachment.id.desc())
    )
