"""What can be done in the panels beside a record: assistant cards, stakeholders, competitors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.screens.record import RecordScreen

if TYPE_CHECKING:
    from app.domain.assistant.rows import Card
    from app.domain.competitors.rows import RivalLine
    from app.domain.stakeholders.rows import StakeholderLine
    from app.widgets.line_pane import LinePane

#: Which command does what a card proposes.
_COMMANDS = {
    "call": "lead.call",
    "email": "lead.mail",
    "mail": "lead.mail",
    "notes": "lead.note",
    "compare": "lead.duplicates",
    "reschedule": "lead.next_contact",
    "close": "opportunity.win",
}


class PanelActions(RecordScreen):
    """The commands of the assistant, the stakeholders and the competitors."""

    async def on_line_pane_selected(self, event: LinePane.Selected) -> None:
        """Open what was chosen in a panel."""
        action = {
            self.assistant: self.action_assistant_act,
            self.stakeholders: self.action_stakeholder_edit,
            self.competitors: self.action_competitor_edit,
        }.get(event.pane)
        if action is not None:
            self.run_worker(action(), group="command", exit_on_error=False)
        elif event.pane is self.details:
            self.run_command(self.register[f"{self.KIND}.edit"])

    # assistant -------------------------------------------------------------------------------------------------

    async def action_assistant_act(self) -> None:
        """Do what the card under the cursor proposes."""
        card = self._card()
        if card is None:
            self.assistant.action_choose()
            return
        action = card.actions[0] if card.actions else "open"
        if action in _COMMANDS:
            self.run_command(self.register[_COMMANDS[action]])
        elif action == "complete" and card.activity_id:
            space = await self.workspace()
            await self.carry_out(space.timeline.complete, card.activity_id)
        elif card.activity_id:
            await self.open_entry(card.activity_id)

    async def open_entry(self, entry_id: str) -> None:
        """Show an entry of the timeline in full."""
        raise NotImplementedError

    async def action_assistant_snooze(self) -> None:
        """Hide the card for a while."""
        card = self._card()
        if card is not None:
            space = await self.workspace()
            await self.carry_out(space.assistant.snooze, card.key, card.record_id)

    async def action_assistant_dismiss(self) -> None:
        """Take the card away; it can be undone."""
        card = self._card()
        if card is not None:
            space = await self.workspace()
            await self.carry_out(space.assistant.dismiss, card.key, card.record_id)

    def _card(self) -> Card | None:
        return self.assistant.cursor_item

    # stakeholders ----------------------------------------------------------------------------------------------

    async def action_stakeholder_add(self) -> None:
        """Add somebody with a say in the decision."""
        from app.screens.dialogs.people import StakeholderDialog

        record = self.chosen_card()
        if record is None:
            return
        space = await self.workspace()
        await self.through(
            lambda attempt: StakeholderDialog(
                record.title,
                self.context.reading(),
                suggest=self.suggest,
                draft=self.draft(f"stakeholder-{record.code}"),
                attempt=attempt,
            ),
            lambda values: space.stakeholders.add(record.id, **values),
        )

    async def action_stakeholder_edit(self) -> None:
        """Change role, influence and attitude."""
        from app.screens.dialogs.people import StakeholderDialog

        person: StakeholderLine | None = self.stakeholders.cursor_item
        if person is None:
            await self.action_stakeholder_add()
            return
        space = await self.workspace()
        values = {code: getattr(person, code) for code in ("roles", "influence", "attitude", "notes")}
        await self.through(
            lambda attempt: StakeholderDialog(
                person.name, self.context.reading(), edit=True, values=values, attempt=attempt
            ),
            lambda changes: space.stakeholders.edit(person.id, changes, version=person.version),
        )

    async def action_stakeholder_remove(self) -> None:
        """Take somebody off; the contact stays."""
        person = self.stakeholders.cursor_item
        if person is not None:
            space = await self.workspace()
            await self.carry_out(space.stakeholders.remove, person.id)

    # competitors -----------------------------------------------------------------------------------------------

    async def action_competitor_add(self) -> None:
        """Note who else is asked."""
        from app.screens.dialogs.people import CompetitorDialog

        record = self.chosen_card()
        if record is None:
            return
        space = await self.workspace()
        await self.through(
            lambda attempt: CompetitorDialog(
                record.title, self.context.reading(), suggest=self.suggest, attempt=attempt
            ),
            lambda values: space.competitors.add(record.id, **values),
        )

    async def action_competitor_edit(self) -> None:
        """Change how sure it is, and notes."""
        from app.screens.dialogs.people import CompetitorDialog

        rival: RivalLine | None = self.competitors.cursor_item
        if rival is None:
            await self.action_competitor_add()
            return
        space = await self.workspace()
        values: dict[str, Any] = {"status": rival.status, "notes": rival.notes}
        await self.through(
            lambda attempt: CompetitorDialog(
                rival.name, self.context.reading(), edit=True, values=values, attempt=attempt
            ),
            lambda changes: space.competitors.edit(rival.id, changes, version=rival.version),
        )

    async def action_competitor_remove(self) -> None:
        """Take a competitor off; it stays known."""
        rival = self.competitors.cursor_item
        if rival is not None:
            space = await self.workspace()
            await self.carry_out(space.competitors.remove, rival.id)
