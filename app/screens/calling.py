"""The call screen: a queue's leads one after the other; one key records how a call ended and brings the next.

A key that was typed before a lead was seen is not about that lead: as an outcome or to dial it is let go, and that is
said. What keys mean otherwise does not depend on the clock, which drives nothing here but what is shown, the signs of
life while a lead is held, and the next lead after a wrap-up or when a queue has something again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from app.commands.calling import KEYS
from app.domain.core.errors import Refusal
from app.domain.worklist.settings import IDLE_MINUTES
from app.screens.actions.calling import CallingActions, chosen_queue
from app.screens.actions.history import HistoryActions
from app.screens.call_panes import CallPanes
from app.widgets.line_pane import Notice
from app.widgets.type_ahead import ASIDE, aside
from app.words import own, say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping
    from datetime import datetime

    from app.commands.command import Command
    from app.dialling import Dialling
    from app.domain.callqueue.rows import HeldLead
    from app.domain.core.changes import Change
    from app.domain.core.outcomes import Outcome
    from app.screens.context import ScreenContext

NUMBER: Final = 2
"""Its key in the row at the top: it belongs to the work list."""
#: The workers that the clock sets off: signs of life, how the queue stands, a lead that comes, what came of dialling.
BEAT: Final = f"{ASIDE}beat"
STANDING: Final = f"{ASIDE}standing"
COMING: Final = f"{ASIDE}coming"
DIALLED: Final = f"{ASIDE}dialled"
#: How often the clock is looked at, in seconds.
_TICK: Final = 1.0
#: After so long an empty queue is asked again, and how it stands is counted again.
_AGAIN: Final = timedelta(seconds=5)
_COUNT_AGAIN: Final = timedelta(seconds=15)


class CallScreen(CallPanes):
    """What an agent sees all day.

    Attributes:
        queue: Which queue leads are taken from.
        pauses: Why the agent pauses as soon as the call is recorded; empty where they do not.
        dialling: What dials the number of the lead that is held; ``None`` where nothing does.
    """

    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        f"calling.outcome_{number}": f"outcome({key!r})" for number, key in enumerate(KEYS)
    }

    def __init__(self, context: ScreenContext, number: int = NUMBER) -> None:
        super().__init__(context, number)
        self.queue = ""
        self.pauses = ""
        self.dialling: Dialling | None = None
        self._beaten: datetime | None = None
        self._asked: datetime | None = None
        self._counted: datetime | None = None
        self._idle_after: timedelta | None = None
        """After how long without a key the screen is locked; ``None`` for never."""
        self._pressed = self.now
        """When a key was pressed last, as far as the clock noticed."""
        self._keys = 0
        """How many had been pressed by then."""
        self.actions = (HistoryActions(self), CallingActions(self))

    def on_mount(self) -> None:
        """Look at the clock."""
        self.set_interval(_TICK, self._tick)

    def on_screen_resume(self) -> None:
        """Catch up with what changed while another screen stood above."""
        self.fit_panes()
        self.tell_keys()
        if self.held is None:
            self.start(self._begin(), "begin", "the queue")

    async def _begin(self) -> None:
        """Go on in the queue the agent is in, or choose one."""
        space = await self.workspace()
        minutes = (await self.ask(space.settings.show, IDLE_MINUTES)).value
        self._idle_after = timedelta(minutes=minutes) if isinstance(minutes, int) and minutes else None
        await self._learn()
        me = self.me
        if me is not None and me.state == "paused":
            self.queue = me.queue
            await self.stand(say("Paused: {reason}.", reason=me.reason))
        elif chosen := (me.queue if me is not None else "") or await chosen_queue(self):
            await self.take(chosen)
        else:
            self.show_held(None, Notice("You work in no queue.", "{calling.leave} goes back to the work list"))

    def why_not(self, command: Command) -> str:
        """Why a command has nothing to do: no lead is held, or nothing was dialled."""
        said = (actions.why_not(command) for actions in self.actions if actions.of(command.id) is not None)
        return next(filter(None, said), "") or super().why_not(command)

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program: it may have given the queue something to do."""
        if self.held is None and "lead" in change.tables | change.whole:
            self._asked = None

    # the loop --------------------------------------------------------------------------------------------------

    async def take(self, queue: str = "") -> None:
        """Take the next lead of a queue, or go on with the one that is held."""
        self.queue = queue or self.queue
        space = await self.workspace()
        self._asked = self.now
        try:
            held = await self.ask(space.callqueue.next, self.queue)
        except Refusal as refusal:
            await self._learn()
            hint = refusal.hint or ""
            further = say("It goes on by itself. {calling.pause} pauses, {calling.leave} leaves.")
            self.show_held(None, Notice(own(f"{refusal.message}  {hint}"), further))
            self.script.show(None)
            self.script.set_notice(Notice(own(refusal.message), own(hint)))
            return
        self.queue = held.queue
        self._beaten = self.now
        await self._learn()
        self.show_held(held)
        self._count()

    async def _learn(self) -> None:
        """Learn what the agent does and achieved."""
        space = await self.workspace()
        self.me = await self.ask(space.callqueue.me)

    async def refreshed(self, held: HeldLead | None) -> None:
        """Show the lead as it is now, and what the agent does."""
        await self._learn()
        self.show_held(held)

    async def go_on(self) -> None:
        """After a call was recorded: pause if that was asked for, else take the next lead, after the wrap-up."""
        space = await self.workspace()
        if self.pauses:
            reason, self.pauses = self.pauses, ""
            await self.carry_out(space.callqueue.pause, reason)
            await self.stand("Paused.")
            return
        await self._learn()
        if self.me is not None and self.me.wrap_until is not None and self.me.wrap_until > self.now:
            self.show_held(None, Notice("Wrap-up.", "{calling.resume} takes the next lead at once"))
            self._count()
            return
        await self.take()

    async def stand(self, words: str) -> None:
        """Show that no lead is held, and why."""
        await self._learn()
        self.show_held(None, Notice(words, "{calling.resume} goes on, {calling.leave} leaves the queue"))

    def _count(self) -> None:
        self._counted = self.now
        self.start(self._read_queue(), STANDING)

    async def _read_queue(self) -> None:
        space = await self.workspace()
        await self.keys_rest()
        if self.queue:
            self.card = await self.ask(space.queues.show, self.queue)
            self.show_standing()

    # the clock -------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        """Show the time, and do what it is time for; no key waits for it."""
        if not self.queue:
            return
        self.show_standing()
        now = self.now
        with aside():
            if self._is_idle(now):
                self.start(self.acting(CallingActions).lock(), "lock")
                return
            if self.dialling is not None and (result := self.dialling.result) is not None:
                self.dialling = None
                self.start(self.acting(CallingActions).called(result), DIALLED)
            if self.held is not None:
                span = (self.held.until - self.held.claimed_at) / 3
                if self._beaten is None or now - self._beaten >= span:
                    self._beaten = now
                    self.start(self._beat(), BEAT)
            elif self.me is not None and self.me.state != "paused" and self._is_time(now):
                self._asked = now
                self.start(self._come(), COMING)
            if self._counted is None or now - self._counted >= _COUNT_AGAIN:
                self._count()

    def _is_time(self, now: datetime) -> bool:
        """Whether the next lead is to be asked for: the wrap-up is over, or an empty queue may have one."""
        if self.me is not None and self.me.wrap_until is not None and self.me.wrap_until > now:
            return False
        return (
            self._asked is None
            or now - self._asked >= _AGAIN
            or (self.me is not None and self.me.wrap_until is not None and self._asked < self.me.wrap_until)
        )

    def _is_idle(self, now: datetime) -> bool:
        """Whether nobody seems to be there: no key for so long, and no call goes on."""
        if self.typed != self._keys:
            self._keys, self._pressed = self.typed, now
        if self._idle_after is None or not self.is_current:
            return False
        calls = self.held is not None and self.held.dialled_at is not None
        return not calls and now - self._pressed >= self._idle_after

    async def _beat(self) -> None:
        """Say that the agent is there; where the lead was returned meanwhile, say so."""
        space = await self.workspace()
        held = self.held
        if not await self.ask(space.callqueue.beat) and held is not None and self.held is held:
            self.show_held(None, Notice("Nothing was heard for too long.", "{calling.resume} takes the next lead"))
            self.message_line.say(
                say("{name} was returned to the queue. What you noted is kept with it.", name=held.title), "refused"
            )

    async def _come(self) -> None:
        """Show a lead that can be called now."""
        space = await self.workspace()
        if self.held is None and self.me is not None and self.me.state != "paused":
            try:
                held = await self.ask(space.callqueue.next, self.queue)
            except Refusal as refusal:
                self.who.set_notice(
                    Notice(own(f"{refusal.message}  {refusal.hint or ''}"), "{calling.leave} leaves the queue")
                )
                await self._learn()
                return
            self._beaten = self.now
            await self._learn()
            self.show_held(held)

    def action_outcome(self, key: str) -> Awaitable[None]:
        """Record how the call ended, by a key of the number row."""
        return self.acting(CallingActions).outcome(key)

    # what actions know of it -------------------------------------------------------------------------------------

    async def show_restored(self, outcome: Outcome) -> None:
        """After an undo: the lead whose outcome was taken back comes first; one that was not called goes back."""
        space = await self.workspace()
        if self.held is not None and (self.held.dialled_at is not None or outcome.id == self.held.lead):
            return
        if self.held is not None:
            await self.carry_out(space.callqueue.give_back)
            self.show_held(None)
        await self.take()


def screen(context: ScreenContext) -> CallScreen:
    """The screen, made anew."""
    return CallScreen(context)
