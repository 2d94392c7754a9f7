"""The stored truth about samples."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import Counted, Record
from app.domain.store.types import Code, Id, Line
from app.words import say_many


class Sample(Record):
    """A product that was sent to a lead to be tried."""

    __tablename__ = "sample"
    __table_args__ = (Index("ix_sample_record", "record_id"),)
    counted_hanging = Counted(4, lambda number: say_many("{n} sample", "{n} samples", number))

    record_kind: Mapped[Code]
    record_id: Mapped[Id]
    product: Mapped[Line]
    status: Mapped[Code] = mapped_column(default="sent")
    """sent, asked_back or back."""
