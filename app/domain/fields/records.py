"""The stored truth about fields that a manager or an import added."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import Record
from app.domain.store.types import Code, Document, Line


class CustomField(Record):
    """A field a manager (or an import) added to a kind of record."""

    __tablename__ = "custom_field"
    looked_up = True
    __table_args__ = (Index("uq_custom_field_kind_code", "record_kind", "code", unique=True),)

    record_kind: Mapped[Code]
    code: Mapped[Code]
    label: Mapped[Line]
    type: Mapped[Code]
    """line, prose, integer, decimal, money, percent, date, moment, yes_no, choice, choices, email, phone or url."""
    choices: Mapped[list[str]] = mapped_column(Document, default=list)
    help: Mapped[Line | None]
    required: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    languages: Mapped[dict[str, Any] | None] = mapped_column(Document)
    """What else it is called, by the code of a language: its ``label``, and of its ``choices`` each by its value."""
