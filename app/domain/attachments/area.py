"""Attachments: the files that belong to a record."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

ATTACHMENTS: Final = Area(
    "attachments",
    records="app.domain.attachments.records",
    statements="app.domain.attachments.statements",
    services=(("attachments", "app.domain.attachments.service:AttachmentService"),),
    nouns=(Noun("attach", "app.cli.attach", turn=7),),
)
