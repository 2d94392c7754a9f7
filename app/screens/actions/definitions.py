"""What can be done with process definitions in Setup: changing, ordering, copying, checking, files, versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Invalid, Refusal
from app.screens.host import Actions
from app.screens.outside import edited_outside
from app.words import say, say_many, sentences

if TYPE_CHECKING:
    from app.commands.command import Command
    from app.domain.core.outcomes import Outcome
    from app.domain.process.rows import DefinitionLine


class DefinitionActions(Actions):
    """The commands of the section of processes."""

    PREFIXES = ("definition",)

    def _chosen(self) -> DefinitionLine | None:
        line: DefinitionLine | None = self.host.pane("processes").cursor_item
        return line

    def why_not(self, command: Command) -> str:
        """Why a process cannot be moved, taken out of use or into it."""
        chosen = self._chosen()
        if chosen is None:
            return ""
        if command.id == "definition.activate" and chosen.active:
            return say("{process} is in use already.", process=chosen.name)
        if command.id == "definition.deactivate" and not chosen.active:
            return say("{process} is out of use already.", process=chosen.name)
        return ""

    async def add(self) -> None:
        """Lay out a process from nothing: what it is called and when it is chosen, then its stages and steps."""
        from app.domain.process.definitions import Definition, definition_from_json
        from app.domain.process.rows import DefinitionLine
        from app.screens.dialogs.definition import DefinitionDialog
        from app.screens.dialogs.stages import StagesDialog, free_code
        from app.words import own

        space = await self.host.workspace()
        fields = await self.host.ask(space.definitions.fields)
        lines = self.host.pane("processes").items
        context = self.host.context.parse_context()
        behind = max((each.definition.order for each in lines), default=0) + 10
        begun = DefinitionLine(Definition("", own(""), own(""), behind, (), None, ()), 1, active=True, running=0)
        values = await self.host.show_dialog(DefinitionDialog(begun, fields, context, title=say("New process")))
        if values is None:
            return
        code = free_code(values["name"], [each.code for each in lines], "process")
        given = {key: value for key, value in values.items() if value is not None}
        body = {**begun.definition.as_json(), **given, "code": code}
        laid_out = DefinitionLine(definition_from_json(body), 1, active=True, running=0)

        def write(stages: list[dict[str, Any]]) -> Outcome:
            return space.definitions.add({**body, "stages": stages}, laid_out.name)

        outcome = await self.host.through(
            lambda attempt: StagesDialog(laid_out, fields, context, attempt=attempt), write
        )
        if outcome is not None:
            self.host.go_to(outcome.code)

    async def edit(self) -> None:
        """Change what a process is called, for whom it is, and when it is chosen."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.definition import DefinitionDialog

        space = await self.host.workspace()
        fields = await self.host.ask(space.definitions.fields)

        def write(values: dict[str, Any]) -> Outcome:
            return space.definitions.change(chosen.code, values, chosen.version)

        await self.host.through(
            lambda attempt: DefinitionDialog(
                chosen,
                fields,
                self.host.context.parse_context(),
                draft=self.host.draft(f"process-{chosen.code}"),
                attempt=attempt,
            ),
            write,
        )

    async def stages(self) -> None:
        """Change the stages and steps of a process; they are saved as one version."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.stages import StagesDialog

        space = await self.host.workspace()
        fields = await self.host.ask(space.definitions.fields)

        def write(stages: list[dict[str, Any]]) -> Outcome:
            return space.definitions.change(chosen.code, {"stages": stages}, chosen.version)

        await self.host.through(
            lambda attempt: StagesDialog(chosen, fields, self.host.context.parse_context(), attempt=attempt), write
        )

    async def editor(self) -> None:
        """Change a process as text in the user's editor, which opens again until it is right or given up."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.domain.process.annotating import annotated, bare
        from app.screens.dialogs.mistakes import MistakesDialog

        space = await self.host.workspace()
        source = f"{chosen.code}.toml"
        shown = await self.host.ask(space.definitions.text, chosen.code)
        while True:
            changed = edited_outside(shown, source)
            if not bare(changed).strip():
                self.host.message_line.say(say("The text is empty; nothing was saved."), "info")
                return
            try:
                outcome = await self.host.ask(
                    space.definitions.edit, chosen.code, bare(changed), source, chosen.version
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
        """Say whether a process is sound as things are now, and what may surprise."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.mistakes import MistakesDialog

        space = await self.host.workspace()
        text = await self.host.ask(space.definitions.text, chosen.code)
        try:
            checked = await self.host.ask(space.definitions.check, text, chosen.name)
        except Invalid as refusal:
            await self.host.show_dialog(MistakesDialog(refusal, chosen.name, may_edit=False))
        else:
            sound = say("{process} is sound.", process=chosen.name)
            self.host.message_line.say(sentences(sound, *checked.notices), "info")

    async def up(self) -> None:
        """Let a process be tried before the one above it."""
        await self._move(-1)

    async def down(self) -> None:
        """Let a process be tried after the one below it."""
        await self._move(1)

    async def _move(self, step: int) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        codes = [each.code for each in self.host.pane("processes").items]
        at = codes.index(chosen.code)
        if not 0 <= at + step < len(codes):
            end = (
                say("{process} is the first.", process=chosen.name)
                if step < 0
                else say("{process} is the last.", process=chosen.name)
            )
            self.host.message_line.say(end, "info")
            return
        codes[at], codes[at + step] = codes[at + step], codes[at]
        space = await self.host.workspace()
        await self.host.carry_out(space.definitions.order, codes)

    async def activate(self) -> None:
        """Let new records begin a process again."""
        chosen = self._chosen()
        if chosen is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.definitions.activate, chosen.code)

    async def deactivate(self) -> None:
        """Let no new record begin a process."""
        chosen = self._chosen()
        if chosen is not None:
            space = await self.host.workspace()
            await self.host.carry_out(space.definitions.deactivate, chosen.code)

    async def copy(self) -> None:
        """Copy a process under another code."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.definition import copy_dialog

        space = await self.host.workspace()
        context = self.host.context.parse_context()

        def write(values: dict[str, Any]) -> Outcome:
            return space.definitions.copy(chosen.code, values["code"], values.get("name") or "")

        outcome = await self.host.through(lambda attempt: copy_dialog(chosen, context, attempt), write)
        if outcome is not None:
            self.host.go_to(outcome.code)

    async def export(self) -> None:
        """Write a process into a new file."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.domain.process.files import path_named, write_definition_file
        from app.screens.dialogs.definition import path_dialog

        space = await self.host.workspace()
        text = await self.host.ask(space.definitions.text, chosen.code)

        async def attempt(values: dict[str, Any]) -> object:
            return await self.host.ask(write_definition_file, path_named(values["to"]), text)

        title = say("Export {process}", process=chosen.name)
        dialog = path_dialog(title, "to", self.host.context.parse_context(), attempt, f"{chosen.code}.toml")
        values = await self.host.show_dialog(dialog)
        if values is not None:
            written = say("{process} written to {file}.", process=chosen.name, file=values["to"])
            self.host.message_line.say(written, "info")

    async def take_in(self) -> None:
        """Take a process in from a file."""
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
                outcome = await self.host.ask(space.definitions.take_in, text, path.name)
            except Invalid as refusal:
                wrong = refusal
            return outcome

        title = say("Import a process")
        await self.host.show_dialog(path_dialog(title, "file", self.host.context.parse_context(), attempt))
        if wrong is not None:
            await self.host.show_dialog(MistakesDialog(wrong, title, may_edit=False))
        elif outcome is not None:
            self.host.tell(outcome)
            self.host.go_to(outcome.code)

    async def versions(self) -> None:
        """Show the versions of a process, and how many records follow each."""
        chosen = self._chosen()
        if chosen is None:
            return
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        space = await self.host.workspace()
        found = await self.host.ask(space.definitions.versions, chosen.code)
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

    async def _restore(self, chosen: DefinitionLine, version: int) -> None:
        """Make a former version the newest again, after a question."""
        from app.screens.dialogs.confirm import ConfirmDialog

        command = self.host.register["definition.edit"]
        if not self.host.permits(command):
            return
        question = say("Save version {version} anew, as the newest?", version=version)
        if await self.host.show_dialog(ConfirmDialog(chosen.name, question)):
            space = await self.host.workspace()
            text = await self.host.ask(space.definitions.text, chosen.code, version)
            await self.host.carry_out(space.definitions.edit, chosen.code, text, f"{chosen.code}.toml")
