"""What can be done with teams in Setup, and with the time off of a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.core.fields import Field
from app.screens.host import Actions
from app.words import say

if TYPE_CHECKING:
    from app.commands.command import Command
    from app.domain.teams.rows import Colleague, TeamLine


class TeamActions(Actions):
    """The commands of the teams."""

    PREFIXES = ("teams",)

    def _chosen(self) -> TeamLine | None:
        line: TeamLine | None = self.host.pane("teams").cursor_item
        return line

    async def add(self) -> None:
        """Make a team."""
        from app.screens.dialogs.form_dialog import ValuesDialog

        space = await self.host.workspace()
        outcome = await self.host.through(
            lambda attempt: ValuesDialog(
                say("New team"),
                _team_fields(),
                self.host.context.parse_context(),
                required=("name",),
                suggest=self.host.suggest,
                draft=self.host.draft("team-new"),
                attempt=attempt,
            ),
            lambda values: space.teams.add(values["name"], values.get("members") or ()),
        )
        if outcome is not None:
            self.host.go_to(outcome.code)

    async def edit(self) -> None:
        """Change what a team is called, and who is in it."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.form_dialog import ValuesDialog

        space = await self.host.workspace()
        await self.host.through(
            lambda attempt: ValuesDialog(
                say("Team · {name}", name=chosen.name),
                _team_fields(),
                self.host.context.parse_context(),
                values={"name": chosen.name, "members": chosen.members},
                required=("name",),
                suggest=self.host.suggest,
                draft=self.host.draft(f"team-{chosen.code}"),
                attempt=attempt,
            ),
            lambda values: space.teams.set_members(chosen.code, values.get("members") or (), values["name"]),
        )

    async def remove(self) -> None:
        """Dissolve a team."""
        chosen = self._chosen()
        if chosen is not None:
            await self.host.carry_out((await self.host.workspace()).teams.delete, chosen.code)


class TimeOffActions(Actions):
    """The commands of time off."""

    PREFIXES = ("time_off",)

    def _chosen(self) -> Colleague | None:
        line: Colleague | None = self.host.pane("users").cursor_item
        return line

    def why_not(self, command: Command) -> str:
        """Why there is nothing to take away."""
        chosen = self._chosen()
        if chosen is not None and command.id == "time_off.remove" and not chosen.away:
            return say("{name} has no time off.", name=chosen.user.name)
        return ""

    async def add(self) -> None:
        """Note when somebody does not work."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.form_dialog import ValuesDialog

        space = await self.host.workspace()
        fields = (
            Field("since", "First day", help="A day such as 2026-12-20, or the moment it begins."),
            Field("until", "Last day", help="A day, or when they are back; the first day alone without it."),
            Field("reason", "Reason"),
        )

        def write(values: dict[str, Any]) -> Any:
            return space.time_off.add(
                chosen.user.code, values["since"], values.get("until") or "", values.get("reason") or ""
            )

        await self.host.through(
            lambda attempt: ValuesDialog(
                say("Time off · {name}", name=chosen.user.name),
                fields,
                self.host.context.parse_context(),
                required=("since",),
                draft=self.host.draft(f"time-off-{chosen.user.code}"),
                attempt=attempt,
            ),
            write,
        )

    async def remove(self) -> None:
        """Take somebody's next time off away."""
        chosen = self._chosen()
        if chosen is not None and chosen.away:
            await self.host.carry_out((await self.host.workspace()).time_off.remove, chosen.away[0].id)


def _team_fields() -> tuple[Field, ...]:
    return (
        Field("name", "Name"),
        Field("members", "Members", "users", help="Colleagues, with commas between."),
    )
