"""What can be done with process definitions in Setup: changing, ordering, copying, checking, files, versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from app.screens.actions.definition_texts import DefinitionTexts
from app.words import Words, say

if TYPE_CHECKING:
    from app.commands.command import Command
    from app.domain.core.outcomes import Outcome
    from app.domain.process.defining import DefinitionService
    from app.domain.process.rows import DefinitionLine
    from app.workspace import Workspace


class DefinitionActions(DefinitionTexts):
    """The commands of the section of processes."""

    PREFIXES = ("definition",)
    SECTION = "processes"
    SAVES = "definition.edit"
    IMPORT: ClassVar[Words] = "Import a process"

    def texts(self, space: Workspace) -> DefinitionService:
        """The service that keeps processes."""
        return space.definitions

    def _chosen(self) -> DefinitionLine | None:
        line: DefinitionLine | None = super()._chosen()
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
