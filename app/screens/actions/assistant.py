"""What can be done with the assistant's cards: do what one proposes, snooze it, dismiss it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.screens.actions.entries import EntryActions
from app.screens.host import Actions

if TYPE_CHECKING:
    from app.domain.assistant.rows import Card

#: Which command does what a card proposes.
CARD_COMMANDS = {
    "call": "lead.call",
    "email": "lead.mail",
    "mail": "lead.mail",
    "notes": "lead.note",
    "compare": "lead.duplicates",
    "reschedule": "lead.next_contact",
    "close": "opportunity.win",
    "switch": "process.switch",
}


class AssistantActions(Actions):
    """The commands of the assistant."""

    PREFIXES = ("assistant",)

    async def act(self) -> None:
        """Do what the card under the cursor proposes."""
        card = self._card()
        if card is None:
            self.host.pane("assistant").action_choose()
            return
        action = card.actions[0] if card.actions else "open"
        if action in CARD_COMMANDS or "." in action:  # an area's card names a command itself
            self.host.run_command(self.host.register[CARD_COMMANDS.get(action, action)])
        elif action == "complete" and card.activity_id:
            if self.host.permits(self.host.register["entry.complete"]):
                await self.host.acting(EntryActions).complete_at_once(card.activity_id)
        elif card.activity_id:
            await self.host.acting(EntryActions).open_entry(card.activity_id)

    async def snooze(self) -> None:
        """Hide the card for a while."""
        card = self._card()
        if card is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.assistant.snooze, card.key, card.record_id)

    async def dismiss(self) -> None:
        """Take the card away; it can be undone."""
        card = self._card()
        if card is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.assistant.dismiss, card.key, card.record_id)

    def _card(self) -> Card | None:
        card: Card | None = self.host.pane("assistant").cursor_item
        return card
