"""The section of teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.roles import MANAGE_TEAMS
from app.screens.actions.teams import TeamActions
from app.screens.spec import Section
from app.widgets.teams import TeamDetail, TeamsPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.teams.rows import TeamLine
    from app.workspace import Workspace


def _read(space: Workspace) -> Sequence[TeamLine]:
    return space.teams.list()


TEAMS: Final = Section(
    "teams",
    "Teams",
    TeamsPane,
    TeamDetail,
    _read,
    frozenset({"team", "team_membership", "user_account"}),
    "setup_teams",
    (TeamActions,),
    MANAGE_TEAMS,
    turn=82,
)
