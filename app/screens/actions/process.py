"""What can be done with the process of a record: open a stage, fill in its steps, go on or back, switch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from app.domain.core.errors import Refusal
from app.domain.fields.kinds import KINDS
from app.domain.overview.parts import PROCESS
from app.domain.process.rules import StepsMissing
from app.screens.host import Actions
from app.words import Words, label, say, say_many

if TYPE_CHECKING:
    from app.commands.command import Command
    from app.domain.process.rows import ProcessView, StageView
    from app.screens.host import Host
    from app.widgets.stage_bar import StageBar

_OPENS: Final[Mapping[str, Words]] = {
    "lead": "The lead is closed. {lead.reactivate} reactivates it.",
    "opportunity": "The opportunity is closed. {opportunity.reopen} reopens it.",
}
"""Why the process of a closed record stays as it is, by the kind of the record."""


class ProcessActions(Actions):
    """The commands of the stage bar."""

    PREFIXES = ("process", "stages")

    def __init__(self, host: Host) -> None:
        """Act on a screen."""
        super().__init__(host)
        self._ended = False
        self._missing: tuple[str, tuple[str, ...]] = ("", ())
        """The record whose gate refused last, and the steps that it named."""

    def record_shown(self) -> None:
        """Show other keys where the process has ended."""
        process = self._process
        ended = process is not None and process.status != "active"
        if ended is not self._ended:
            self._ended = ended
            self.host.tell_keys()

    def why_not(self, command: Command) -> str:
        """Why a process cannot be moved or ended: its record is closed, or it has ended; or reopened: it has not."""
        card = self.host.overview.card if self.host.overview else None
        if card is None or card.id != self.host.wanted or not command.writes:
            return ""
        if not KINDS[card.kind].is_open(card.values):
            return label(_OPENS.get(card.kind, ""))
        process = self._process
        if process is None:
            return "" if command.id == "process.switch" else say("No process runs here. {process.switch} chooses one.")
        if command.id == "process.reopen":
            return "" if process.status != "active" else say("The process is under way.")
        if command.id != "process.switch" and process.status != "active":
            finished = say("The process is finished. {process.reopen} takes it up again.")
            abandoned = say("The process is abandoned. {process.reopen} takes it up again.")
            return finished if process.status == "finished" else abandoned
        return ""

    @property
    def _process(self) -> ProcessView | None:
        """The process of the record shown."""
        return self.host.overview[PROCESS] if self.host.overview else None

    def open(self) -> None:
        """Go to the stage bar."""
        self.host.focus_on("stages")

    async def on_stage_bar_stage_chosen(self, event: StageBar.StageChosen) -> None:
        """Open the stage that was chosen."""
        self.host.start(self._open(event.code, anew=bool(self._missing_here)))

    async def open_stage(self) -> None:
        """Show the steps of the stage under the cursor, to read or to fill in."""
        if self.host.pane("stages").chosen:
            await self._open(self.host.pane("stages").chosen, anew=bool(self._missing_here))

    async def open_at(self, code: str, step: str) -> None:
        """Show a stage's steps as they are now, beginning at one of them.

        Args:
            code: The stage.
            step: The step.
        """
        await self._open(code, step, anew=True)

    @property
    def _missing_here(self) -> tuple[str, ...]:
        """The steps that the gate of the record shown named when it refused."""
        record_id, missing = self._missing
        return missing if record_id == self.host.wanted else ()

    async def _open(self, code: str, step: str = "", *, anew: bool = False) -> None:
        """Show a stage's steps; those of a closed record are for reading.

        Args:
            code: The stage.
            step: Where it begins; where a gate has refused, at the first step that it named.
            anew: Whether the process is read again before.
        """
        from app.screens.dialogs.stage import StageDialog

        space = await self.host.workspace()
        process = await self.host.ask(space.processes.show, self.host.wanted) if anew else self._process
        if process is None:
            return
        stage = next(each for each in process.stages if each.code == code)
        record_id = process.lead_id if stage.record_kind == "lead" else process.opportunity_id
        fields = {each.code: each for each in KINDS[stage.record_kind].fields}
        if any(each.field and each.field not in fields for each in stage.steps):
            fields = {each.code: each for each in await self.host.ask(space.fields.of, stage.record_kind)}
        missing = [each.code for each in stage.missing if each.code in self._missing_here]
        self._missing = "", ()
        answer: Any = None

        async def attempt(given: Any) -> object:
            nonlocal answer
            answer = given
            return await self.host.ask(space.processes.set, self.host.wanted, given.values) if given.values else None

        await self.host.show_dialog(
            StageDialog(
                stage,
                fields,
                self.host.context.parse_context(),
                read_only=record_id is None or self._is_closed(process, stage) or not self._may_fill_in(),
                suggest=self.host.suggest,
                draft=self.host.draft(f"stage-{code}-{record_id}") if record_id else None,
                attempt=attempt,
                begin=step or next(iter(missing), ""),
                missing=missing,
            )
        )
        if answer is None:
            return
        if answer.values:
            changed = say_many("{stage}: {n} changed.", "{stage}: {n} changed.", len(answer.values), stage=stage.name)
            self.host.message_line.say(changed, tail=self.host.register.say(say("{undo} undoes.")))
        if answer.then == "next":
            await self.next()
        elif answer.then:
            self.host.run_command(self.host.register[answer.then])

    def _may_fill_in(self) -> bool:
        """Whether this user may change the steps of a stage."""
        return not self.host.refusal_of(self.host.register["process.next"])

    def _is_closed(self, process: ProcessView, stage: StageView) -> bool:
        """Whether the record a stage belongs to takes no changes any more."""
        if stage.record_kind == "lead" and process.opportunity_id is not None:
            return True
        card = self.host.overview.card if self.host.overview else None
        return card is not None and not KINDS[card.kind].is_open(card.values)

    async def next(self) -> None:
        """Go on to the next stage; what is missing is named, and the stage opened."""
        if self.host.chosen_card() is None:
            return
        space = await self.host.workspace()
        try:
            outcome = await self.host.ask(space.processes.next, self.host.wanted)
        except StepsMissing as refusal:
            self._missing = self.host.wanted, tuple(step.code for step in refusal.missing)
            self.host.focus_on("stages")
            self.host.pane("stages").come_to_current()
            goes = say("{process.open_stage} goes there.")
            self.host.message_line.say(str(refusal), "refused", seconds=30, tail=self.host.register.say(goes))
        except Refusal as refusal:
            self.host.refused(refusal)
            self.host.focus_on("stages")
        else:
            self.host.tell(outcome)

    async def back(self) -> None:
        """Go back a stage."""
        if self.host.chosen_card() is None:
            return
        space = await self.host.workspace()
        await self.host.carry_out(space.processes.back, self.host.wanted)

    async def finish(self) -> None:
        """End the process as done."""
        if self.host.chosen_card() is None:
            return
        space = await self.host.workspace()
        await self.host.carry_out(space.processes.finish, self.host.wanted)

    async def abandon(self) -> None:
        """End the process as given up."""
        if self.host.chosen_card() is None:
            return
        space = await self.host.workspace()
        await self.host.carry_out(space.processes.abandon, self.host.wanted)

    async def reopen(self) -> None:
        """Take a process up again that has ended."""
        if self.host.chosen_card() is None:
            return
        space = await self.host.workspace()
        await self.host.carry_out(space.processes.reopen, self.host.wanted)

    async def switch(self) -> None:
        """Follow another process; this one keeps its state."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        if self.host.chosen_card() is None:
            return
        space = await self.host.workspace()
        offered = await self.host.ask(space.processes.offered, self.host.wanted)
        better = await self.host.ask(space.processes.better, self.host.wanted)
        first = better.code if better else ""
        options = [
            Option(
                each.code,
                each.name,
                say("fits better: {why}", why=better.reason) if better and first == each.code else each.description,
            )
            for each in sorted(offered, key=lambda each: each.code != first)
        ]
        code = await self.host.show_dialog(ChoiceDialog(say("Switch process"), options))
        if code:
            await self.host.carry_out(space.processes.switch, self.host.wanted, code)
