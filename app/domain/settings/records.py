"""The stored truth about settings."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import Record
from app.domain.store.types import Code, Document


class KeptSetting(Record):
    """What was decided of a setting; there is no row for one that stands at its default."""

    __tablename__ = "workspace_setting"
    looked_up = True
    __table_args__ = (Index("uq_workspace_setting_code", "code", unique=True),)

    code: Mapped[Code]
    body: Mapped[dict[str, Any]] = mapped_column(Document)
    """Its ``value`` as plain JSON, as its type keeps it; nothing where it was emptied."""
