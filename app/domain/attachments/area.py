"""Attachments: the files that belong to a record."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Hangs

ATTACHMENTS: Final = Area(
    "attachments",
    records="app.domain.attachments.records",
    rights=(("attachment", Hangs(deleted="deleted_at", author="author_id")),),
    statements="app.domain.attachments.statements",
    services=(("attachments", "app.domain.attachments.service:AttachmentService"),),
    commands="app.commands.files",
    panels=("app.screens.panels.files:FILES",),
    nouns=(Noun("attach", "app.cli.attach", turn=7),),
)
