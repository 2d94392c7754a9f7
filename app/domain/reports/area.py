"""Reports: what many records come to over a span of time."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

REPORTS: Final = Area(
    "reports",
    services=(("reports", "app.domain.reports.service:ReportService"),),
    commands="app.commands.reports",
    nouns=(Noun("report", "app.cli.report", turn=14),),
)
