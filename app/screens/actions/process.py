"""What can be done with the process of a record: open a stage, fill in its steps, go on or back, switch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Refusal
from app.domain.fields.kinds import KINDS
from app.screens.record import RecordScreen

if TYPE_CHECKING:
    from app.domain.process.rows import ProcessView, StageView
    from app.widgets.stage_bar import StageBar


class ProcessActions(RecordScreen):
    """The commands of the stage bar."""

    async def on_stage_bar_stage_chosen(self, event: StageBar.StageChosen) -> None:
        """Open the stage that was chosen."""
        self.run_worker(self.open_stage(event.code), group="command", exit_on_error=False)

    async def action_process_open_stage(self) -> None:
        """Show the steps of the stage under the cursor, to read or to fill in."""
        if self.stages.chosen:
            await self.open_stage(self.stages.chosen)

    async def open_stage(self, code: str) -> None:
        """Show a stage's steps; those of a closed record are for reading."""
        from app.screens.dialogs.stage import StageDialog

        process = self.overview.process if self.overview else None
        if process is None:
            return
        stage = next(each for each in process.stages if each.code == code)
        space = await self.workspace()
        record_id = process.lead_id if stage.record_kind == "lead" else process.opportunity_id
        fields = {each.code: each for each in KINDS[stage.record_kind].fields}
        answer: Any = None

        async def attempt(given: Any) -> object:
            nonlocal answer
            answer = given
            return await self.ask(space.processes.set, self._wanted, given.values) if given.values else None

        await self.app.push_screen_wait(
            StageDialog(
                stage,
                fields,
                self.context.reading(),
                read_only=record_id is None or self._is_closed(process, stage),
                suggest=self.suggest,
                attempt=attempt,
            )
        )
        if answer is None:
            return
        if answer.values:
            tail = self.register.say("{undo} undoes.")
            self.message_line.say(f"{stage.name}: {len(answer.values)} changed.", tail=tail)
        if answer.then == "next":
            await self.action_process_next()
        elif answer.then:
            await self._start(answer.then)

    def _is_closed(self, process: ProcessView, stage: StageView) -> bool:
        """Whether the record a stage belongs to takes no changes any more."""
        if stage.record_kind == "lead" and process.opportunity_id is not None:
            return True
        card = self.overview.card if self.overview else None
        return card is not None and not KINDS[card.kind].is_open(card.values)

    async def _start(self, action: str) -> None:
        """Begin the action of a step."""
        command = {
            "log_call": "lead.call",
            "book_appointment": "lead.appointment",
            "add_stakeholder": "stakeholder.add",
            "add_competitor": "competitor.add",
        }.get(action)
        if command is not None:
            self.run_command(self.register[command])

    async def action_process_next(self) -> None:
        """Go on to the next stage; what is missing is named, and the stage opened."""
        if self.chosen_card() is None:
            return
        space = await self.workspace()
        try:
            outcome = await self.ask(space.processes.next, self._wanted)
        except Refusal as refusal:
            self.refused(refusal)
            self.stages.focus()
        else:
            self.tell(outcome)

    async def action_process_back(self) -> None:
        """Go back a stage."""
        if self.chosen_card() is None:
            return
        space = await self.workspace()
        await self.carry_out(space.processes.back, self._wanted)

    async def action_process_finish(self) -> None:
        """End the process as done."""
        if self.chosen_card() is None:
            return
        space = await self.workspace()
        await self.carry_out(space.processes.finish, self._wanted)

    async def action_process_switch(self) -> None:
        """Follow another process; this one keeps its state."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        if self.chosen_card() is None:
            return
        space = await self.workspace()
        offered = await self.ask(space.processes.offered, self._wanted)
        options = [Option(each.code, each.name, each.description) for each in offered]
        code = await self.app.push_screen_wait(ChoiceDialog("Switch process", options))
        if code:
            await self.carry_out(space.processes.switch, self._wanted, code)
