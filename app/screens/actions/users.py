"""What can be done with users in Setup: adding colleagues, and changing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.people.users import USER_FIELDS
from app.screens.host import Actions
from app.words import say

if TYPE_CHECKING:
    from app.domain.core.outcomes import Outcome
    from app.domain.teams.rows import Colleague

_OF_NEW = ("name", "login", "role", "email", "time_zone")


class UserActions(Actions):
    """The commands of the users."""

    PREFIXES = ("user",)

    async def add(self) -> None:
        """Add a colleague."""
        from app.screens.dialogs.form_dialog import ValuesDialog

        space = await self.host.workspace()
        context = self.host.context.parse_context()
        fields = [each for each in USER_FIELDS if each.code in _OF_NEW]

        def write(values: dict[str, Any]) -> Outcome:
            return space.users.add(**values)

        outcome = await self.host.through(
            lambda attempt: ValuesDialog(
                say("New user"),
                fields,
                context,
                values={"role": "rep"},
                required=("name", "role"),
                draft=self.host.draft("user-new"),
                attempt=attempt,
            ),
            write,
        )
        if outcome is not None:
            self.host.go_to(outcome.code)

    async def edit(self) -> None:
        """Change a colleague: role, login, whether they work here."""
        found: Colleague | None = self.host.pane("users").cursor_item
        if found is None:
            return
        chosen = found.user
        from app.screens.dialogs.settings import ChangesDialog

        space = await self.host.workspace()
        context = self.host.context.parse_context()

        def write(values: dict[str, Any]) -> Outcome:
            return space.users.edit(chosen.code, values)

        await self.host.through(
            lambda attempt: ChangesDialog(
                say("User · {name}", name=chosen.name),
                USER_FIELDS,
                context,
                values={each.code: getattr(chosen, each.code, None) for each in USER_FIELDS},
                required=("name", "login", "role"),
                draft=self.host.draft(f"user-{chosen.code}"),
                attempt=attempt,
            ),
            write,
        )
