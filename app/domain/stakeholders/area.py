"""Stakeholders: who has a say in a decision."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Hangs

STAKEHOLDERS: Final = Area(
    "stakeholders",
    records="app.domain.stakeholders.records",
    rights=(("stakeholder", Hangs()),),
    statements="app.domain.stakeholders.statements",
    services=(("stakeholders", "app.domain.stakeholders.service:StakeholderService"),),
    commands="app.commands.stakeholders",
    panels=("app.screens.panels.stakeholders:STAKEHOLDERS",),
    nouns=(Noun("stakeholder", "app.cli.stakeholder", turn=3),),
)
