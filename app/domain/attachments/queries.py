"""Reads of attachments that the first paint needs; they run warm or cold."""

from __future__ import annotations

from app.domain.attachments.named import ATTACHMENTS
from app.domain.attachments.rows import AttachmentLine
from app.domain.store.named import NamedReader


def attachments_of(reader: NamedReader, record_id: str) -> tuple[AttachmentLine, ...]:
    """The files of a record, the newest first."""
    return tuple(reader.named(ATTACHMENTS, record_id=record_id))
