"""Overviews: everything of one record at a glance."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area

OVERVIEW: Final = Area(
    "overview",
    services=(("overviews", "app.domain.overview.service:OverviewService"),),
    panels=("app.screens.panels.header:HEADER", "app.screens.panels.details:DETAILS"),
)
