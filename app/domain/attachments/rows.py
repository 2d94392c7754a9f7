"""What the faces see of attachments."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.domain.core.frozen import frozen


@frozen
class AttachmentLine:
    """A file that belongs to a record, as one line of a list."""

    id: str
    code: str
    name: str
    """As it was given; not safe to show or to write as it is."""
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str | None
    version: int


@frozen
class SavedFile:
    """An attachment that was saved as a file."""

    id: str
    code: str
    name: str
    path: Path
    size: int
    sha256: str
