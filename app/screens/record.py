"""A screen with a list at the left and one record beside it, read as its cursor rests on it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.worker import Worker, WorkerError, get_current_worker

from app.domain.core.errors import Refusal
from app.domain.fields.kinds import KINDS
from app.screens.actions.history import HistoryActions, RecordHistoryActions
from app.screens.actions.prospect import ProspectActions
from app.screens.actions.timeline import FILL_TIMELINE
from app.screens.panels import parts_of
from app.screens.panes import PanesScreen
from app.screens.registry import screen_for
from app.widgets.keyed import key_of, layout_is_arabic
from app.widgets.line_pane import LinePane, Notice
from app.widgets.type_ahead import FILL
from app.words import Words, own, say

if TYPE_CHECKING:
    from textual.strip import Strip

    from app.commands.command import Command
    from app.domain.core.changes import Change
    from app.domain.core.outcomes import Outcome
    from app.domain.overview.rows import RecordOverview
    from app.screens.context import ScreenContext
    from app.screens.host import Actions
    from app.screens.spec import ScreenSpec

#: The actions of every screen with records.
_ON_ANY_RECORD: tuple[type[Actions], ...] = (HistoryActions, RecordHistoryActions, ProspectActions)
#: The places of commands that are about the record shown.
_ABOUT_RECORDS = frozenset({"lead", "opportunity", "quotation", "order", "customer"})
#: The worker that fills the panes of a record.
FILL_RECORD = f"{FILL}record"
#: A record is fetched so many seconds after the cursor came to it: when the list has been painted.
REST = 0.008
#: While the cursor moves on sooner than that, it is let pass first: held keys do not fetch every record.
REST_IN_PASSING = 0.04


class RecordScreen(PanesScreen):
    """A screen made of a ``ScreenSpec``: everything about what it lists and shows is said there.

    Attributes:
        wanted: The id of the record under the cursor, be it shown already or on its way; empty where there is none.
    """

    CSS_PATH = None
    DEFAULT_CSS: ClassVar[str] = """
    RecordScreen #search { height: 1; border: none; padding: 0 1; }
    """

    def __init__(self, context: ScreenContext, spec: ScreenSpec) -> None:
        super().__init__(context, spec)
        self.wanted = ""
        self._anew = False
        """Whether the panes begin anew with the next record: another one was wanted since, be it shown or not."""
        self._fetching: Worker[Any] | None = None
        """The worker that fetches the record wanted, or did."""
        self._came_at = -inf
        """When the cursor came to the record wanted, by the clock of the loop."""
        self._is_open = True
        """Whether the record shown is open; so are those that nothing closes."""
        self._parts = parts_of(self.panels)
        self._changes: list[Change] = []
        """What was committed since the record shown was read."""
        self._is_later = False
        """Whether time has passed since."""
        self._is_said_anew = False
        """Whether another language is spoken since."""
        self.list = spec.listing(self)
        made = dict.fromkeys(
            (*_ON_ANY_RECORD, *spec.actions, *(each for panel in self.panels for each in panel.actions))
        )
        self.actions = (self.list, *self.list.actions, *(kind(self) for kind in made))

    @property
    def kind(self) -> str:
        """The kind of the records shown here."""
        return self.spec.kind

    def on_mount(self) -> None:
        """Show the first lines of the list, and the record under its cursor."""
        self.list.begin()
        if problem := self.context.remembered.problem:
            self.message_line.say(problem, "refused", seconds=30)
            self.context.remembered.problem = ""

    def on_screen_resume(self) -> None:
        """Go on where the list was left."""
        self.list.resumed()

    # what is shown ---------------------------------------------------------------------------------------------

    def show_record(self, record_id: str) -> None:
        """Show another record beside the list, as soon as the cursor rests on it."""
        if record_id == self.wanted:
            return
        self.wanted = record_id
        self._anew = True
        now = asyncio.get_running_loop().time()
        in_passing, self._came_at = now - self._came_at < REST_IN_PASSING, now
        self._fetch_record(REST_IN_PASSING if in_passing else REST)

    def begin_anew(self) -> None:
        """Let the panes forget where they stood in the record, as if the cursor came to it from another one."""
        self._anew = True
        if self.wanted:
            self._fetch_record(REST)

    async def ready(self) -> None:
        """Wait until the record under the cursor is the one shown."""
        while (worker := self._fetching) is not None and not worker.is_finished:
            with suppress(WorkerError):
                await worker.wait()

    def _fetch_record(self, rest: float = 0) -> None:
        self._fetching = self.start(self._fetch(self.wanted, rest), FILL_RECORD, "the record")

    async def _fetch(self, record_id: str, rest: float) -> None:
        try:
            await self._show_fetched(record_id, rest)
        except BaseException:
            if get_current_worker() is self._fetching:  # nothing else comes in its place
                self.show_nothing(say("The record was not fetched."))
            raise

    async def _show_fetched(self, record_id: str, rest: float) -> None:
        await asyncio.sleep(rest)
        space = await self.workspace()
        changes, later = tuple(self._changes), self._is_later
        try:
            overview = await self.ask(
                space.overviews.read,
                self.kind,
                record_id,
                self._parts,
                None if self._is_said_anew else self.overview,
                changes,
                self._ids(),
                later=later,
            )
        except Refusal as refusal:
            if self.list.is_empty:
                self.list.nobody()
            else:
                self.show_nothing(own(str(refusal)))
            return
        if record_id != self.wanted:  # there is no record any more
            return
        del self._changes[: len(changes)]
        self._is_later = self._is_later and not later
        self.show_overview(overview)

    def _ids(self) -> list[str]:
        """The ids of everything in the panes, of which some is read by their own means."""
        return [id for pane in self._panes.values() if isinstance(pane, LinePane) for id in pane.ids]

    def show_overview(self, overview: RecordOverview) -> None:
        """Show everything of a record; what is shown of it already stays."""
        before = self.overview
        if self._anew or before is None or before.card.id != overview.card.id:
            before = None
            self.drop(FILL_TIMELINE)
            for pane in self._panes.values():
                if isinstance(pane, LinePane):
                    pane.begin_anew()
        self.wanted, self._anew = overview.card.id, False
        self._put(overview, None if self._is_said_anew else before)
        self._is_said_anew = False
        self.share_column()

    def show_nothing(self, message: Words = "", hint: Words = "") -> None:
        """Show that there is no record, and what helps."""
        self.wanted = ""
        self._changes.clear()
        self._put(None, None)
        for panel in self.panels:
            if panel.say is not None:
                panel.say(self.pane(panel.id), Notice(message or "No record is chosen.", hint))

    def _put(self, overview: RecordOverview | None, before: RecordOverview | None) -> None:
        if (self.overview is None) != (overview is None):
            self.call_later(self.tell_keys)
        self.overview = overview
        for panel in self.panels:
            if panel.differs(before, overview):
                panel.show(self.pane(panel.id), overview)
        self.show_tabs()
        for actions in self.actions:
            actions.record_shown()
        focused, was_open = self.focused, self._is_open
        self._is_open = overview is None or KINDS[self.kind].is_open(overview.card.values)
        if was_open is not self._is_open:
            self.tell_keys()
        if focused is not None and not focused.can_focus:
            self._settle()

    def suits(self, command: Command) -> bool:
        """Whether a command is one for a record that is open or closed as the one shown is."""
        return not command.record or bool(self.marked()) or self._is_open is (command.record == "open")

    def time_passed(self, *, in_another_language: bool = False) -> None:
        """Show what depends on the time as it is now; in another language, all there is."""
        self._is_said_anew |= in_another_language
        if self.wanted:
            self._is_later = True
            self._fetch_record()
        self.list.time_passed()

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program: show it where it is seen."""
        if self.wanted:
            self._changes.append(change)
            self._fetch_record()
        self.list.changed(change)

    def goes_ahead(self, event: events.Event, group: str) -> bool:
        """Whether a key need not wait for what fills the panes: one typed into a search, or that moves in the list."""
        typed = self.list.goes_ahead(event, group)
        if typed is not None:
            return typed
        if group not in (FILL_RECORD, FILL_TIMELINE) or not isinstance(event, events.Key):
            return False
        if self.focused is not self.list.pane:
            return False
        command = self.register.for_key(self.places(), key_of(event), layout_is_arabic=layout_is_arabic(self))
        if command is None or command.group != "Move" or command.id == "open":
            return False
        return command.id in getattr(self.list.pane, "COMMAND_ACTIONS", {})

    # what is done with it --------------------------------------------------------------------------------------

    def on_line_pane_selected(self, event: LinePane.Selected) -> None:
        """Open the item that was chosen in a panel."""
        panel = next((each for each in self.panels if self.pane(each.id) is event.pane), None)
        if panel is not None and panel.opens:
            command = self.register[panel.opens.format(kind=self.kind)]
            if self.permits(command):
                self.begin(self.act_of(command), command.label)

    def marked(self) -> tuple[str, ...]:
        """The records selected in the list for a command on several."""
        return self.list.marked()

    def unmark(self) -> None:
        """Select no record any more."""
        self.list.unmark()
        self.tell_keys()

    def why_not(self, command: Command) -> str:
        """Why a command has nothing to do: no record, nothing for it in that record or under the cursor of its pane."""
        if not self.wanted and set(command.places) <= _ABOUT_RECORDS:
            return self.nothing_chosen
        said = (actions.why_not(command) for actions in self.actions if actions.of(command.id) is not None)
        return next(filter(None, said), "") or super().why_not(command)

    def go_to(self, record_id: str) -> None:
        """Show a record of the list, or one beside it."""
        self.show_record(record_id)
        self.list.go_to(record_id)

    def go_into(self, record_id: str) -> None:
        """Show a record of the list, and go from the list to it."""
        self.go_to(record_id)
        self.call_after_refresh(self.enter_record)

    async def show_new(self, outcome: Outcome) -> None:
        """Show a record that was just made."""
        await self.list.show_new(outcome)
        self.show_record(outcome.id)

    async def show_restored(self, outcome: Outcome) -> None:
        """Show the record that an undo or a redo was about, if it belongs to what is listed here."""
        await self.list.show_restored(outcome)

    def switch_to(self, kind: str) -> RecordScreen:
        """The screen for records of a kind, shown from now on; this one where there is none."""
        entry = screen_for(kind=kind)
        if kind != self.kind and entry is not None:
            self.run_command(self.register[entry.command])
        screen = self.app.screen
        return screen if isinstance(screen, RecordScreen) else self

    def as_still_opening(self) -> list[Strip]:
        """The rows of the screen as they are now, but for the message: it says that the program is opening."""
        rows = self._compositor.render_strips()
        rows[self.message_line.region.y] = self.message_line.saying(say("Opening"), "busy")
        return [self.compositor.as_seen(row) for row in rows]

    def action_record_next(self) -> None:
        """Show the next record of the list without leaving this one's panes."""
        self._step_record("cursor_down")

    def action_record_previous(self) -> None:
        """Show the previous record of the list."""
        self._step_record("cursor_up")

    def _step_record(self, action: str) -> None:
        getattr(self.list.pane, f"action_{action}")()
