"""What can be done with a customer on the screen: change its fields."""

from __future__ import annotations

from app.screens.host import Actions
from app.words import say


class CustomerActions(Actions):
    """The commands of a customer."""

    PREFIXES = ("customer",)

    async def edit(self) -> None:
        """Change the fields of the customer."""
        from app.screens.dialogs.lead import LeadForm

        card = self.host.chosen_card()
        if card is None or self.host.overview is None:
            return
        space = await self.host.workspace()
        fields = [each for each in self.host.overview.fields if not each.computed]
        await self.host.through(
            lambda attempt: LeadForm(
                say("Edit · {name}", name=card.title),
                fields,
                self.host.context.parse_context(),
                grouped=True,
                values={each.code: card.values.get(each.code) for each in fields},
                suggest=self.host.suggest,
                draft=self.host.draft(f"customer-{card.code}"),
                attempt=attempt,
            ),
            lambda changes: space.customers.edit(card.id, changes, version=card.version),
        )
