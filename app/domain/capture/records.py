"""The stored truth about imports: which file, how it was read, what became of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import UNLOGGED, Record
from app.domain.store.types import Code, Document, Line


class ImportRun(Record):
    """One run of an import."""

    __tablename__ = "import_run"

    code: Mapped[Code] = mapped_column(unique=True)
    file_name: Mapped[Line]
    record_kind: Mapped[Code]
    digest: Mapped[Line]
    """SHA-256 of the file."""
    mapping: Mapped[dict[str, Any]] = mapped_column(Document)
    counts: Mapped[dict[str, Any]] = mapped_column(Document, info=UNLOGGED)
    """created, updated, skipped and failed, in rows."""
