"""Competitors: who else is asked."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Hangs, Shared

COMPETITORS: Final = Area(
    "competitors",
    records="app.domain.competitors.records",
    rights=(("competitor", Shared("competitor", by_all=True)), ("rivalry", Hangs())),
    statements="app.domain.competitors.statements",
    kinds="app.domain.competitors.kinds",
    services=(("competitors", "app.domain.competitors.service:CompetitorService"),),
    suggesting=(("competitor", "app.domain.competitors.service:CompetitorService"),),
    commands="app.commands.competitors",
    panels=("app.screens.panels.competitors:COMPETITORS",),
    nouns=(Noun("competitor", "app.cli.competitor", turn=4),),
)
