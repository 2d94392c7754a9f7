"""The section of users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.roles import MANAGE_USERS
from app.screens.actions.teams import TimeOffActions
from app.screens.actions.users import UserActions
from app.screens.spec import Section
from app.widgets.colleagues import Colleague, Colleagues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.teams.rows import Colleague as Row
    from app.workspace import Workspace


def _read(space: Workspace) -> Sequence[Row]:
    return space.teams.colleagues()


USERS: Final = Section(
    "users",
    "Users",
    Colleagues,
    Colleague,
    _read,
    frozenset({"user_account", "team", "team_membership", "time_off"}),
    "setup_users",
    (UserActions, TimeOffActions),
    MANAGE_USERS,
    turn=80,
)
