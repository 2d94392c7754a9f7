"""The stored truth about attachments."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import CONTENT, Counted, Record
from app.domain.store.types import Code, Id, Line
from app.words import say_many


class Attachment(Record):
    """A file that belongs to a record; its content is kept once, however many have the same."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index("ix_attachment_record", "record_id", "id"),
        Index("ix_attachment_sha256", "sha256"),
        Index("ix_attachment_name", "name"),
    )
    counted_hanging = Counted(4, lambda number: say_many("{n} file", "{n} files", number))

    code: Mapped[Code] = mapped_column(unique=True)
    record_kind: Mapped[Code]
    record_id: Mapped[Id]
    name: Mapped[Line]
    """As it was given; it is made safe wherever it is shown or becomes a file again."""
    media_type: Mapped[Line]
    """What the content is, by how it begins."""
    size: Mapped[int] = mapped_column(BigInteger)
    """The bytes of the content."""
    sha256: Mapped[Line] = mapped_column(info=CONTENT)
    author_id: Mapped[Id | None] = mapped_column(ForeignKey("user_account.id", deferrable=True, initially="DEFERRED"))
    """Who attached it."""
    deleted_at: Mapped[datetime | None]
