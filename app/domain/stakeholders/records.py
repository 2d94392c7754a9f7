"""The stored truth about who has a role in a decision."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import Counted, Record
from app.domain.store.types import Code, Document, Id, Prose
from app.words import say_many


class Stakeholder(Record):
    """A contact with one or more roles in the decision about a lead or an opportunity."""

    __tablename__ = "stakeholder"
    __table_args__ = (
        Index("uq_stakeholder_record_contact", "record_id", "contact_id", unique=True),
        Index("ix_stakeholder_contact", "contact_id"),
    )
    counted_naming = Counted(
        4, lambda number: say_many("{n} record as stakeholder", "{n} records as stakeholder", number)
    )
    counted_hanging = Counted(2, lambda number: say_many("{n} stakeholder", "{n} stakeholders", number))

    record_kind: Mapped[Code]
    record_id: Mapped[Id]
    contact_id: Mapped[Id] = mapped_column(ForeignKey("contact.id", deferrable=True, initially="DEFERRED"))
    roles: Mapped[list[str]] = mapped_column(Document, default=list)
    influence: Mapped[int | None]
    """1 (little) to 5 (decides)."""
    attitude: Mapped[Code | None]
    """supporter, positive, neutral, sceptic or opponent."""
    notes: Mapped[Prose | None]
