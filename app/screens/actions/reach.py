"""What can be done with the emails, phones and addresses of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Refusal
from app.screens.actions.lead import is_workable
from app.screens.host import Actions
from app.words import label, say

if TYPE_CHECKING:
    from app.domain.people.reaching import ReachService
    from app.domain.people.rows import ReachLine


class ReachActions(Actions):
    """The commands of the contact points."""

    PREFIXES = ("reach",)

    async def add(self) -> None:
        """Add an email, phone or address."""
        from app.screens.dialogs.reach import ReachDialog

        card = self.host.chosen_card()
        if card is None or not is_workable(self.host, card):
            return
        whose = self._whose()
        if not whose:
            self.host.message_line.say(self.host.register.say(_nobody(card.kind)), "info")
            return
        reach = await self._reach()
        under: ReachLine | None = self.host.pane("reach").cursor_item
        await self.host.through(
            lambda attempt: ReachDialog(
                say("Add email, phone or address · {name}", name=card.title),
                self.host.context.parse_context(),
                whose=whose,
                medium=under.medium if under else "phone",
                draft=self.host.draft(f"reach-{card.code}"),
                attempt=attempt,
            ),
            lambda values: reach.add(**values),
        )

    async def edit(self) -> None:
        """Change the one under the cursor, or what it is called."""
        from app.screens.dialogs.reach import MEDIA, ReachDialog

        way: ReachLine | None = self.host.pane("reach").cursor_item
        if way is None:
            await self.add()
            return
        reach = await self._reach()
        try:
            values = await self.host.ask(reach.form, way.record_id, way.medium, way.ref)
        except Refusal as refusal:
            self.host.refused(refusal)
            return

        def write(new: dict[str, Any]) -> Any:
            return reach.edit(way.record_id, way.medium, way.ref, new["value"], new["label"])

        await self.host.through(
            lambda attempt: ReachDialog(
                say("{what} · {name}", what=label(dict(MEDIA)[way.medium]), name=way.called),
                self.host.context.parse_context(),
                whose={way.record_id: way.called},
                medium=way.medium,
                edit=True,
                values=values,
                draft=self.host.draft(f"reach-edit-{way.id.replace(':', '-')}"),
                attempt=attempt,
            ),
            write,
        )

    async def primary(self) -> None:
        """Put the one under the cursor first."""
        await self._carry_out("make_primary")

    async def remove(self) -> None:
        """Take the one under the cursor away."""
        await self._carry_out("remove")

    async def _carry_out(self, verb: str) -> None:
        way: ReachLine | None = self.host.pane("reach").cursor_item
        if way is not None:
            await self.host.carry_out(getattr(await self._reach(), verb), way.record_id, way.medium, way.ref)

    async def _reach(self) -> ReachService:
        from app.domain.people.reaching import ReachService

        return (await self.host.workspace()).service(ReachService)

    def _whose(self) -> dict[str, str]:
        """The records whose ways are shown, or could be: id and name of each."""
        overview = self.host.overview
        if overview is None:
            return {}
        card = overview.card
        if card.kind == "lead":
            return {card.id: card.title}
        linked = (card.values.get(code) for code in ("contact", "account"))
        return {link.id: link.title for link in linked if link is not None}


def _nobody(kind: str) -> str:
    """What is said where there is nobody yet who could be reached."""
    if kind == "customer":
        return say("The contact or account of this customer is not there any more.")
    return say("This opportunity has no contact or account. {opportunity.edit} gives it one.")
