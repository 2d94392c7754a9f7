"""Settings: what managers decide for everybody who works in a workspace."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

SETTINGS: Final = Area(
    "settings",
    records="app.domain.settings.records",
    statements="app.domain.settings.statements",
    services=(("settings", "app.domain.settings.service:SettingService"),),
    commands="app.commands.settings",
    sections=("app.screens.sections.settings:SETTINGS",),
    nouns=(Noun("setting", "app.cli.setting", turn=13),),
)
