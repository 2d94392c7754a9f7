"""The call screen: a queue's leads one after the other; one key records how a call ended and brings the next.

A key that was typed before a lead was seen is not about that lead: as an outcome or to dial it is let go, and that is
said. What keys mean otherwise does not depend on the clock, which drives nothing here but what is shown, the signs of
life while a lead is held, and the next lead after a wrap-up or when a queue has something again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from textual.geometry import Region

from app.domain.core.errors import Refusal
from app.domain.core.fields import Field
from app.domain.worklist.settings import IDLE_MINUTES
from app.screens.actions.calling import CallingActions, chosen_queue
from app.screens.actions.history import HistoryActions
from app.screens.asking import AskingScreen
from app.screens.layout import PlacedLayout, form_of, is_too_small
from app.widgets.calling import CallLead, CallOutcomes, CallScript, CallStatus, NotesTitle, Standing
from app.widgets.forms.entries import ProseEntry
from app.widgets.line_pane import Notice
from app.widgets.pane import Pane, join_edges
from app.widgets.type_ahead import ASIDE, TypingAheadApp, aside
from app.words import own, say

if TYPE_CHECKING:
    from datetime import datetime

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.layout import Layout
    from textual.widget import Widget

    from app.commands.command import Command, Place
    from app.domain.callqueue.rows import AgentLine, HeldLead, QueueCard
    from app.domain.core.changes import Change
    from app.domain.core.outcomes import Outcome
    from app.screens.context import ScreenContext

NUMBER: Final = 2
"""Its key in the row at the top: it belongs to the work list."""
#: The workers that the clock sets off: signs of life, how the queue stands, a lead that comes by itself.
BEAT: Final = f"{ASIDE}beat"
STANDING: Final = f"{ASIDE}standing"
COMING: Final = f"{ASIDE}coming"
#: How often the clock is looked at, in seconds.
_TICK: Final = 1.0
#: After so long an empty queue is asked again, and how it stands is counted again.
_AGAIN: Final = timedelta(seconds=5)
_COUNT_AGAIN: Final = timedelta(seconds=15)
#: The rows of the notes, of who is called where all stand in one column, and of the least script.
_NOTES, _LEAD_ROWS, _LEAST_SCRIPT = 3, 8, 4
#: The rows of the title above the notes, its rule included.
_TITLE: Final = 2
_NOTES_FIELD: Final = Field("notes", "Notes", "prose")


class CallScreen(AskingScreen):
    """What an agent sees all day.

    Attributes:
        held: The lead that is held and shown; ``None`` where there is none.
        queue: Which queue leads are taken from.
        pauses: Why the agent pauses as soon as the call is recorded; empty where they do not.
    """

    def __init__(self, context: ScreenContext, number: int = NUMBER) -> None:
        super().__init__(context, number, "No lead is held here.")
        self.top_bar.id, self.message_line.id, self.key_line.id = "top", "message", "keys"
        self.held: HeldLead | None = None
        self.queue = ""
        self.pauses = ""
        self.status = CallStatus(id="status")
        self.who = CallLead(rule=True, id="who")
        self.notes_title = NotesTitle(rule=True, title=_NOTES_FIELD.label, id="notes-title")
        self.notes = ProseEntry(_NOTES_FIELD, "")
        self.notes.id = "notes"
        self.script = CallScript(rule=True, edge=True, id="script")
        self.outcomes = CallOutcomes(rule=True, id="outcomes")
        self._card: QueueCard | None = None
        self._me: AgentLine | None = None
        self._seen_after = 0
        """How many keys had been typed when the lead shown was painted."""
        self._beaten: datetime | None = None
        self._asked: datetime | None = None
        self._counted: datetime | None = None
        self._idle_after: timedelta | None = None
        """After how long without a key the screen is locked; ``None`` for never."""
        self._pressed = self.now
        """When a key was pressed last."""
        self._placed = PlacedLayout(self.regions)
        self.actions = (HistoryActions(self), CallingActions(self))

    # composition -----------------------------------------------------------------------------------------------

    @property
    def layout(self) -> Layout:
        """Panes go where the size of the terminal puts them."""
        return self._placed

    def compose(self) -> ComposeResult:
        """The panes."""
        yield self.top_bar
        yield self.status
        yield self.who
        yield self.notes_title
        yield self.notes
        yield self.script
        yield self.outcomes
        yield self.message_line
        yield self.key_line

    def on_mount(self) -> None:
        """Begin where outcomes are keys; look at the clock."""
        super().on_mount()
        self.fit_panes()
        self.script.focus()
        self.set_interval(_TICK, self._tick)

    def on_resize(self) -> None:
        """Show as much as fits; place and focus stay."""
        self.fit_panes()

    def resized_below(self, size: Size) -> None:  # noqa: ARG002 - it asks for the size itself
        """Lay out for another size while a dialog stands above, which draws what it finds here."""
        self.fit_panes()
        self._refresh_layout(self.app.size)

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
        me = self._me
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

    def regions(self, size: Size) -> Mapping[str, Region]:
        """The place of every pane that is shown."""
        if is_too_small(size):
            return {"message": Region(0, 0, size.width, 1)}
        outcomes = self.outcomes.rows_for(size.width) + 1
        top, bottom = 2, size.height - 2 - outcomes
        places = {
            "top": Region(0, 0, size.width, 1),
            "status": Region(0, 1, size.width, 1),
            "outcomes": Region(0, bottom, size.width, outcomes),
            "message": Region(0, size.height - 2, size.width, 1),
            "keys": Region(0, size.height - 1, size.width, 1),
        }
        room = max(bottom - top, 0)
        if form_of(size.width) == "one":
            script = min(max(room - _LEAD_ROWS - _NOTES, _LEAST_SCRIPT), room)
            who = min(_LEAD_ROWS, max(room - script - _NOTES, 1))
            notes = max(min(room - script - who, room // 4), min(_NOTES, room))
            script = max(room - who - notes, 0)
            return {
                **places,
                "who": Region(0, top, size.width, who),
                **_notes(Region(0, top + who, size.width, notes)),
                "script": Region(0, top + who + notes, size.width, script),
            }
        left = size.width * 9 // 20
        notes = min(max(room // 3, _NOTES + 1), room)
        return {
            **places,
            "who": Region(0, top, left, room - notes),
            **_notes(Region(0, bottom - notes, left, notes)),
            "script": Region(left, top, size.width - left, room),
        }

    def fit_panes(self) -> None:
        """Show and hide panes for the size of the terminal."""
        size = self.app.size
        if is_too_small(size):
            self.message_line.say(say("Needs {size}.", size="40×10"), "refused", seconds=None)
        places = self.regions(size)
        shown: list[Widget] = [*self.panes(), self.notes]
        for each in shown:
            each.display = each.id in places
        self.who.is_dense = form_of(size.width) == "one"
        self.script.edge = form_of(size.width) != "one"
        join_edges((pane, places[pane.id]) for pane in self.panes() if pane.id and pane.id in places)
        self.top_bar.refresh(layout=True)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        if self.focused is None or not self.focused.display:
            self.script.focus()
        self.tell_keys()

    def places(self) -> tuple[Place, ...]:
        """The notes while they are typed, else the call."""
        if self.focused is self.notes:
            return (*self.notes.places(), "notes")
        return ("calling", "app")

    def goes_ahead(self, event: events.Event, group: str) -> bool:  # noqa: ARG002 - as the app asks every screen
        """No key waits for what fills the lists of other screens: nothing here depends on them."""
        return True

    # what is shown ---------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """The present moment, to the second."""
        return self.context.display_context().now

    @property
    def is_unseen(self) -> bool:
        """Whether the key that is dealt with was typed before the lead shown was painted."""
        app: TypingAheadApp = self.app  # type: ignore[assignment] # screens stand in no other
        return app.handed_on <= self._seen_after

    def show_held(self, held: HeldLead | None, notice: Notice | None = None) -> None:
        """Show the lead that is held now; without one, why there is none."""
        other = held is not None and (self.held is None or self.held.lead != held.lead)
        if held is None or other:
            self._keep_notes()
        self.held = held
        self.wanted = held.lead if held is not None else ""
        self.who.show(held, self._told())
        if notice is not None and held is None:
            self.who.set_notice(notice)
        self.script.show(held)
        self.outcomes.show(held.dispositions if held is not None else ())
        if held is None or other:
            self.notes.put(self._kept_notes(held))
        self._is_painted()
        self._show_standing()
        self.fit_panes()
        self.call_after_refresh(self._is_painted)

    def _is_painted(self) -> None:
        """Note how many keys had been typed when the lead was there to be seen."""
        app: TypingAheadApp = self.app  # type: ignore[assignment] # as above
        self._seen_after = app.typed

    def _told(self) -> list[str]:
        """What a manager told, a line each."""
        notes = self._me.notes if self._me is not None else ()
        return [say("{name}: {text}", name=each.by, text=each.text) for each in notes]

    def _show_standing(self) -> None:
        self.status.show(Standing(self._card, self._me, self.held, self.now.replace(microsecond=0)))

    def tell_time(self) -> None:
        """Let the panes know what time it is."""
        super().tell_time()
        self._show_standing()

    def speak_anew(self) -> None:
        """Say everything in the language of the moment."""
        self.tell_time()
        self.message_line.speak_anew()
        for pane in self.panes():
            pane.redraw()
        self.fit_panes()
        self.refresh(layout=True)

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program: it may have given the queue something to do."""
        if self.held is None and "lead" in change.tables | change.whole:
            self._asked = None

    # notes -----------------------------------------------------------------------------------------------------

    def _keep_notes(self) -> None:
        """Keep what was typed about the lead shown until now, if it was not recorded."""
        if self.held is not None:
            from app.widgets.forms.drafts import FormDraft

            file = self.draft(f"calling-{self.held.code}")
            if self.notes.text.strip():
                file.keep(FormDraft({"notes": self.notes.text}))
            else:
                file.drop()

    def _kept_notes(self, held: HeldLead | None) -> str:
        """What was typed about a lead before and not recorded."""
        kept = self.draft(f"calling-{held.code}").kept() if held is not None else None
        return kept.texts.get("notes", "") if kept is not None else ""

    def forget_notes(self) -> None:
        """The notes were recorded: they are kept no longer."""
        if self.held is not None:
            self.draft(f"calling-{self.held.code}").drop()
        self.notes.put("")

    def on_text_area_changed(self) -> None:
        """Keep what is typed, so that nothing of it is lost whatever ends the program."""
        self._keep_notes()

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
        self._me = await self.ask(space.callqueue.me)

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
        if self._me is not None and self._me.wrap_until is not None and self._me.wrap_until > self.now:
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
            self._card = await self.ask(space.queues.show, self.queue)
            self._show_standing()

    # the clock -------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        """Show the time, and do what it is time for; no key waits for it."""
        if not self.queue:
            return
        self._show_standing()
        now = self.now
        with aside():
            if self._is_idle(now):
                self.start(self.acting(CallingActions).lock(), "lock")
                return
            if self.held is not None:
                span = (self.held.until - self.held.claimed_at) / 3
                if self._beaten is None or now - self._beaten >= span:
                    self._beaten = now
                    self.start(self._beat(), BEAT)
            elif self._me is not None and self._me.state != "paused" and self._is_time(now):
                self._asked = now
                self.start(self._come(), COMING)
            if self._counted is None or now - self._counted >= _COUNT_AGAIN:
                self._count()

    def _is_time(self, now: datetime) -> bool:
        """Whether the next lead is to be asked for: the wrap-up is over, or an empty queue may have one."""
        if self._me is not None and self._me.wrap_until is not None and self._me.wrap_until > now:
            return False
        return (
            self._asked is None
            or now - self._asked >= _AGAIN
            or (self._me is not None and self._me.wrap_until is not None and self._asked < self._me.wrap_until)
        )

    def on_key(self, event: events.Key) -> None:  # noqa: ARG002 - the key itself is looked at where all screens do
        """Note that somebody is there."""
        self._pressed = self.now

    def _is_idle(self, now: datetime) -> bool:
        """Whether nobody seems to be there: no key for so long, and no call goes on."""
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
        if self.held is None and self._me is not None and self._me.state != "paused":
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

    @property
    def kind(self) -> str:
        """A lead is called."""
        return "lead"

    def pane(self, panel: str) -> Pane:
        """The pane of a name."""
        return next(each for each in self.panes() if each.id == panel)

    def focus_on(self, panel: str) -> None:
        """Go to a pane."""
        self.pane(panel).focus()

    def marked(self) -> tuple[str, ...]:
        """Nothing can be selected here."""
        return ()

    def unmark(self) -> None:
        """Nothing is selected here."""

    def go_to(self, record_id: str) -> None:
        """The lead that is held stays."""

    def go_into(self, record_id: str) -> None:
        """The same."""

    def switch_to(self, kind: str) -> Any:
        """The screen for records of a kind, shown from now on."""
        from app.screens.registry import screen_for

        entry = screen_for(kind=kind)
        if entry is not None:
            self.run_command(self.register[entry.command])
        return self.app.screen

    async def show_new(self, outcome: Outcome) -> None:
        """Nothing is listed here."""

    def leave_record(self) -> None:
        """The lead that is held stays."""


def _notes(region: Region) -> dict[str, Region]:
    """The places of the notes and of their title."""
    title, text = region.split_horizontal(min(_TITLE, region.height))
    return {"notes-title": title, "notes": text}


def screen(context: ScreenContext) -> CallScreen:
    """The screen, made anew."""
    return CallScreen(context)
