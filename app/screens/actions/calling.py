"""What an agent does: take, dial, record, pause; and from the work list, go to a queue."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from app.domain.core.errors import Invalid, NotAllowed, NotFound, Refusal
from app.domain.core.fields import Field
from app.domain.core.folding import fold
from app.screens.host import Actions
from app.words import Words, label, own, say, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.commands.command import Command
    from app.dialling import Result
    from app.domain.callqueue.dispositions import Disposition
    from app.domain.callqueue.rows import HeldLead
    from app.domain.core.outcomes import Outcome
    from app.screens.calling import CallScreen
    from app.screens.host import Host

_REASONS: Final[tuple[Words, ...]] = ("Break", "Lunch", "Meeting", "Training", "Follow-up work")
"""Why somebody pauses; another reason can be typed."""


class QueueActions(Actions):
    """The command that goes from the work list to a queue."""

    PREFIXES = ("work",)

    def queue(self) -> None:
        """Go on in the queue the agent is in, or choose one."""
        self.host.run_command(self.host.register["screen.calling"])


async def chosen_queue(host: Host) -> str:
    """The queue that an agent chooses to work in; the only one at once."""
    from app.screens.dialogs.choose import ChoiceDialog
    from app.widgets.forms.matching import Option

    space = await host.workspace()
    name = space.desk.actor.name
    queues = [each for each in await host.ask(space.queues.list) if each.state == "open"]
    mine = [each for each in queues if name in each.members] or queues
    if not mine:
        words = say("There is no queue that you work in. A manager makes one: leadline queue add.")
        host.message_line.say(words, "info", seconds=None)
        return ""
    if len(mine) == 1:
        return mine[0].code
    options = [Option(each.code, own(each.name), say("{n} ready", n=each.ready)) for each in mine]
    return await host.show_dialog(ChoiceDialog(say("Which queue?"), options)) or ""


class CallingActions(Actions):
    """The commands of the call screen."""

    PREFIXES = ("calling",)
    host: CallScreen

    def why_not(self, command: Command) -> str:
        """Why a command has nothing to do now."""
        held = self.host.held
        if held is None and command.id in ("calling.dial", "calling.hang_up", "calling.notes", "calling.record"):
            return say("No lead is held. {calling.resume} takes the next one.")
        if command.id == "calling.hang_up" and held is not None and held.dialled_at is None:
            return say("Nothing was dialled. {calling.dial} dials.")
        if command.id == "calling.resume" and held is not None:
            return say("{name} is held: its outcome comes first.", name=held.title)
        return ""

    async def outcome(self, key: str) -> None:
        """Record how the call ended, and bring the next lead."""
        held = self.host.held
        if held is None:
            self.host.message_line.say(self._say(say("No lead is held, so nothing was recorded.")), "info")
            return
        disposition = next((each for each in held.dispositions if each.key == key), None)
        if disposition is None:
            self.host.message_line.say(say("“{key}” is no outcome in this queue.", key=key), "info")
            return
        if self._was_early(
            say("“{name}” was typed before {lead} was shown.", name=label(disposition.called), lead=held.title)
        ):
            return
        if disposition.callback:
            if not await self._call_back(disposition):
                return
        elif not await self._record(disposition):
            return
        self.host.forget_notes()
        self.host.held = self.host.dialling = None
        await self.host.go_on()

    async def dial(self) -> None:
        """Check once more, hand the number to the telephone, and start the timer."""
        held = self.host.held
        if held is None or self._was_early(say("The key came before {lead} was shown.", lead=held.title)):
            return
        if held.dialled_at is not None and held.ended_at is None:
            self.host.message_line.say(self._say(say("The call goes on. {calling.hang_up} hangs up.")), "info")
            return
        space = await self.host.workspace()
        try:
            now_held = await self.host.ask(space.callqueue.dial)
        except (NotAllowed, NotFound) as refusal:
            self.host.refused(refusal)
            self.host.show_held(None)
            await self.host.take()
            return
        await self.host.refreshed(now_held)
        await self._hand_over(now_held)

    async def _hand_over(self, held: HeldLead) -> None:
        """Hand the number to what dials; where that cannot, say why: the call can be made by hand."""
        from app.dialling import Dialling

        self.host.dialling = None
        try:
            self.host.dialling = await self.host.ask(Dialling, self.host.context.dial, held.number, held.title)
        except Refusal as refusal:
            by_hand = say("The timer runs for a call made by hand.")
            self.host.message_line.say(sentences(refusal.message, by_hand), "refused", seconds=30)

    async def called(self, result: Result) -> None:
        """Say what came of dialling; a command that tells of the end of the call ends it here, too."""
        told = say("It told: {outcome}.", outcome=result.outcome) if result.outcome else ""
        self.host.message_line.say(sentences(result.said, told), "refused" if result.code == "failed" else "info")
        held = self.host.held
        if result.code == "ended" and held is not None and held.dialled_at is not None and held.ended_at is None:
            await self.hang_up()

    async def hang_up(self) -> None:
        """The call is over; its outcome is still to come."""
        space = await self.host.workspace()
        if self.host.dialling is not None:
            self.host.dialling.stop()
        try:
            await self.host.refreshed(await self.host.ask(space.callqueue.hang_up))
        except Refusal as refusal:
            self.host.refused(refusal)

    def notes(self) -> None:
        """Type notes: the number row is text there."""
        self.host.notes.focus()

    def notes_done(self) -> None:
        """Leave the notes: the number row is outcomes again."""
        self.host.script.focus()

    async def pause(self) -> None:
        """Take no further lead; while one is called, as soon as its outcome is recorded."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        options = [Option(label(each), label(each)) for each in _REASONS]
        reason = await self.host.show_dialog(ChoiceDialog(say("Why do you pause?"), options))
        if not reason:
            return
        space = await self.host.workspace()
        held = self.host.held
        if held is not None and held.dialled_at is not None:
            self.host.pauses = reason
            self.host.message_line.say(say("You pause as soon as this call is recorded: {reason}.", reason=reason))
            return
        if held is not None and await self.host.carry_out(space.callqueue.give_back) is None:
            return
        self.host.show_held(None)
        if await self.host.carry_out(space.callqueue.pause, reason) is not None:
            await self.host.stand(say("Paused: {reason}.", reason=reason))

    async def resume(self) -> None:
        """End the pause or the wrap-up, and take the next lead."""
        space = await self.host.workspace()
        self.host.pauses = ""
        if await self.host.carry_out(space.callqueue.ready, self.host.queue) is not None:
            await self.host.take()

    def record(self) -> None:
        """Show the lead with its timeline; it stays held, and the queue goes on from the work list."""
        if self.host.held is not None:
            lead = self.host.held.lead
            self.host.switch_to("lead").go_into(lead)

    async def read(self) -> None:
        """Take away what a manager told."""
        space = await self.host.workspace()
        await self.host.ask(space.callqueue.read_notes)
        await self.host.refreshed(self.host.held)

    async def leave(self) -> None:
        """End the shift, and go back to the work list; a lead that was not called goes back to its queue."""
        space = await self.host.workspace()
        try:
            outcome = await self.host.ask(space.callqueue.leave)
        except NotAllowed as refusal:
            if self.host.held is not None:
                self.host.refused(refusal)
                return
        else:
            self.host.message_line.say(outcome.message)
        self.host.show_held(None)
        self.host.queue = ""
        self.host.run_command(self.host.register["screen.work"])

    async def lock(self) -> None:
        """Nobody is there: hide the lead, pause, and let only this agent go on."""
        from app.screens.dialogs.form_dialog import ValuesDialog

        space = await self.host.workspace()
        if self.host.held is not None:
            await self.host.ask(space.callqueue.give_back)
        reason = say("nobody is there")
        with suppress(Refusal):  # an agent who left is in no queue any more
            await self.host.ask(space.callqueue.pause, reason)
        await self.host.stand(say("Locked."))
        mine = space.desk.actor

        def check(values: dict[str, Any]) -> Outcome:
            user = next((each for each in space.users.list() if each.id == mine.id), None)
            given = fold(str(values.get("who") or "").strip())
            if user is None or given not in {fold(user.login), fold(user.name), fold(user.code)}:
                raise Invalid(
                    say("This seat is {name}'s.", name=mine.name),
                    field="who",
                    hint=say("Another user opens Leadline anew."),
                )
            return space.callqueue.ready(self.host.queue)

        field = Field("who", "Who are you?", help="Your login or your name.")
        outcome = None
        while outcome is None:
            outcome = await self.host.through(
                lambda attempt: ValuesDialog(
                    say("Locked"), (field,), self.host.context.parse_context(), required=("who",), attempt=attempt
                ),
                check,
            )
        await self.host.take()

    def _was_early(self, what: str) -> bool:
        """Whether a key was typed before the lead was seen; then it is about another one, and that is said."""
        if self.host.is_unseen:
            words = say("{what} Nothing was done; press it again if it is meant.", what=what)
            self.host.message_line.say(words, "refused")
        return self.host.is_unseen

    async def _record(self, disposition: Disposition) -> bool:
        space = await self.host.workspace()
        held = self.host.held
        write = partial(space.callqueue.dispose, lead=held.lead if held else "")
        return await self._safely(write, disposition.code, self.host.notes.text or None)

    async def _safely(self, call: Callable[..., Any], *args: Any) -> bool:
        """Record an outcome; where the lead was returned meanwhile, show what is held now."""
        try:
            outcome = await self.host.ask(call, *args)
        except Refusal as refusal:
            self.host.refused(refusal)
            if isinstance(refusal, (NotAllowed, NotFound)) and refusal.field == "lead":
                space = await self.host.workspace()
                held = await self.host.ask(space.callqueue.held)
                await self.host.refreshed(held)
            return False
        self.host.tell(outcome)
        return True

    async def _call_back(self, disposition: Disposition) -> bool:
        """Ask when, and promise it."""
        from app.screens.dialogs.form_dialog import ValuesDialog

        space = await self.host.workspace()
        fields = (
            Field("at", "When", help="On their clock, such as tomorrow 10 or in 2h."),
            Field("anyone", "Anyone may call", "yes_no", help="{choice.tick} ticks it; else it is your promise."),
        )
        held = self.host.held
        outcome = await self.host.through(
            lambda attempt: ValuesDialog(
                say("{outcome} · {name}", outcome=label(disposition.called), name=held.title if held else ""),
                fields,
                self.host.context.parse_context(),
                required=("at",),
                attempt=attempt,
            ),
            lambda values: space.callqueue.dispose(
                disposition.code,
                self.host.notes.text or None,
                at=values.get("at"),
                anyone=bool(values.get("anyone")),
                lead=held.lead if held else "",
            ),
        )
        return outcome is not None

    def _say(self, words: str) -> str:
        return self.host.register.say(words)
