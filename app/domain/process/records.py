"""The stored truth about process flows: definitions and the records' way through them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import Record
from app.domain.store.types import Code, Document, Id, Line


class ProcessDefinition(Record):
    """One version of a guided path of stages and steps."""

    __tablename__ = "process_definition"
    looked_up = True
    __table_args__ = (Index("uq_process_definition_code_edition", "code", "edition", unique=True),)

    code: Mapped[Code]
    edition: Mapped[int]
    """Grows with each change of the definition; instances keep theirs."""
    name: Mapped[Line]
    position: Mapped[int]
    """The manager's order; the first that fits is chosen."""
    active: Mapped[bool] = mapped_column(default=True)
    body: Mapped[dict[str, Any]] = mapped_column(Document)
    """The definition as plain JSON; see ``app.domain.process.definitions``."""


class ProcessInstance(Record):
    """A lead's, and later its opportunity's, way through one definition."""

    __tablename__ = "process_instance"
    __table_args__ = (
        Index("ix_process_instance_lead", "lead_id"),
        Index("ix_process_instance_opportunity", "opportunity_id"),
    )

    definition_id: Mapped[Id] = mapped_column(
        ForeignKey("process_definition.id", deferrable=True, initially="DEFERRED")
    )
    lead_id: Mapped[Id | None] = mapped_column(ForeignKey("lead.id", deferrable=True, initially="DEFERRED"))
    opportunity_id: Mapped[Id | None] = mapped_column(
        ForeignKey("opportunity.id", deferrable=True, initially="DEFERRED")
    )
    current: Mapped[bool] = mapped_column(default=True)
    """Whether this is the record's process now; the others keep their state for switching back."""
    status: Mapped[Code] = mapped_column(default="active")
    """active, finished or abandoned."""
    stage: Mapped[Code]
    ticks: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    """Boxes ticked and actions done, by step."""
    visits: Mapped[list[dict[str, Any]]] = mapped_column(Document, default=list)
    """Stays in stages in order: stage, entered_at and left_at in ISO 8601."""
