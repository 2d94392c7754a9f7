"""What can be done with settings of the workspace: deciding them, and leaving them to their defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.screens.host import Actions
from app.words import say

if TYPE_CHECKING:
    from app.domain.settings.rows import SettingLine


class SettingActions(Actions):
    """The commands of the settings."""

    PREFIXES = ("setting",)

    def _chosen(self) -> SettingLine | None:
        line: SettingLine | None = self.host.pane("settings").cursor_item
        return line

    async def edit(self) -> None:
        """Decide the settings of a heading, beginning with the one under the cursor."""
        from app.screens.dialogs.settings import ChangesDialog

        chosen = self._chosen()
        if chosen is None:
            return
        space = await self.host.workspace()
        lines = [each for each in await self.host.ask(space.settings.list) if each.group == chosen.group]
        context = self.host.context.parse_context()

        def dialog(attempt: Any) -> ChangesDialog:
            return ChangesDialog(
                say("Settings · {group}", group=chosen.group),
                [each.field for each in lines],
                context,
                values={each.field.code: each.value for each in lines},
                begin=chosen.field.code,
                draft=self.host.draft("settings"),
                attempt=attempt,
            )

        await self.host.through(dialog, space.settings.set)

    async def reset(self) -> None:
        """Leave the setting under the cursor to its default again."""
        chosen = self._chosen()
        if chosen is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.settings.reset, chosen.field.code)
