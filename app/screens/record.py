"""A screen with a list at the left and one record beside it: its stages, timeline, assistant and people."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.worker import Worker, WorkerError, get_current_worker

from app.domain.core.errors import Refusal
from app.domain.timeline.rows import TimelineFilter
from app.screens.asking import AskingScreen
from app.screens.layout import SMALLEST, Form, PlacedLayout, Shown, form_of, is_too_small, lines_for, regions
from app.widgets.cards import Cards
from app.widgets.details import Details
from app.widgets.keyed import key_of
from app.widgets.line_pane import MOVES
from app.widgets.pane import Pane
from app.widgets.people import People
from app.widgets.record_header import RecordHeader
from app.widgets.rivals import Rivals
from app.widgets.stage_bar import StageBar
from app.widgets.tab_line import Tab, TabLine
from app.widgets.timeline import Timeline
from app.widgets.type_ahead import FILL

if TYPE_CHECKING:
    from textual.layout import Layout

    from app.commands.command import Place
    from app.domain.core.changes import Change
    from app.domain.overview.rows import RecordOverview
    from app.screens.context import ScreenContext

_PLACES: dict[str, Place] = {
    "list": "list",
    "timeline": "timeline",
    "assistant": "assistant",
    "stakeholders": "stakeholders",
    "competitors": "competitors",
    "stages": "stages",
    "details": "details",
}
_PANELS = (
    ("timeline", "Timeline"),
    ("assistant", "Assistant"),
    ("stakeholders", "Stakeholders"),
    ("competitors", "Competitors"),
    ("details", "Details"),
)
#: Tables whose rows no pane of a record shows.
_UNSEEN = frozenset({"import_run", "process_definition"})
#: The workers that fill the panes of a record.
FILL_RECORD = f"{FILL}record"
FILL_TIMELINE = f"{FILL}timeline"
#: A record is fetched this long after the cursor came to it, so that held keys do not fetch every one, in seconds.
REST = 0.04


class RecordScreen(AskingScreen):
    """The frame that the Leads and the Pipeline screens share.

    Attributes:
        open_record: Whether, with one column, the record is shown rather than the list.
        panel: With less than three columns: the panel chosen beside the timeline.
    """

    KIND: ClassVar[str] = "lead"
    CSS_PATH = None
    DEFAULT_CSS: ClassVar[str] = """
    RecordScreen { overflow: hidden; }
    """

    open_record: reactive[bool] = reactive(default=False, init=False)
    panel: reactive[str] = reactive("assistant", init=False)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.top_bar.id, self.message_line.id, self.key_line.id = "top", "message", "keys"
        self.views = TabLine(hint=context.register.hint(("search.here", "search")), id="views")
        self.header = RecordHeader(edge=True, rule=True, id="header")
        self.stages = StageBar(edge=True, id="stages")
        self.panels = TabLine(edge=True, rule=True, id="panels")
        self.timeline = Timeline(edge=True, rule=True, id="timeline")
        self.assistant = Cards(edge=True, rule=True, id="assistant")
        self.stakeholders = People(edge=True, rule=True, id="stakeholders")
        self.competitors = Rivals(edge=True, rule=True, id="competitors")
        self.details = Details(edge=True, rule=True, id="details")
        self.filter = TimelineFilter()
        self._wanted = ""
        self._fetching: Worker[None] | None = None
        """The worker that fetches the record wanted, or did."""
        self._form: Form = "three"
        self._formed_for = Size()
        self._small = False
        self._misplaced = False
        """Whether the panes were given other places while another screen stood above."""
        self._placed = PlacedLayout(self._regions)
        self._shares = (8, 5, 5)
        self.assistant.commands = {
            "snooze": "assistant.snooze",
            "dismiss": "assistant.dismiss",
            "open": "assistant.act",
        }

    # composition -----------------------------------------------------------------------------------------------

    def list_pane(self) -> Pane:
        """The pane at the left."""
        raise NotImplementedError

    @property
    def layout(self) -> Layout:
        """Panes go where the size of the terminal puts them."""
        return self._placed

    def compose(self) -> ComposeResult:
        """The panes, in the order the focus goes through them."""
        yield self.top_bar
        yield self.views
        yield self.list_pane()
        yield self.header
        yield self.stages
        yield self.panels
        yield self.timeline
        yield self.assistant
        yield self.stakeholders
        yield self.competitors
        yield self.details
        yield self.message_line
        yield self.key_line

    def on_mount(self) -> None:
        """Begin in the list."""
        self._show_form(self.size)
        self.list_pane().focus()

    def on_resize(self, event: events.Resize) -> None:
        """Show as many columns as fit; place and focus stay."""
        if event.size != self._formed_for:  # terminals tell their size several times
            self._show_form(event.size)

    def resized_below(self, size: Size) -> None:
        """Lay out for another size while a dialog stands above, which draws what it finds here."""
        if size != self._formed_for:
            self._show_form(size)
            self._refresh_layout(size)  # at once: asked for, it is done when the dialog has gone
            self.join_panes()

    def on_screen_resume(self) -> None:
        """Catch up with what changed while another screen stood above: the size, and the shares of the panels."""
        if self._formed_for and self.app.size != self._formed_for:
            self._show_form(self.app.size)
        elif self._misplaced:
            self._lay_out()

    def watch_open_record(self) -> None:
        """Show the record with its timeline, or the list again."""
        self.panel = "timeline" if self.open_record else self.panel
        self._show_form(self.size)
        (self.timeline if self.open_record else self.list_pane()).focus()

    def watch_panel(self) -> None:
        """Show another panel."""
        self._show_form(self.size)

    def _show_form(self, size: Size) -> None:
        """Show and hide panes for the size of the terminal."""
        self._formed_for = size
        self._form = form_of(size.width)
        self._tell_smallness(size)
        if self._form == "two" and self.panel == "timeline":
            self.panel = "assistant"
        regions = self._regions(size)
        for pane in self.panes():
            pane.display = pane.id in regions
        for pane in self._record_panes():
            pane.edge = self._form != "one"
        for pane in (self.assistant, self.stakeholders, self.competitors, self.details):
            pane.rule = self._form == "three"
        self.timeline.rule = self._form != "one"
        self._show_tabs()
        self._lay_out()

    def _lay_out(self) -> None:
        """Put the panes in their places; below a dialog, as soon as it is gone."""
        self._misplaced = not self.is_current
        self.top_bar.refresh(layout=True)  # of the screen's own wish Textual keeps no note below a dialog
        self.call_after_refresh(self._settle)

    def _tell_smallness(self, size: Size) -> None:
        """Say what is needed while nothing can be drawn, in words that fit into almost nothing."""
        small = is_too_small(size)
        if small:
            self.message_line.say(f"Needs {SMALLEST[0]}×{SMALLEST[1]}.", "refused", seconds=None)
        elif self._small:
            self.message_line.hush()
        self._small = small

    def _record_panes(self) -> tuple[Pane, ...]:
        """The panes beside the list."""
        return (
            self.header,
            self.stages,
            self.panels,
            self.timeline,
            self.assistant,
            self.stakeholders,
            self.competitors,
            self.details,
        )

    def _settle(self) -> None:
        """Join the rules, and keep the focus on something that is seen."""
        self.join_panes()
        focused = self.focused
        if focused is None or not focused.display:
            one = self._form == "one" and self.open_record
            (self._shown_panel() if one else self.list_pane()).focus()
        self.tell_keys()

    def _shown_panel(self) -> Pane:
        return next(pane for pane in self._record_panes() if pane.id == self.panel)

    def _regions(self, size: Size) -> Mapping[str, Region]:
        """The place of every pane that is shown."""
        return regions(size, Shown(self.open_record, self.panel, self._shares))

    # what is shown ---------------------------------------------------------------------------------------------

    def show_record(self, record_id: str) -> None:
        """Show another record beside the list, as soon as the cursor rests on it."""
        if record_id == self._wanted:
            return
        self._wanted = record_id
        self.filter = TimelineFilter()
        self._fetch_record(REST)

    def go_to(self, record_id: str) -> None:
        """Show a record of the list, or one beside it."""
        self.show_record(record_id)

    async def ready(self) -> None:
        """Wait until the record under the cursor is the one shown."""
        while (worker := self._fetching) is not None and not worker.is_finished:
            with suppress(WorkerError):
                await worker.wait()

    def reload_record(self) -> None:
        """Fetch the record shown again, because something changed."""
        if self._wanted:
            self._fetch_record()

    def _fetch_record(self, rest: float = 0) -> None:
        fetching = self._fetch(self._wanted, rest)
        self._fetching = self.run_worker(
            fetching, name="the record", group=FILL_RECORD, exclusive=True, exit_on_error=False
        )

    async def _fetch(self, record_id: str, rest: float) -> None:
        try:
            await self._show_fetched(record_id, rest)
        except BaseException:
            if get_current_worker() is self._fetching:  # nothing else comes in its place
                self.show_nothing("The record was not fetched.")
            raise

    async def _show_fetched(self, record_id: str, rest: float) -> None:
        await asyncio.sleep(rest)
        space = await self.workspace()
        try:
            overview = await self.ask(space.overviews.shown, self.KIND, record_id)
            page = overview.timeline
            if self.filter != TimelineFilter():
                page = await self.ask(space.timeline.page, record_id, self.filter)
        except Refusal as refusal:
            self.show_nothing(str(refusal))
            return
        self.show_overview(overview)
        if self.filter != TimelineFilter():
            self.timeline.show_page(page, self.filter)

    def show_overview(self, overview: RecordOverview) -> None:
        """Show everything of a record."""
        if self.overview is None or self.overview.card.id != overview.card.id:
            for pane in (self.timeline, self.assistant, self.stakeholders, self.competitors, self.details):
                pane.begin_anew()
        self.overview = overview
        self._wanted = overview.card.id
        self.header.show_record(overview.card)
        self.stages.show_process(overview.process)
        self.timeline.show_page(overview.timeline, self.filter)
        self.assistant.set_cards(overview.cards)
        self.stakeholders.set_items(overview.stakeholders)
        self.competitors.set_items(overview.rivals)
        self.details.show_record(overview.card, overview.fields)
        self._show_tabs()
        self._share_column()

    def _share_column(self) -> None:
        """Give each panel of the right column the lines it can fill; the details take the rest."""
        shares = (
            lines_for(len(self.assistant.items), most=15) + 1,
            lines_for(len(self.stakeholders.items), most=9),
            lines_for(len(self.competitors.items), most=7),
        )
        if shares == self._shares:
            return
        before = set(self._regions(self.size))
        self._shares = shares
        if self._form != "three":
            return
        if set(self._regions(self.size)) != before:
            self._show_form(self.size)
        else:
            self._lay_out()

    def show_nothing(self, message: str = "", hint: str = "") -> None:
        """Show that there is no record, and what helps."""
        from app.domain.timeline.rows import TimelinePage
        from app.widgets.line_pane import Notice

        self.overview = None
        self._wanted = ""
        self.header.set_notice(Notice(message or "No record is chosen.", hint))
        self.stages.show_process(None)
        self.timeline.show_page(TimelinePage((), "", -1))
        for pane in (self.assistant, self.stakeholders, self.competitors, self.details):
            pane.set_items(())
        self._show_tabs()

    def _show_tabs(self) -> None:
        counts = (
            {
                "assistant": len(self.overview.cards),
                "stakeholders": len(self.overview.stakeholders),
                "competitors": len(self.overview.rivals),
            }
            if self.overview
            else {}
        )
        shown = [each for each in _PANELS if self._form == "one" or each[0] != "timeline"]
        self.panels.set_tabs([Tab(code, label, counts.get(code)) for code, label in shown], self.panel)

    def on_tab_line_tab_chosen(self, event: TabLine.TabChosen) -> None:
        """Show the panel, or the view, whose tab was chosen."""
        if event.line is self.panels:
            self.panel = event.code
        else:
            self.choose_view(event.code)

    def choose_view(self, code: str) -> None:
        """Show another saved view."""

    async def on_timeline_more_needed(self, event: Timeline.MoreNeeded) -> None:
        """Fetch the next entries of the timeline."""
        more = self._more(event.after)
        self.run_worker(more, name="the timeline", group=FILL_TIMELINE, exclusive=True, exit_on_error=False)

    async def _more(self, after: str) -> None:
        record_id = self._wanted
        try:
            space = await self.workspace()
            page = await self.ask(space.timeline.page, record_id, self.filter, after=after)
        except BaseException:
            self.timeline.ask_again()
            raise
        if record_id == self._wanted:
            self.timeline.add_page(page)

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program: show it where it is seen."""
        if change.tables - _UNSEEN:
            self.reload_record()

    # keys ------------------------------------------------------------------------------------------------------

    def goes_ahead(self, event: events.Event, group: str) -> bool:
        """Whether a key need not wait for what fills the panes: one that only moves in the list."""
        if group not in (FILL_RECORD, FILL_TIMELINE) or not isinstance(event, events.Key):
            return False
        command = self.register.for_key(self.places(), key_of(event)) if self.focused is self.list_pane() else None
        return command is not None and command.id in MOVES and command.id != "open"

    def places(self) -> tuple[Place, ...]:
        """The pane with the focus, then the record, then the screen."""
        inner = _PLACES.get(self.focused.id or "") if self.focused is not None else None
        return (inner, *self.PLACES) if inner else self.PLACES

    def action_move_right(self) -> None:
        """Go to the pane at the right, or open the record where only one column fits."""
        self._sideways(1)

    def action_move_left(self) -> None:
        """Go to the pane at the left, or back to the list."""
        self._sideways(-1)

    def _sideways(self, step: int) -> None:
        focused = self.focused
        if self._form == "one":
            if step > 0 and not self.open_record and self.overview is not None:
                self.open_record = True
            elif step < 0 and self.open_record:
                self.open_record = False
            return
        lanes = [self.list_pane(), self.timeline, self.assistant]
        right = (self.assistant, self.stakeholders, self.competitors, self.details)
        lane = 0 if focused is lanes[0] else 2 if focused in right else 1
        if self._form == "two" and lane == 2:  # the panels stand above the timeline here
            lane = 1
        wanted = lanes[min(max(lane + step, 0), 2 if self._form == "three" else 1)]
        wanted.focus()

    def action_back(self) -> None:
        """Close what is open, and go back to the list."""
        if self._form == "one" and self.open_record:
            self.open_record = False
        else:
            self.list_pane().focus()

    def leave_record(self) -> None:
        """Go back to the list where the record had the whole width: it was decided, and may leave the list."""
        if self._form == "one":
            self.open_record = False

    def action_stages_open(self) -> None:
        """Go to the stage bar."""
        if self._form == "one":
            self.open_record = True
        self.stages.focus()

    def action_record_next(self) -> None:
        """Show the next record of the list without leaving this one's panes."""
        self._step_record("cursor_down")

    def action_record_previous(self) -> None:
        """Show the previous record of the list."""
        self._step_record("cursor_up")

    def _step_record(self, action: str) -> None:
        getattr(self.list_pane(), f"action_{action}")()
