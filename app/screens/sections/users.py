"""The section of users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.roles import MANAGE_USERS
from app.screens.actions.users import UserActions
from app.screens.spec import Section
from app.widgets.colleagues import Colleague, Colleagues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.people.rows import UserLine
    from app.workspace import Workspace


def _read(space: Workspace) -> Sequence[UserLine]:
    return space.users.list()


USERS: Final = Section(
    "users",
    "Users",
    Colleagues,
    Colleague,
    _read,
    frozenset({"user_account"}),
    "setup_users",
    (UserActions,),
    MANAGE_USERS,
    turn=80,
)
