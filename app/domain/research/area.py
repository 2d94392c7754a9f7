"""Research: where more can be found out about a record, and taking in what was found."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Shared

RESEARCH: Final = Area(
    "research",
    records="app.domain.research.records",
    rights=(("research_link", Shared("research_link")),),
    services=(("research", "app.domain.research.service:ResearchService"),),
    commands="app.commands.research",
    nouns=(Noun("research", "app.cli.research", turn=7),),
)
