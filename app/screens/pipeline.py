"""The Pipeline screen: opportunities on their way to won, each with its process."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.domain.core.errors import Refusal
from app.screens.actions.activities import LoggingActions
from app.screens.actions.entries import EntryActions
from app.screens.actions.opportunity import OpportunityActions
from app.screens.actions.panels import PanelActions
from app.screens.actions.process import ProcessActions
from app.screens.record import RecordScreen
from app.widgets.opportunities import Opportunities
from app.widgets.tab_line import Tab
from app.widgets.type_ahead import ASIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.commands.command import Place
    from app.domain.core.changes import Change
    from app.domain.sales.rows import OpportunityLine
    from app.screens.context import ScreenContext
    from app.widgets.line_pane import LinePane
    from app.widgets.pane import Pane

VIEWS = (("open", "Open"), ("on_hold", "On hold"), ("won", "Won"), ("lost", "Lost"), ("", "All"))
#: The worker that counts the opportunities of each view.
ASIDE_COUNT = f"{ASIDE}count"
#: The most opportunities a list shows; a longer one says so.
MOST = 500


class PipelineScreen(OpportunityActions, LoggingActions, EntryActions, ProcessActions, PanelActions, RecordScreen):
    """The opportunities, and the one under the cursor."""

    NUMBER = 3
    KIND = "opportunity"
    PLACES: ClassVar[tuple[Place, ...]] = ("opportunity",)
    NOTHING_CHOSEN = "Nothing is chosen here. {screen.leads} goes to the leads."

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.list = Opportunities(rule=True, id="list")
        self.status = "open"
        self._words = ""
        self._goal = ""
        self._made, context.made = context.made, ""

    def list_pane(self) -> Pane:
        """The opportunities."""
        return self.list

    def places(self) -> tuple[Place, ...]:
        """As elsewhere, but the list is one of opportunities."""
        return ("pipeline", *self.PLACES) if self.focused is self.list else super().places()

    def on_mount(self) -> None:
        """Fetch the opportunities."""
        self.views.set_tabs([Tab(code or "all", label) for code, label in VIEWS], self.status)
        self._reload_list()

    def _reload_list(self) -> None:
        self.run_worker(self._fetch_list(), name="the list", group="pipeline", exclusive=True, exit_on_error=False)

    async def _fetch_list(self) -> None:
        space = await self.workspace()
        lines = await self.ask(space.opportunities.list, self.status or None, self._words, limit=MOST)
        self.list.set_items(lines)
        goal = self._goal or await self._made_last(lines)
        self._goal = self._made = ""
        if goal and not self.list.move_to(goal):  # a longer list ends before it
            self.show_record(goal)
        elif not lines and self._words:
            self.show_nothing("Nothing fits the search.", "{back} shows the list again")
        elif not lines:
            self.show_nothing("No opportunity here.", "{screen.leads} goes to the leads, {lead.qualify} qualifies one")
        elif self.list.cursor_id:
            self.show_record(self.list.cursor_id)
        self.run_worker(self._count(), group=ASIDE_COUNT, exclusive=True, exit_on_error=False)

    async def _count(self) -> None:
        space = await self.workspace()
        tabs = [
            Tab(code or "all", label, await self.ask(space.opportunities.count, code or None)) for code, label in VIEWS
        ]
        self.views.set_tabs(tabs, self.status or "all")

    async def _made_last(self, lines: Sequence[OpportunityLine]) -> str:
        """The opportunity that was made on another screen just now, if it is still there."""
        listed = next((each.id for each in lines if each.code == self._made), "")
        if listed or not self._made or len(lines) < MOST:
            return listed
        space = await self.workspace()
        try:
            return (await self.ask(space.opportunities.show, self._made)).id
        except Refusal:
            return ""

    def choose_view(self, code: str) -> None:
        """Show the opportunities of another status."""
        self.status = "" if code == "all" else code
        self._reload_list()

    async def action_list_view(self) -> None:
        """Choose whether those open, on hold, won, lost or all are listed."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        options = [Option(code or "all", label) for code, label in VIEWS]
        chosen = await self.app.push_screen_wait(ChoiceDialog("View", options, self.status or "all"))
        if chosen:
            self.choose_view(chosen)

    def go_to(self, record_id: str) -> None:
        """Show an opportunity of the list, whatever its status."""
        self.show_record(record_id)
        self._goal = record_id
        self._narrow("")
        self.choose_view("all")

    async def action_search_here(self) -> None:
        """Narrow the list by words."""
        from app.domain.core.fields import Field
        from app.screens.dialogs.form_dialog import ValuesDialog

        answer = await self.app.push_screen_wait(
            ValuesDialog(
                "Search the pipeline",
                [Field("words", "Words", help="Empty shows everything.")],
                self.context.reading(),
                values={"words": self._words},
            )
        )
        if answer is not None:
            self._narrow(answer.get("words") or "")
            self._reload_list()

    def action_back(self) -> None:
        """Leave the record, the pane or the search."""
        if self._words and self.focused is self.list and not self.open_record:
            self._narrow("")
            self._reload_list()
        else:
            super().action_back()

    def _narrow(self, words: str) -> None:
        self._words = words
        self.views.set_hint(self.register.hint(("search.here", words or "search")), stands=bool(words))

    def on_line_pane_highlighted(self, event: LinePane.Highlighted) -> None:
        """Show the opportunity under the cursor beside the list."""
        if event.pane is self.list:
            self.show_record(event.id)

    async def on_line_pane_selected(self, event: LinePane.Selected) -> None:
        """Open the opportunity."""
        if event.pane is self.list and self._form == "one":
            self.open_record = True
        elif event.pane is self.list:
            self.timeline.focus()

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program."""
        super().changed(change)
        if change.tables & {"opportunity", "process_instance"}:
            self._reload_list()
