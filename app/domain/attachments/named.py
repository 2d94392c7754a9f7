"""What is read of attachments by name."""

from __future__ import annotations

from typing import Final

from app.domain.attachments.rows import AttachmentLine
from app.domain.store.named import Named

ATTACHMENTS: Final = Named("app.domain.attachments", "attachments.of", AttachmentLine)
