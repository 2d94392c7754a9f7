"""The performer: does a deed of a walkthrough by the keys that a person would press, from wherever the screen is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from app.domain.core.errors import Refusal
from app.screens.dialogs.base import Dialog
from app.screens.dialogs.confirm import ConfirmDialog, UnsavedDialog
from app.screens.dialogs.form_dialog import FormDialog
from app.screens.record import RecordScreen
from app.screens.registry import screen_for
from app.widgets.forms.row import FieldRow
from app.widgets.stage_bar import StageBar
from app.words import label, own, say, sentences

if TYPE_CHECKING:
    from app.coach.turns import TurnTakingApp
    from app.walkthrough.script import Deed
    from app.widgets.keyed import KeyedScreen

#: Dialogs that may lie one on the other, and fields and panels that are gone through, at the most.
_MOST_DIALOGS: Final = 12
_MOST_FIELDS: Final = 90
_MOST_PANELS: Final = 40
#: A form is saved again where it asks whether a new value is meant.
_SAVES: Final = 3


class NotDone(Refusal):
    """A deed could not be done; the message says why."""

    code = "not_done"


class Hands(Protocol):
    """How keys are pressed: how fast, and who is shown them."""

    async def before_key(self, key: str, *, typed: bool) -> None:
        """Called before each key."""

    async def filled_in(self) -> None:
        """Called when a form is filled in, before it is saved, and when something is shown."""


class Performer:
    """Does deeds.

    Args:
        app: The program.
        hands: How keys are pressed.
    """

    def __init__(self, app: TurnTakingApp, hands: Hands) -> None:
        self._app: Any = app
        self._hands = hands

    async def perform(self, deed: Deed, kind: str, record_id: str) -> None:
        """Do a deed.

        Args:
            deed: Which one.
            kind: The kind of record it is about.
            record_id: Which record; empty where the deed makes it.

        Raises:
            NotDone: Something is in its way.
        """
        await self.clear()
        await self._find(kind, record_id)
        if deed.panel:
            await self._go_to_panel(deed.panel)
            self._come_to_current_stage()
        for command in deed.before:
            await self.command(command)
        depth = len(self._app.screen_stack)
        await self.command(deed.command)
        if deed.shown:
            await self._hands.filled_in()
            return
        dialog = self._app.screen
        if isinstance(dialog, FormDialog):
            await self._fill_in(dialog, deed)
        elif len(self._app.screen_stack) > depth:
            raise NotDone(say("“{title}” asks something that the walkthrough has no answer to.", title=dialog.heading))

    async def clear(self) -> None:
        """Close every dialog, and leave what is typed into a search."""
        for _ in range(_MOST_DIALOGS):
            dialog = self._app.screen
            if not isinstance(dialog, Dialog):
                break
            command = (
                "unsaved.discard"
                if isinstance(dialog, UnsavedDialog)
                else "question.no"
                if isinstance(dialog, ConfirmDialog)
                else "dialog.close"
            )
            if not await self._pressed(command):
                dialog.action_close()
                await self._app.turn()
        while isinstance(dialog := self._app.screen, Dialog):  # one that no key closes
            dialog.dismiss(None)
            await self._app.turn()
        screen = self._record_screen
        if screen.list.typing_places() is not None:
            screen.list.leave()
            await self._app.turn()
        screen.unmark()

    @property
    def _record_screen(self) -> RecordScreen:
        """The screen with records that is shown."""
        screen = self._app.commanding
        if not isinstance(screen, RecordScreen):
            raise NotDone(say("There are no records on this screen."))
        return screen

    async def _find(self, kind: str, record_id: str) -> None:
        """Go to a record, by key where the screen has one for it."""
        entry = screen_for(kind=kind)
        if entry is not None and self._record_screen.kind != kind and not await self._pressed(entry.command):
            self._app.show_screen(entry)
            await self._app.turn()
        screen = self._record_screen
        if record_id and screen.wanted != record_id:
            screen.go_to(record_id)
            await self._app.turn()
        if record_id and screen.wanted != record_id:
            raise NotDone(say("The record of the story cannot be shown."))

    async def _go_to_panel(self, panel: str) -> None:
        """Go to a panel of the record by keys; where they do not lead there, without."""
        screen = self._record_screen
        for _ in range(_MOST_PANELS):
            at = (screen.focused.id if screen.focused is not None else "") or ""
            if at == panel:
                return
            if at == "list" and not screen.open_record and not screen.pane(panel).display:
                pressed = await self._pressed("open")
                if pressed and (screen.focused is None or screen.focused.id != "list"):
                    continue
            if at == "panels" and screen.tabs.chosen != panel:
                await self._key("left" if self._app.direction.mirrors else "right", typed=False)
            else:
                await self._key("tab", typed=False)
        screen.focus_on(panel)
        await self._app.turn()
        if screen.focused is None or screen.focused.id != panel:
            raise NotDone(say("The panel “{panel}” cannot be shown.", panel=panel))

    def _come_to_current_stage(self) -> None:
        """Leave a stage that somebody looked at between the steps: what a deed asks for stands in the current one."""
        if isinstance(bar := self._record_screen.focused, StageBar):
            bar.come_to_current()

    async def command(self, id: str) -> None:
        """Carry out a command by its key; by the palette's way where it has none here."""
        if not await self._pressed(id):
            screen: KeyedScreen[Any] = self._app.screen
            screen.run_command(self._app.register[id])
            await self._app.turn()

    async def _pressed(self, id: str) -> bool:
        """Press the key that carries a command out where the focus is; whether there is one."""
        screen = self._app.screen
        command, here = self._app.register[id], self._app.register.keys_at(screen.places())
        if command.opposite and self._app.direction.mirrors:
            command = self._app.register[command.opposite]
        keys = (*command.keys_where_typed, *command.keys)
        key = next((key for key in keys if here.get(key) is command), None)
        if key is None:
            return False
        for part in key.split(" ") if len(key) > 1 else [key]:
            await self._key(part, typed=False)
        return True

    async def _fill_in(self, dialog: FormDialog[Any], deed: Deed) -> None:
        """Type the values of a deed into a form, and save it."""
        for code, text in deed.values.items():
            await self._go_to_field(dialog, code)
            if getattr(self._app.focused, "text", ""):  # an Input is asked for it as an entry of a form
                if not await self._pressed("text.select_all"):
                    await self._pressed("text.select_text")
                await self._pressed("text.backspace")
            for character in label(text):
                await self._key("space" if character == " " else character, typed=True)
        await self._hands.filled_in()
        for _ in range(_SAVES):
            await self.command("form.save")
            if dialog not in self._app.screen_stack:
                return
            if self._app.screen is not dialog:
                raise NotDone(
                    say("“{title}” asks something that the walkthrough has no answer to.", title=dialog.heading)
                )
        problems = (own(f"{each.field.label}: {each.problem}") for each in dialog.query(FieldRow) if each.problem)
        raise NotDone(sentences(say("“{title}” could not be saved.", title=dialog.heading), *problems))

    async def _go_to_field(self, dialog: FormDialog[Any], code: str) -> None:
        for _ in range(_MOST_FIELDS):
            if _field_at(self._app.focused) == code:
                return
            await self._key("tab", typed=False)
        dialog.form.focus_field(code)
        await self._app.turn()
        if _field_at(self._app.focused) != code:
            raise NotDone(say("“{title}” has no field “{field}”.", title=dialog.heading, field=code))

    async def _key(self, key: str, *, typed: bool) -> None:
        await self._hands.before_key(key, typed=typed)
        await self._app.press(key)


def _field_at(focused: Any) -> str:
    """The code of the field that has the focus; empty for none."""
    row = next((each for each in focused.ancestors_with_self if isinstance(each, FieldRow)), None) if focused else None
    return row.field.code if row is not None else ""
