"""Papers: what a customer gets of a quotation or an order."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area

PAPERS: Final = Area(
    "papers",
    field_types=("app.domain.papers.offering:OFFERED_LINES",),
    services=(
        ("papers", "app.domain.papers.service:PaperService"),
        ("offered_lines", "app.domain.papers.offering:OfferedLineSuggestions"),
    ),
    suggesting=(("offered_line", "app.domain.papers.offering:OfferedLineSuggestions"),),
    settings=("app.domain.papers.settings:SETTINGS",),
)
