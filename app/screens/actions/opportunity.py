"""What can be done with an opportunity: edit, win, lose, put on hold, reopen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.screens.host import Actions
from app.words import say, say_many

if TYPE_CHECKING:
    from collections.abc import Sequence


class OpportunityActions(Actions):
    """The commands of an opportunity."""

    PREFIXES = ("opportunity",)

    async def edit(self) -> None:
        """Change any field of the opportunity."""
        from app.screens.dialogs.lead import LeadForm

        card = self.host.chosen_card()
        if card is None or self.host.overview is None:
            return
        space = await self.host.workspace()
        fields = [each for each in self.host.overview.fields if not each.computed]
        values = {each.code: card.values.get(each.code) for each in fields}
        await self.host.through(
            lambda attempt: LeadForm(
                say("Edit · {name}", name=card.title),
                fields,
                self.host.context.parse_context(),
                grouped=True,
                values=values,
                suggest=self.host.suggest,
                draft=self.host.draft(f"opportunity-{card.code}"),
                attempt=attempt,
            ),
            lambda changes: space.opportunities.edit(card.id, changes, version=card.version),
        )

    async def win(self) -> None:
        """Close it as won, with revenue and date."""
        await self._close("won")

    async def lose(self) -> None:
        """Close it, or those selected, as lost, with reasons and competitor."""
        await self._close("lost", self.host.marked())

    async def _close(self, status: str, marked: Sequence[str] = ()) -> None:
        from app.screens.dialogs.sales import CloseOpportunityDialog

        card = self.host.chosen_card()
        if card is None:
            return
        space = await self.host.workspace()
        reasons = await self.host.ask(space.opportunities.reasons)
        title = say_many("{n} opportunity", "{n} opportunities", len(marked)) if marked else card.title

        def write(values: dict[str, Any]) -> Any:
            how = values.pop("status", status)
            if marked:
                values.pop("revenue", None)
                return space.batches.lose(marked, how, **values)
            return space.opportunities.close(card.id, how, **values)

        done = await self.host.through(
            lambda attempt: CloseOpportunityDialog(
                title,
                self.host.context.parse_context(),
                reasons,
                status=status,
                may_win=not marked,
                values={"revenue": card.values.get("amount")},
                suggest=self.host.suggest,
                draft=self.host.draft("close-several" if marked else f"close-{card.code}"),
                attempt=attempt,
            ),
            write,
        )
        if done is not None:
            self.host.unmark()
            self.host.leave_record()

    async def hold(self) -> None:
        """Let it rest, or take it up again."""
        card = self.host.chosen_card()
        if card is None:
            return
        space = await self.host.workspace()
        wanted = "open" if card.values.get("status") == "on_hold" else "on_hold"
        if await self.host.carry_out(space.opportunities.set_status, card.id, wanted) is not None:
            self.host.leave_record()

    async def reopen(self) -> None:
        """Open a closed one again."""
        card = self.host.chosen_card()
        if card is None:
            return
        space = await self.host.workspace()
        if await self.host.carry_out(space.opportunities.reopen, card.id) is not None:
            self.host.leave_record()
