"""Settings: what managers decide for everybody who works in a workspace."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Shared

SETTINGS: Final = Area(
    "settings",
    records="app.domain.settings.records",
    rights=(("workspace_setting", Shared("setting")),),
    statements="app.domain.settings.statements",
    services=(("settings", "app.domain.settings.service:SettingService"),),
    commands="app.commands.settings",
    sections=("app.screens.sections.settings:SETTINGS",),
    nouns=(Noun("setting", "app.cli.setting", turn=13),),
)
