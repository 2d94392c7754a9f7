"""What can be done with records in sequences, and with the sequences of Setup."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.domain.sequences.saying import STATES
from app.screens.actions.definition_texts import DefinitionTexts
from app.screens.host import Actions
from app.words import Words, label, say, say_many

if TYPE_CHECKING:
    from app.commands.command import Command
    from app.domain.sequences.defining import SequenceDefinitionService
    from app.domain.sequences.rows import CountedSequence, WayView
    from app.workspace import Workspace


class SequenceActions(Actions):
    """The commands on a record's sequence."""

    PREFIXES = ("sequence",)

    def why_not(self, command: Command) -> str:
        """Why nothing can be done with a sequence that the record is not in."""
        if command.id == "sequence.connect" or self.host.overview is None or self._under_way() is not None:
            return ""
        return say("It is in no sequence.")

    def _under_way(self) -> WayView | None:
        from app.screens.panels.sequences import WAYS

        if self.host.overview is None:
            return None
        return next((each for each in self.host.overview[WAYS] if each.status == "active"), None)

    async def connect(self) -> None:
        """Let the record, or those selected, begin a sequence."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.screens.dialogs.confirm import ConfirmDialog
        from app.widgets.forms.matching import Option

        card = self.host.chosen_card()
        if card is None:
            return
        space = await self.host.workspace()
        lines = await self.host.ask(space.sequence_definitions.list)
        fitting = [each for each in lines if each.state == "active" and each.definition.record == card.kind]
        if not fitting:
            self.host.message_line.say(say("No sequence is active for this kind of record."), "info")
            return
        options = [
            Option(each.key, each.name, say_many("{n} step", "{n} steps", len(each.definition.steps)))
            for each in fitting
        ]
        key = await self.host.show_dialog(ChoiceDialog(say("Begin a sequence"), options))
        if key is None:
            return
        marked = self.host.marked()
        if len(marked) > 1:
            question = say_many(
                "{n} record will begin the sequence. One undo takes it back for all of them.",
                "{n} records will begin the sequence. One undo takes it back for all of them.",
                len(marked),
            )
            if not await self.host.show_dialog(ConfirmDialog(say("Begin a sequence"), question, action=say("Do it"))):
                return
        if await self.host.carry_out(space.sequences.connect, key, marked or (card.id,)) is not None and marked:
            self.host.unmark()

    async def disconnect(self) -> None:
        """Let the record leave its sequence."""
        if self.host.chosen_card() is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.sequences.disconnect, self.host.wanted)

    async def skip(self) -> None:
        """Go on to the next step."""
        if self.host.chosen_card() is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.sequences.skip, self.host.wanted)

    async def snooze(self) -> None:
        """Put the step under way off."""
        from app.domain.core.fields import Field
        from app.screens.dialogs.form_dialog import ValuesDialog

        card, way = self.host.chosen_card(), self._under_way()
        step = way.current if way is not None else None
        if card is None or step is None:
            return
        space = await self.host.workspace()
        field = Field("when", "New time", "moment", help="Such as tomorrow 10 or +1w.")
        await self.host.through(
            lambda attempt: ValuesDialog(
                say("Put off · {name}", name=step.name),
                (field,),
                self.host.context.parse_context(),
                required=("when",),
                attempt=attempt,
            ),
            lambda values: space.sequences.snooze(card.id, values["when"]),
        )


class SequenceDefinitionActions(DefinitionTexts):
    """The commands of the section of sequences."""

    PREFIXES = ("sequences",)
    SECTION = "sequences"
    SAVES = "sequences.editor"
    IMPORT: ClassVar[Words] = "Import a sequence"

    def texts(self, space: Workspace) -> SequenceDefinitionService:
        """The service that keeps sequences."""
        return space.sequence_definitions

    def named(self, chosen: CountedSequence) -> str:
        """Its code in a file."""
        return chosen.key

    def why_not(self, command: Command) -> str:
        """Why a sequence cannot be taken into use, or out of it."""
        chosen: CountedSequence | None = self._chosen()
        if chosen is None:
            return ""
        state = chosen.line.state
        refused = {"sequences.activate": ("active",), "sequences.deactivate": ("inactive", "draft")}
        if state in refused.get(command.id, ()):
            return say("The sequence {name} is {state}.", name=chosen.name, state=label(STATES[state]))
        return ""

    async def activate(self) -> None:
        """Let records begin a sequence."""
        chosen: CountedSequence | None = self._chosen()
        if chosen is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.sequence_definitions.activate, chosen.key)

    async def deactivate(self) -> None:
        """Let no record begin a sequence any more."""
        chosen: CountedSequence | None = self._chosen()
        if chosen is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.sequence_definitions.deactivate, chosen.key)
