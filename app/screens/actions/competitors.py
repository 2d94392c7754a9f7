"""What can be done with the competitors met on a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.screens.host import Actions

if TYPE_CHECKING:
    from app.domain.competitors.rows import RivalLine


class CompetitorActions(Actions):
    """The commands of the competitors."""

    PREFIXES = ("competitor",)

    async def add(self) -> None:
        """Note who else is asked."""
        from app.screens.dialogs.people import CompetitorDialog

        record = self.host.chosen_card()
        if record is None:
            return
        space = await self.host.workspace()
        await self.host.through(
            lambda attempt: CompetitorDialog(
                record.title,
                self.host.context.parse_context(),
                suggest=self.host.suggest,
                draft=self.host.draft(f"competitor-{record.code}"),
                attempt=attempt,
            ),
            lambda values: space.competitors.add(record.id, **values),
        )

    async def edit(self) -> None:
        """Change how sure it is, and notes."""
        from app.screens.dialogs.people import CompetitorDialog

        rival: RivalLine | None = self.host.pane("competitors").cursor_item
        if rival is None:
            await self.add()
            return
        space = await self.host.workspace()
        values: dict[str, Any] = {"status": rival.status, "notes": rival.notes}
        await self.host.through(
            lambda attempt: CompetitorDialog(
                rival.name,
                self.host.context.parse_context(),
                edit=True,
                values=values,
                draft=self.host.draft(f"competitor-edit-{rival.id}"),
                attempt=attempt,
            ),
            lambda changes: space.competitors.edit(rival.id, changes, version=rival.version),
        )

    async def remove(self) -> None:
        """Take a competitor off; it stays known."""
        rival = self.host.pane("competitors").cursor_item
        if rival is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.competitors.remove, rival.id)
