"""Teams of colleagues, and when each of them works."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area
from app.domain.core.rights import Members, Shared

TEAMS: Final = Area(
    "teams",
    records="app.domain.teams.records",
    rights=(("team", Shared("team")), ("team_membership", Members()), ("time_off", Shared(own="user_id"))),
    services=(
        ("teams", "app.domain.teams.service:UserTeamService"),
        ("time_off", "app.domain.teams.absence:TimeOffService"),
    ),
    sections=("app.screens.sections.teams:TEAMS",),
    commands="app.commands.teams",
)
