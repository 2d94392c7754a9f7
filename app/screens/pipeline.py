"""The Pipeline screen: opportunities on their way to won, each with its process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.errors import Refusal
from app.screens.actions.activities import LoggingActions
from app.screens.actions.opportunity import OpportunityActions
from app.screens.actions.reports import ReportActions
from app.screens.listing import Listing
from app.screens.spec import ScreenSpec
from app.widgets.opportunities import Opportunities
from app.widgets.tab_line import Tab
from app.words import WordsByCode, in_context, label, say, say_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.core.changes import Change
    from app.domain.core.counts import Count
    from app.domain.sales.rows import OpportunityLine
    from app.screens.record import RecordScreen
    from app.widgets.line_pane import LinePane
    from app.workspace import Workspace

VIEWS: Final[WordsByCode] = (
    ("open", in_context("opportunities", "Open")),
    ("on_hold", in_context("opportunities", "On hold")),
    ("won", in_context("opportunities", "Won")),
    ("lost", in_context("opportunities", "Lost")),
    ("", in_context("opportunities", "All")),
)
#: The most opportunities a list shows; a longer one says so.
MOST = 500


class OpportunityListing(Listing):
    """The opportunities of a status, narrowed by words."""

    PLACE = "pipeline"

    def __init__(self, screen: RecordScreen) -> None:
        self.list = Opportunities(rule=True, id="list")
        super().__init__(screen, self.list)
        self.status = "open"
        self._words = ""
        self._goal = ""
        self._is_anew = True
        """Whether the list is asked for again, and every opportunity to be where it belongs."""
        self._made, screen.context.made = screen.context.made, ""

    def begin(self) -> None:
        """Fetch the opportunities."""
        self.screen.views.set_tabs([Tab(code or "all", label(name)) for code, name in VIEWS], self.status)
        self.again()

    def again(self) -> None:
        """Ask for the list again: every opportunity comes to where it belongs now."""
        self._is_anew = True
        self._fetch()

    def resumed(self) -> None:
        """Go to the opportunity that was made meanwhile."""
        self._made, self.screen.context.made = self.screen.context.made or self._made, ""
        if self._made and self.screen.views.chosen:
            self._narrow("")
            self.choose_view("open")

    def _fetch(self) -> None:
        self.screen.start(self._fetch_list(), "pipeline", "the list")

    async def _fetch_list(self) -> None:
        space = await self.screen.workspace()
        found = await self.screen.ask(space.opportunities.list, self.status or None, self._words, limit=MOST)
        self.list.total = await self.screen.ask(space.opportunities.total, self.status or None, self._words)
        lines = found if self._is_anew else await self._where_they_are(space, found)
        self._is_anew = False
        self.list.strays = frozenset(each.id for each in lines) - {each.id for each in found}
        self.list.is_stale = [each.id for each in lines] != [each.id for each in found]
        self.list.set_items(lines)
        goal = self._goal or await self._made_last(lines)
        self._goal = self._made = ""
        if goal and not self.list.move_to(goal):  # a longer list ends before it
            self.screen.show_record(goal)
        elif not lines:
            self.nobody()
        elif self.list.cursor_id:
            self.screen.show_record(self.list.cursor_id)
        self.count()

    async def _where_they_are(self, space: Workspace, found: Sequence[OpportunityLine]) -> list[OpportunityLine]:
        """The list with what was found: each line where it is, those that are new behind them."""
        before = [each.id for each in self.list.items]
        there = {each.id: each for each in found}
        gone = [id for id in before if id not in there]
        others = {each.id: each for each in await self.screen.ask(space.opportunities.lines, gone)}
        kept = [line for id in before if (line := there.pop(id, None) or others.get(id)) is not None]
        return [*kept, *there.values()]

    @property
    def is_empty(self) -> bool:
        """Whether the list has no lines."""
        return not self.list.items

    def nobody(self) -> None:
        """Say that there is no opportunity, and what helps."""
        self.screen.leave_nobody()
        if self._words:
            self.screen.show_nothing("Nothing fits the search.", "{back} shows the list again")
        else:
            hint = say("{screen.leads} goes to the leads, {lead.qualify} qualifies one")
            self.screen.show_nothing("No opportunity here.", hint)

    async def count_again(
        self, space: Workspace, known: Mapping[str, Count], changes: Sequence[Change]
    ) -> Mapping[str, Count]:
        """The counts of each status; none of those known that still hold is counted again."""
        return await self.screen.ask(space.opportunities.counts, [code for code, _ in VIEWS], known, changes)

    def show_counts(self, counts: Mapping[str, Count]) -> None:
        """Show how many opportunities have each status."""
        tabs = [Tab(code or "all", label(name), counts[code].number) for code, name in VIEWS]
        self.screen.views.set_tabs(tabs, self.status or "all")

    async def _made_last(self, lines: Sequence[OpportunityLine]) -> str:
        """The opportunity that was made on another screen just now, if it is still there."""
        listed = next((each.id for each in lines if each.code == self._made), "")
        if listed or not self._made or len(lines) < MOST:
            return listed
        space = await self.screen.workspace()
        try:
            return (await self.screen.ask(space.opportunities.show, self._made)).id
        except Refusal:
            return ""

    def choose_view(self, code: str) -> None:
        """Show the opportunities of another status."""
        self.status = "" if code == "all" else code
        self.again()

    async def view(self) -> None:
        """Choose whether those open, on hold, won, lost or all are listed."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        options = [Option(code or "all", label(name)) for code, name in VIEWS]
        chosen = await self.screen.show_dialog(ChoiceDialog(say_in("a list", "View"), options, self.status or "all"))
        if chosen:
            self.choose_view(chosen)

    def go_to(self, record_id: str) -> None:
        """Show an opportunity of the list, whatever its status."""
        self._goal = record_id
        self._narrow("")
        self.choose_view("all")

    async def here(self) -> None:
        """Narrow the list by words."""
        from app.domain.core.fields import Field
        from app.screens.dialogs.form_dialog import ValuesDialog

        answer = await self.screen.show_dialog(
            ValuesDialog(
                say("Search the pipeline"),
                [Field("words", "Words", help="Empty shows everything.")],
                self.screen.context.parse_context(),
                values={"words": self._words},
            )
        )
        if answer is not None:
            self._narrow(answer.get("words") or "")
            self.again()

    def leave(self) -> bool:
        """Leave the search, if the list is narrowed; whether it was."""
        if not self._words:
            return False
        self._narrow("")
        self.again()
        return True

    def _narrow(self, words: str) -> None:
        self._words = words
        shown = words or say_in("what a key does", "search")
        self.screen.views.set_hint(self.screen.register.hint(("search.here", shown)), stands=bool(words))

    def on_line_pane_highlighted(self, event: LinePane.Highlighted) -> None:
        """Show the opportunity under the cursor beside the list."""
        if event.pane is self.list:
            self.screen.show_record(event.id)

    def on_line_pane_selected(self, event: LinePane.Selected) -> None:
        """Open the opportunity."""
        if event.pane is self.list:
            self.screen.enter_record()

    def speak_anew(self) -> None:
        """Say what is listed in the language of the moment, each opportunity on its line."""
        self.screen.views.set_tabs(
            [
                Tab(code or "all", label(name), self._counts[code].number if self._counts else None)
                for code, name in VIEWS
            ],
            self.status or "all",
        )
        self._narrow(self._words)
        self._fetch()

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program."""
        super().changed(change)
        if change.tables & {"opportunity", "process_instance", "exchange_rate"}:
            self._fetch()


SPEC: Final = ScreenSpec(
    number=3,
    kind="opportunity",
    listing=OpportunityListing,
    actions=(OpportunityActions, LoggingActions, ReportActions),
    places=("opportunity",),
    nothing_chosen="Nothing is chosen here. {screen.leads} goes to the leads.",
)
