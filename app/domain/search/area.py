"""Search: one question to every kind of record."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

SEARCH: Final = Area(
    "search",
    services=(("search", "app.domain.search.service:SearchService"),),
    commands="app.commands.search",
    nouns=(Noun("search", "app.cli.finding", turn=27, alone=True),),
)
