"""What can be done in Setup with what is laid out in a text: the editor, checking, files, versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from app.domain.core.errors import Invalid, Refusal
from app.screens.host import Actions
from app.screens.outside import edited_outside
from app.words import Words, label, say, say_many, sentences

if TYPE_CHECKING:
    from app.domain.core.outcomes import Outcome
    from app.workspace import Workspace


class DefinitionTexts(Actions):
    """The commands on a definition's text, whatever it defines.

    Attributes:
        SECTION: The section whose list has the definitions.
        SAVES: The command that saves one, which whoever restores a version must be allowed.
        IMPORT: What taking one in is called.
    """

    SECTION: ClassVar[str]
    SAVES: ClassVar[str]
    IMPORT: ClassVar[Words]

    def texts(self, space: Workspace) -> Any:
        """The service that keeps the definitions."""
        raise NotImplementedError

    def named(self, chosen: Any) -> str:
        """What the service calls a definition of the list."""
        return str(chosen.code)

    def _chosen(self) -> Any:
        """The definition under the cursor."""
        return self.host.pane(self.SECTION).cursor_item

    async def editor(self) -> None:
        """Change it as text in the user's editor, which opens again until it is right or given up."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.domain.process.annotating import annotated, bare
        from app.screens.dialogs.mistakes import MistakesDialog

        space = await self.host.workspace()
        source = f"{self.named(chosen)}.toml"
        shown = await self.host.ask(self.texts(space).text, self.named(chosen))
        while True:
            changed = edited_outside(shown, source)
            if not bare(changed).strip():
                self.host.message_line.say(say("The text is empty; nothing was saved."), "info")
                return
            try:
                outcome = await self.host.ask(
                    self.texts(space).edit, self.named(chosen), bare(changed), source, chosen.version
                )
            except Invalid as refusal:
                again = await self.host.show_dialog(MistakesDialog(refusal, source))
                if not again:
                    self._keep(bare(changed), source)
                    return
                shown = annotated(changed, refusal)
            except Refusal as refusal:
                self._keep(bare(changed), source)
                self.host.refused(refusal)
                return
            else:
                self.host.tell(outcome)
                return

    def _keep(self, text: str, source: str) -> None:
        """Put a text that was not saved into a file, and say where it is."""
        from app.domain.process.files import keep_definition

        path = keep_definition(self.host.context.state_folder, text, source)
        self.host.message_line.say(say("The text is kept in {path}.", path=path), "info", seconds=30)

    async def check(self) -> None:
        """Say whether it is sound as things are now, and what may surprise."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.mistakes import MistakesDialog

        space = await self.host.workspace()
        text = await self.host.ask(self.texts(space).text, self.named(chosen))
        try:
            checked = await self.host.ask(self.texts(space).check, text, chosen.name)
        except Invalid as refusal:
            await self.host.show_dialog(MistakesDialog(refusal, chosen.name, may_edit=False))
        else:
            sound = say("{process} is sound.", process=chosen.name)
            self.host.message_line.say(sentences(sound, *checked.notices), "info")

    async def export(self) -> None:
        """Write it into a new file."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.domain.process.files import path_named, write_definition_file
        from app.screens.dialogs.definition import path_dialog

        space = await self.host.workspace()
        text = await self.host.ask(self.texts(space).text, self.named(chosen))

        async def attempt(values: dict[str, Any]) -> object:
            return await self.host.ask(write_definition_file, path_named(values["to"]), text)

        title = say("Export {process}", process=chosen.name)
        dialog = path_dialog(title, "to", self.host.context.parse_context(), attempt, f"{self.named(chosen)}.toml")
        values = await self.host.show_dialog(dialog)
        if values is not None:
            written = say("{process} written to {file}.", process=chosen.name, file=values["to"])
            self.host.message_line.say(written, "info")

    async def take_in(self) -> None:
        """Take one in from a file."""
        from app.domain.process.files import path_named, read_definition_file
        from app.screens.dialogs.definition import path_dialog
        from app.screens.dialogs.mistakes import MistakesDialog

        space = await self.host.workspace()
        outcome: Outcome | None = None
        wrong: Invalid | None = None

        async def attempt(values: dict[str, Any]) -> object:
            nonlocal outcome, wrong
            path = path_named(values["file"])
            text = await self.host.ask(read_definition_file, path)
            try:
                outcome = await self.host.ask(self.texts(space).take_in, text, path.name)
            except Invalid as refusal:
                wrong = refusal
            return outcome

        title = label(self.IMPORT)
        await self.host.show_dialog(path_dialog(title, "file", self.host.context.parse_context(), attempt))
        if wrong is not None:
            await self.host.show_dialog(MistakesDialog(wrong, title, may_edit=False))
        elif outcome is not None:
            self.host.tell(outcome)
            self.host.go_to(outcome.code)

    async def versions(self) -> None:
        """Show its versions, and how many records follow each."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        space = await self.host.workspace()
        found = await self.host.ask(self.texts(space).versions, self.named(chosen))
        options = [
            Option(
                each.version,
                say("Version {version}", version=each.version),
                say_many("{n} under way", "{n} under way", each.running),
            )
            for each in found
        ]
        title = say("Versions of {process}", process=chosen.name)
        version = await self.host.show_dialog(ChoiceDialog(title, options, found[0].version))
        if version is not None and version != found[0].version:
            await self._restore(chosen, version)

    async def _restore(self, chosen: Any, version: int) -> None:
        """Make a former version the newest again, after a question."""
        from app.screens.dialogs.confirm import ConfirmDialog

        command = self.host.register[self.SAVES]
        if not self.host.permits(command):
            return
        question = say("Save version {version} anew, as the newest?", version=version)
        if await self.host.show_dialog(ConfirmDialog(chosen.name, question)):
            space = await self.host.workspace()
            text = await self.host.ask(self.texts(space).text, self.named(chosen), version)
            await self.host.carry_out(self.texts(space).edit, self.named(chosen), text, f"{self.named(chosen)}.toml")
