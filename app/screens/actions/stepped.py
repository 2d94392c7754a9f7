"""What can be done with unit groups and discount lists in Setup: a name, and rows typed in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from app.domain.core.fields import Field
from app.screens.host import Actions
from app.words import say

if TYPE_CHECKING:
    from app.domain.core.outcomes import Outcome
    from app.domain.products.groups import DiscountListService, UnitGroupService
    from app.domain.products.rows import SteppedLine


class _SteppedActions(Actions):
    """What is the same for both."""

    PANE: ClassVar[str]
    """The pane that lists them, which is also the service's name."""

    async def add(self) -> None:
        """Add one."""
        await self._ask(self._title(None), None)

    async def edit(self) -> None:
        """Change the one under the cursor."""
        chosen = self._chosen()
        await self._ask(self._title(chosen), chosen)

    async def remove(self) -> None:
        """Put the one under the cursor away."""
        chosen = self._chosen()
        if chosen is not None:
            await self.host.carry_out((await self._service()).delete, chosen.id)

    def _chosen(self) -> SteppedLine | None:
        line: SteppedLine | None = self.host.pane(self.PANE).cursor_item
        return line

    def _title(self, chosen: SteppedLine | None) -> str:
        raise NotImplementedError

    def _rows(self) -> Field:
        """The field in which the rows are typed."""
        raise NotImplementedError

    async def _service(self) -> UnitGroupService | DiscountListService:
        service: UnitGroupService | DiscountListService = getattr(await self.host.workspace(), self.PANE)
        return service

    async def _ask(self, title: str, chosen: SteppedLine | None) -> None:
        from app.domain.products.rules import rows_typed
        from app.screens.dialogs.selling import ItemDialog

        service, rows = await self._service(), self._rows()

        def dialog(attempt: Any) -> ItemDialog:
            return ItemDialog(
                title,
                (Field("name", "Name"), rows),
                self.host.context.parse_context(),
                edit=chosen is not None,
                values={"name": chosen.name, rows.code: chosen.in_words} if chosen else {},
                required=("name", rows.code),
                draft=self.host.draft(f"{self.PANE}-{chosen.code if chosen else 'new'}"),
                attempt=attempt,
            )

        def write(values: dict[str, Any]) -> Outcome:
            typed = rows_typed(values[rows.code]) if rows.code in values else None
            if chosen is None:
                return service.add(values["name"], typed or ())
            return service.edit(chosen.id, name=values.get("name"), rows=typed)

        await self.host.through(dialog, write)


class UnitGroupActions(_SteppedActions):
    """The commands of the unit groups."""

    PREFIXES = ("unit_group",)
    PANE = "unit_groups"

    def _title(self, chosen: SteppedLine | None) -> str:
        return say("Unit group · {name}", name=chosen.name) if chosen else say("Add unit group")

    def _rows(self) -> Field:
        return Field("units", "Units", help="The smallest first, then how many of it each is: piece, box=12.")


class DiscountListActions(_SteppedActions):
    """The commands of the discount lists."""

    PREFIXES = ("discount_list",)
    PANE = "discount_lists"

    def _title(self, chosen: SteppedLine | None) -> str:
        return say("Discount list · {name}", name=chosen.name) if chosen else say("Add discount list")

    def _rows(self) -> Field:
        return Field("steps", "Steps", help="From which quantity on how much is taken off: 10=5%, 50=8%.")
