"""What can be done with the items of a panel that a service of its own keeps: add, edit, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from app.screens.host import Actions

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.screens.dialogs.form_dialog import FormDialog


class PanelItemActions(Actions):
    """The commands of the items of one panel; what they are called begins the names of their drafts.

    Attributes:
        PANEL: The panel, and the service that keeps its items.
        EDITED: The values of an item that can be changed.
    """

    PANEL: ClassVar[str]
    EDITED: ClassVar[tuple[str, ...]]

    def dialog(self) -> Callable[..., FormDialog[Any]]:
        """The dialog that adds one, or changes one with ``edit``."""
        raise NotImplementedError

    async def add(self) -> None:
        """Add one to the record shown."""
        record = self.host.chosen_card()
        if record is None:
            return
        service, dialog = await self._service(), self.dialog()
        await self.host.through(
            lambda attempt: dialog(
                record.title,
                self.host.context.parse_context(),
                suggest=self.host.suggest,
                draft=self.host.draft(f"{self.PREFIXES[0]}-{record.code}"),
                attempt=attempt,
            ),
            lambda values: service.add(record.id, **values),
        )

    async def edit(self) -> None:
        """Change the one under the cursor; where there is none, add one."""
        item = self.host.pane(self.PANEL).cursor_item
        if item is None:
            await self.add()
            return
        service, dialog = await self._service(), self.dialog()
        await self.host.through(
            lambda attempt: dialog(
                item.name,
                self.host.context.parse_context(),
                edit=True,
                values={code: getattr(item, code) for code in self.EDITED},
                draft=self.host.draft(f"{self.PREFIXES[0]}-edit-{item.id}"),
                attempt=attempt,
            ),
            lambda changes: service.edit(item.id, changes, version=item.version),
        )

    async def remove(self) -> None:
        """Take the one under the cursor off the record."""
        item = self.host.pane(self.PANEL).cursor_item
        if item is not None:
            await self.host.carry_out((await self._service()).remove, item.id)

    async def _service(self) -> Any:
        return getattr(await self.host.workspace(), self.PANEL)
