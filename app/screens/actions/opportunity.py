"""What can be done with an opportunity: edit, win, lose, put on hold, reopen."""

from __future__ import annotations

from typing import Any

from app.screens.record import RecordScreen


class OpportunityActions(RecordScreen):
    """The commands of an opportunity."""

    async def action_opportunity_edit(self) -> None:
        """Change any field of the opportunity."""
        from app.screens.dialogs.lead import LeadForm

        card = self.chosen_card()
        if card is None or self.overview is None:
            return
        space = await self.workspace()
        fields = [each for each in self.overview.fields if not each.computed]
        values = {each.code: card.values.get(each.code) for each in fields}
        await self.through(
            lambda attempt: LeadForm(
                f"Edit · {card.title}",
                fields,
                self.context.reading(),
                grouped=True,
                values=values,
                suggest=self.suggest,
                draft=self.draft(f"opportunity-{card.code}"),
                attempt=attempt,
            ),
            lambda changes: space.opportunities.edit(card.id, changes, version=card.version),
        )

    async def action_opportunity_win(self) -> None:
        """Close it as won, with revenue and date."""
        await self._close("won")

    async def action_opportunity_lose(self) -> None:
        """Close it as lost, with reason and competitor."""
        await self._close("lost")

    async def _close(self, status: str) -> None:
        from app.screens.dialogs.sales import CloseOpportunityDialog

        card = self.chosen_card()
        if card is None:
            return
        space = await self.workspace()

        def write(values: dict[str, Any]) -> Any:
            how = values.pop("status", status)
            return space.opportunities.close(card.id, how, **values)

        done = await self.through(
            lambda attempt: CloseOpportunityDialog(
                card.title,
                self.context.reading(),
                status=status,
                values={"revenue": card.values.get("amount")},
                suggest=self.suggest,
                attempt=attempt,
            ),
            write,
        )
        if done is not None:
            self.leave_record()

    async def action_opportunity_hold(self) -> None:
        """Let it rest, or take it up again."""
        card = self.chosen_card()
        if card is None:
            return
        space = await self.workspace()
        wanted = "open" if card.values.get("status") == "on_hold" else "on_hold"
        if await self.carry_out(space.opportunities.set_status, card.id, wanted) is not None:
            self.leave_record()

    async def action_opportunity_reopen(self) -> None:
        """Open a closed one again."""
        card = self.chosen_card()
        if card is None:
            return
        space = await self.workspace()
        if await self.carry_out(space.opportunities.reopen, card.id) is not None:
            self.leave_record()
