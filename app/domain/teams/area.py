"""Teams of colleagues, and when each of them works."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area

TEAMS: Final = Area(
    "teams",
    records="app.domain.teams.records",
    services=(
        ("teams", "app.domain.teams.service:UserTeamService"),
        ("time_off", "app.domain.teams.absence:TimeOffService"),
    ),
    sections=("app.screens.sections.teams:TEAMS",),
    commands="app.commands.teams",
)
