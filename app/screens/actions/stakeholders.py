"""What can be done with the stakeholders of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.screens.host import Actions

if TYPE_CHECKING:
    from app.domain.stakeholders.rows import StakeholderLine


class StakeholderActions(Actions):
    """The commands of the stakeholders."""

    PREFIXES = ("stakeholder",)

    async def add(self) -> None:
        """Add somebody with a say in the decision."""
        from app.screens.dialogs.people import StakeholderDialog

        record = self.host.chosen_card()
        if record is None:
            return
        space = await self.host.workspace()
        await self.host.through(
            lambda attempt: StakeholderDialog(
                record.title,
                self.host.context.parse_context(),
                suggest=self.host.suggest,
                draft=self.host.draft(f"stakeholder-{record.code}"),
                attempt=attempt,
            ),
            lambda values: space.stakeholders.add(record.id, **values),
        )

    async def edit(self) -> None:
        """Change role, influence and attitude."""
        from app.screens.dialogs.people import StakeholderDialog

        person: StakeholderLine | None = self.host.pane("stakeholders").cursor_item
        if person is None:
            await self.add()
            return
        space = await self.host.workspace()
        values = {code: getattr(person, code) for code in ("roles", "influence", "attitude", "notes")}
        await self.host.through(
            lambda attempt: StakeholderDialog(
                person.name,
                self.host.context.parse_context(),
                edit=True,
                values=values,
                draft=self.host.draft(f"stakeholder-edit-{person.id}"),
                attempt=attempt,
            ),
            lambda changes: space.stakeholders.edit(person.id, changes, version=person.version),
        )

    async def remove(self) -> None:
        """Take somebody off; the contact stays."""
        person = self.host.pane("stakeholders").cursor_item
        if person is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.stakeholders.remove, person.id)
