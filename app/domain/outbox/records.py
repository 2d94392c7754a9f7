"""The stored truth about mail that is to go out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import UNLOGGED, Record
from app.domain.store.types import Code, Id, Line, Prose


class OutgoingMail(Record):
    """An email that the program wrote and that is to be sent exactly once, under one Message-ID.

    That it was written is logged and undone with the command that did so. How far it has gone is neither: what has
    left the house does not come back.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        Index("uq_outgoing_mail_key", "key", unique=True),
        Index("uq_outgoing_mail_message_id", "message_id", unique=True),
        Index("ix_outgoing_mail_state", "state", "id"),
    )

    key: Mapped[Line]
    """What it is sent once for: a second mail of the same key is never written."""
    message_id: Mapped[Line]
    """Its Message-ID, given when it was written; whoever sends it again sends the same mail."""
    activity_id: Mapped[Id] = mapped_column(ForeignKey("activity.id", deferrable=True, initially="DEFERRED"))
    """The email on the timeline."""
    sender_name: Mapped[Line]
    sender: Mapped[Line | None]
    """Whose address it comes from; that of the connector's account without one."""
    recipient_name: Mapped[Line]
    recipient: Mapped[Line]
    subject: Mapped[Line]
    text: Mapped[Prose]
    state: Mapped[Code] = mapped_column(default="waiting", info=UNLOGGED)
    """waiting or sent."""
    sent_at: Mapped[datetime | None] = mapped_column(info=UNLOGGED)
