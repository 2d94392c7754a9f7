"""What can be done with a line of the work list, and with several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.domain.core.work import work_sources
from app.screens.host import Actions
from app.widgets.called import role_name
from app.words import Words, WordsByCode, label, say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.commands.command import Command
    from app.domain.worklist.rows import WorkItem
    from app.screens.dialogs.contacting import ContactingDialog
    from app.screens.work import WorkScreen

#: The name under which it is remembered what comes after something was done.
ADVANCE: Final = "work.advance"
ADVANCES: Final[WordsByCode] = (
    ("next", "Go on to the next"),
    ("ask", "Ask whether to go on"),
    ("stay", "Stay where it was"),
)
"""What comes after something was done, as a user chooses."""


class WorkActions(Actions):
    """The commands of the work list."""

    PREFIXES = ("work",)
    host: WorkScreen

    @property
    def _items(self) -> tuple[WorkItem, ...]:
        """The lines selected, else the one under the cursor."""
        return self.host.list.chosen()

    def why_not(self, command: Command) -> str:
        """That the line under the cursor is done already."""
        if command.on_item and self._items == () and self.host.list.list.cursor_id:
            return say("This is done already. {undo} takes back what was done last.")
        return ""

    async def done(self) -> None:
        """Mark as done; of what took place with somebody, ask how it ended."""
        from app.screens.dialogs.activity import CompleteDialog

        items = self._items
        if not items:
            return
        space = await self.host.workspace()
        asks = set().union(*(source.asks for source in work_sources()))
        if any(each.kind in asks for each in items):
            outcome = await self._asked(CompleteDialog, items, space.worklist.done)
        else:
            outcome = await self.host.carry_out(space.worklist.done, [each.id for each in items])
        if outcome is not None:
            await self._go_on()

    async def snooze(self) -> None:
        """Move to another time."""
        from app.screens.dialogs.activity import RescheduleDialog

        if items := self._items:
            space = await self.host.workspace()
            if await self._asked(RescheduleDialog, items, space.worklist.snooze) is not None:
                await self._go_on()

    async def skip(self) -> None:
        """Leave out."""
        if items := self._items:
            space = await self.host.workspace()
            if await self.host.carry_out(space.worklist.skip, [each.id for each in items]) is not None:
                await self._go_on()

    async def give(self) -> None:
        """Give to a colleague."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        items = self._items
        if not items:
            return
        space = await self.host.workspace()
        users = [each for each in await self.host.ask(space.users.list) if each.active]
        options = [Option(each.id, each.name, role_name(each.role)) for each in users]
        title = say("Give · {name}", name=self._about(items))
        chosen = await self.host.show_dialog(ChoiceDialog(title, options, items[0].owner_id))
        if chosen and await self.host.carry_out(space.worklist.give, [each.id for each in items], chosen) is not None:
            await self._go_on()

    async def mail(self) -> None:
        """Note one email as sent for all that are selected."""
        from app.domain.core.fields import Field
        from app.screens.dialogs.form_dialog import ValuesDialog

        items = self._items
        if not items:
            return
        space = await self.host.workspace()
        refs = [each.id for each in items]
        fields = (Field("subject", "Subject"), Field("body", "Text", "prose"))
        outcome = await self.host.through(
            lambda attempt: ValuesDialog(
                say("One email · {name}", name=self._about(items)),
                fields,
                self.host.context.parse_context(),
                required=("subject",),
                draft=self.host.draft("work-mail"),
                attempt=attempt,
            ),
            lambda values: space.worklist.mail(refs, values.get("subject") or "", values.get("body") or ""),
        )
        if outcome is not None:
            await self._go_on()

    async def follow(self) -> None:
        """Follow the record under the cursor, or no longer."""
        line = self.host.list.list.cursor_line
        if line is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.worklist.follow, line.record_id, follows=not line.followed)

    async def advance(self) -> None:
        """Choose what comes after something was done."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        options = [Option(code, label(name)) for code, name in ADVANCES]
        chosen = await self.host.show_dialog(ChoiceDialog(say("After work is done"), options, self._advance))
        if chosen:
            self.host.context.remembered.shown[ADVANCE] = chosen

    @property
    def _advance(self) -> str:
        kept = self.host.context.remembered.shown.get(ADVANCE, "")
        return kept if kept in dict(ADVANCES) else ADVANCES[0][0]

    async def _go_on(self) -> None:
        """Go on to the next line, as the user chose."""
        self.host.list.unmark()
        if self._advance == "stay":
            return
        if self._advance == "ask":
            from app.screens.dialogs.confirm import ConfirmDialog

            question = ConfirmDialog(say("Work"), say("Done. Go on to the next?"), action=_GO_ON, cancel=_STAY)
            if not await self.host.show_dialog(question):
                return
        self.host.list.go_on()

    async def _asked(
        self, dialog: Callable[..., ContactingDialog], items: Sequence[WorkItem], write: Callable[..., Any]
    ) -> Any:
        """Ask what a deed needs to know, and do it."""
        refs = [each.id for each in items]
        return await self.host.through(
            lambda attempt: dialog(
                self._about(items),
                self.host.context.parse_context(),
                draft=self.host.draft(f"{dialog.__name__}-{items[0].id}"),
                attempt=attempt,
            ),
            lambda values: write(refs, **values),
        )

    @staticmethod
    def _about(items: Sequence[WorkItem]) -> str:
        """What a dialog names: the record, or how many lines."""
        if len(items) > 1:
            return say_many("{n} item", "{n} items", len(items))
        return items[0].record_title


_GO_ON: Final[Words] = "Go on"
_STAY: Final[Words] = "Stay"
