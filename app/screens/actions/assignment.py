"""What can be done with assignment rules in Setup: making, ordering, trying and running them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.domain.assignment.fields import RULE_FIELDS
from app.screens.host import Actions
from app.words import say

if TYPE_CHECKING:
    from app.domain.assignment.rows import RuleLine

_MOST: Final = 200
"""How many leads are shown at most."""


class RuleActions(Actions):
    """The commands of the section of assignment rules."""

    PREFIXES = ("rule",)

    def _chosen(self) -> RuleLine | None:
        line: RuleLine | None = self.host.pane("rules").cursor_item
        return line

    async def add(self) -> None:
        """Make a rule."""
        from app.screens.dialogs.selling import ItemDialog

        space = await self.host.workspace()

        def dialog(attempt: Any) -> ItemDialog:
            return ItemDialog(
                say("New rule"),
                RULE_FIELDS,
                self.host.context.parse_context(),
                values={"way": "round_robin", "active": True},
                required=("name", "way"),
                suggest=self.host.suggest,
                draft=self.host.draft("rule-new"),
                attempt=attempt,
            )

        outcome = await self.host.through(dialog, space.rules.add)
        if outcome is not None:
            self.host.go_to(outcome.code)

    async def edit(self) -> None:
        """Change the rule under the cursor."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.selling import ItemDialog

        space = await self.host.workspace()

        def dialog(attempt: Any) -> ItemDialog:
            return ItemDialog(
                say("Rule · {name}", name=chosen.name),
                RULE_FIELDS,
                self.host.context.parse_context(),
                edit=True,
                values=chosen.values,
                required=("name", "way"),
                suggest=self.host.suggest,
                draft=self.host.draft(f"rule-{chosen.code}"),
                attempt=attempt,
            )

        await self.host.through(dialog, lambda changes: space.rules.edit(chosen.code, changes))

    async def up(self) -> None:
        """Let a rule be tried before the one above it."""
        await self._move(-1)

    async def down(self) -> None:
        """Let a rule be tried after the one below it."""
        await self._move(1)

    async def _move(self, step: int) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        codes = [each.code for each in self.host.pane("rules").items]
        at = codes.index(chosen.code)
        if not 0 <= at + step < len(codes):
            end = (
                say("{rule} is the first.", rule=chosen.name)
                if step < 0
                else say("{rule} is the last.", rule=chosen.name)
            )
            self.host.message_line.say(end, "info")
            return
        codes[at], codes[at + step] = codes[at + step], codes[at]
        await self.host.carry_out((await self.host.workspace()).rules.order, codes)

    async def remove(self) -> None:
        """Put the rule under the cursor away."""
        chosen = self._chosen()
        if chosen is not None:
            await self.host.carry_out((await self.host.workspace()).rules.delete, chosen.code)

    async def simulate(self) -> None:
        """Show whom the leads without an owner would get, or others that a condition names."""
        from app.domain.core.fields import Field
        from app.screens.dialogs.assignment import DecisionsDialog, SimulationDialog

        space = await self.host.workspace()
        fields = (
            Field("where", "Leads", help="In the query language, such as source = web; without an owner if empty."),
        )
        found: Any = ()

        async def attempt(values: dict[str, Any]) -> object:
            nonlocal found
            found = await self.host.ask(space.assigning.simulate, values.get("where") or "", _MOST)
            return found

        asked = await self.host.show_dialog(
            SimulationDialog(say("Simulate the rules"), fields, self.host.context.parse_context(), attempt=attempt)
        )
        if asked is not None:
            await self.host.show_dialog(
                DecisionsDialog(say("Whom leads would get"), found, say("No open lead is among these."))
            )

    async def unassigned(self) -> None:
        """Show the open leads that nobody has, and why."""
        from app.screens.dialogs.assignment import DecisionsDialog

        space = await self.host.workspace()
        found = await self.host.ask(space.assigning.unassigned, _MOST)
        title = say("Leads without an owner")
        await self.host.show_dialog(DecisionsDialog(title, found, say("Every open lead has an owner.")))

    async def run(self) -> None:
        """Give the leads without an owner out, after a question."""
        from app.screens.dialogs.confirm import ConfirmDialog

        space = await self.host.workspace()
        question = say("Give the open leads without an owner out by the rules?")
        if await self.host.show_dialog(ConfirmDialog(say("Give leads out"), question)):
            await self.host.carry_out(space.assigning.run)
