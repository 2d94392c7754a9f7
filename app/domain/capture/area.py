"""Capture: lists that come in as files."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Shared

CAPTURE: Final = Area(
    "capture",
    records="app.domain.capture.records",
    rights=(("import_run", Shared("import", by_all=True)),),
    services=(
        ("capture", "app.domain.capture.service:CaptureService"),
        ("price_imports", "app.domain.capture.price_rows:PriceImportService"),
    ),
    commands="app.commands.capture",
    nouns=(Noun("import", "app.cli.importing", turn=29, alone=True),),
)
