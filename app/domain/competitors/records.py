"""The stored truth about other vendors and where we meet them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import KEY, Counted, Record
from app.domain.store.types import Code, Document, Id, Line, Prose
from app.words import say_many


class Competitor(Record):
    """Another vendor after the same business."""

    __tablename__ = "competitor"
    __table_args__ = (Index("ix_competitor_name_key", "name_key"),)

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(info=KEY)
    """The folded name without legal suffixes, by which competitors are told apart."""
    website: Mapped[Line | None]
    key_product: Mapped[Line | None]
    strengths: Mapped[Prose | None]
    weaknesses: Mapped[Prose | None]
    threats: Mapped[Prose | None]
    opportunities: Mapped[Prose | None]
    win_percentage: Mapped[int | None]
    """Our estimate of how often we win against them, 0-100."""
    notes: Mapped[Prose | None]
    search_text: Mapped[Prose] = mapped_column(default="", info=KEY)
    """Everything searchable, folded."""
    folded: Mapped[dict[str, Any] | None] = mapped_column(Document, info=KEY)
    custom: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    """Values of the fields a manager defined, by code."""
    deleted_at: Mapped[datetime | None]


class Rivalry(Record):
    """A competitor met on a lead or an opportunity."""

    __tablename__ = "rivalry"
    __table_args__ = (
        Index("uq_rivalry_record_competitor", "record_id", "competitor_id", unique=True),
        Index("ix_rivalry_competitor", "competitor_id"),
    )
    counted_hanging = Counted(3, lambda number: say_many("{n} competitor", "{n} competitors", number))

    record_kind: Mapped[Code]
    record_id: Mapped[Id]
    competitor_id: Mapped[Id] = mapped_column(ForeignKey("competitor.id", deferrable=True, initially="DEFERRED"))
    status: Mapped[Code] = mapped_column(default="suspected")
    """suspected, confirmed or out."""
    notes: Mapped[Prose | None]
