"""Search: one question to every kind of record."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

SEARCH: Final = Area(
    "search",
    services=(
        ("search", "app.domain.search.service:SearchService"),
        ("prospects", "app.domain.search.prospect_service:ProspectService"),
    ),
    commands="app.commands.search",
    nouns=(
        Noun("record", "app.cli.record", turn=26),
        Noun("search", "app.cli.finding", turn=27, alone=True),
    ),
)
