"""The Leads screen: the workspace in which a rep spends the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.domain.core.errors import Refusal
from app.domain.leads.rows import Anchor, LeadQuery
from app.domain.rates.totals import describe_unpriced
from app.screens.actions.activities import LoggingActions
from app.screens.actions.importing import ImportActions
from app.screens.actions.lead import LeadActions
from app.screens.actions.reports import ReportActions
from app.screens.lead_search import LeadSearch, narrowed
from app.screens.listing import Listing
from app.screens.spec import ScreenSpec
from app.widgets.lead_list import LeadList
from app.widgets.tab_line import Tab
from app.widgets.type_ahead import FILL, aside
from app.words import WordsByCode, in_context, label, say, say_in

if TYPE_CHECKING:
    from textual import events

    from app.commands.command import Place
    from app.domain.core.changes import Change
    from app.domain.core.counts import Count
    from app.domain.core.outcomes import Outcome
    from app.screens.record import RecordScreen
    from app.workspace import Workspace

VIEWS: Final[WordsByCode] = (
    ("open", "Open leads"),
    ("mine", in_context("leads", "Mine")),
    ("hot", in_context("leads", "Hot")),
    ("today", "To contact"),
    ("closed", in_context("leads", "Closed")),
    ("all", in_context("leads", "All")),
)
"""The saved views as tabs; their conditions are the domain's."""
SORTS: Final[WordsByCode] = (
    ("-updated_at", "Last changed first"),
    ("-created_at", "Newest first"),
    ("title", "By name"),
    ("next_contact_at", "Next contact first"),
    ("rating", "By rating"),
    ("-budget", "Largest budget first"),
    ("owner", "By owner"),
    ("status", "By status"),
    ("last_activity_at", "Silent for longest first"),
)

#: The workers that fetch lines, and that fetch leads again that changed.
FILL_LIST = f"{FILL}list"
FILL_CHANGED = f"{FILL}changed"
#: Changed leads that keep their lines; where more change, the list is asked for again.
MOST_CHANGED = 2_000


class LeadListing(Listing):
    """The leads of a view, narrowed by words or a condition.

    Attributes:
        query: What is listed.
        search: What it is narrowed to.
    """

    PREFIXES = ("list",)

    def __init__(self, screen: RecordScreen) -> None:
        self.list = LeadList(rule=True, id="list")
        super().__init__(screen, self.list)
        self.query = LeadQuery(where="state = open", view="open")
        self._first_view = screen.context.view or self._remembered_view(screen)
        self._views: Mapping[str, LeadQuery] = {}
        """What each view is counted by."""
        self._counted: int | None = None
        """How many leads the list would hold now."""
        self._touched: dict[str, bool] = {}
        """The leads that changed since the list was asked for, and whether it would hold each now."""
        self._unread: dict[str, bool] = {}
        """Those of them that were not fetched since, and whether each was made or deleted."""
        self.search = LeadSearch(screen, self)
        self.actions = (self.search,)

    def marked(self) -> tuple[str, ...]:
        """The leads selected in the list."""
        return tuple(self.list.marks)

    def unmark(self) -> None:
        """Select no lead any more."""
        self.list.clear_marks()

    @staticmethod
    def _remembered_view(screen: RecordScreen) -> str:
        """The view shown last, if it is still there and none was asked for."""
        view = screen.context.remembered.view
        return view if view in dict(VIEWS) and view != "open" else ""

    @property
    def is_as_opened(self) -> bool:
        """Whether the screen shows what it will begin with at the next start."""
        screen = self.screen
        typed = self.search.words or self.search.is_open
        begins_with = screen.context.view or screen.context.remembered.view or "open"
        listed = LeadQuery(where=self.query.where, view=begins_with)
        shown = screen.overview.card.id if screen.overview is not None and not screen.open_record else ""
        at_start = self.list.is_at_start and self.list.cursor_id == shown and screen.focused is self.list
        unchanged = self.query == listed and not self.list.is_stale
        return at_start and not typed and not self.list.marks and unchanged

    def begin(self) -> None:
        """Show what was read already, then the list as the workspace knows it."""
        self.screen.views.set_tabs(
            [Tab(code, label(name)) for code, name in VIEWS], self._first_view or self.query.view
        )
        self.list.set_sort(self.query.sort)
        opening = self.screen.context.opening
        if opening is not None and self._first_view in ("", "open"):
            self.list.show_window(opening.window)
            if opening.overview is not None:
                self.screen.show_overview(opening.overview)
                with aside():  # what took too long to be read before the workspace is open
                    self.screen.time_passed()
            else:
                self.nobody()
        elif self._first_view:
            self.choose_view(self._first_view)
        else:
            self.list.load()
        self.count()

    # the list --------------------------------------------------------------------------------------------------

    def on_lead_list_window_needed(self, event: LeadList.WindowNeeded) -> None:
        """Fetch the lines that came into view."""
        if event.anew:
            self._touched.clear()
            self._unread.clear()
        with aside(event.is_aside):
            self.screen.start(self._window(event), FILL_LIST, "the list")

    async def _window(self, event: LeadList.WindowNeeded) -> None:
        kept = self._touched.keys() - self.list.ids | self.list.pins
        query = self.query if event.anew else replace(self.query, without=tuple(sorted(kept)))
        try:
            space = await self.screen.workspace()
            window = await self.screen.ask(space.leads.window, query, event.anchor, event.limit)
        except Refusal as refusal:
            self.list.show_error(refusal.message, refusal.hint or "")
            return
        except BaseException:
            self.list.give_up(event.request)
            raise
        self.list.show_window(window, event.request)
        if event.anew and query.narrowing:
            await self._say_unpriced(space, query)
        if event.anew and self._touched:  # meanwhile
            self._unread = dict.fromkeys(self._touched, False) | self._unread
            self._read_changed()
        if not window.lines and not window.more_before:
            self.nobody()
        elif not self.screen.wanted and self.list.cursor_id:  # the list posts nothing about the lead it posted last
            self.screen.show_record(self.list.cursor_id)

    async def _say_unpriced(self, space: Workspace, query: LeadQuery) -> None:
        """Say which amounts the condition could not compare."""
        unknown = describe_unpriced(await self.screen.ask(space.leads.unpriced, query))
        if unknown:
            self.screen.message_line.say(f"{unknown[0].upper()}{unknown[1:]}.", "info")

    async def count_again(
        self, space: Workspace, known: Mapping[LeadQuery, Count], changes: Sequence[Change]
    ) -> Mapping[LeadQuery, Count]:
        """The counts of the list and of each view; none of those known that still hold is counted again."""
        self._views = {view.name: _countable(view.query) for view in space.leads.views()}
        wanted = dict.fromkeys((_countable(self.query), *self._views.values()))
        return await self.screen.ask(space.leads.counts, wanted, known, changes)

    def show_counts(self, counts: Mapping[LeadQuery, Count]) -> None:
        """Show how many leads are listed, and how many each view has."""
        listed = counts.get(_countable(self.query))
        self._counted = None if listed is None else listed.number
        self._tell_total()
        tabs = [Tab(code, label(name), counts[self._views[code]].number) for code, name in VIEWS]
        self.screen.views.set_tabs(tabs, self.query.view)

    @property
    def is_empty(self) -> bool:
        """Whether the list has no lines."""
        return not self.list.cursor_id

    def nobody(self) -> None:
        """Say that there is no lead, and what helps."""
        self.screen.leave_nobody()
        if self.search.words:
            self.screen.show_nothing("Nothing fits the search.", "{back} shows the list again")
        else:
            hint = say("{lead.add} enters one, {import.file} imports a list, {palette} has every command")
            self.screen.show_nothing("There is no lead here yet.", hint)

    def on_lead_list_highlighted(self, event: LeadList.Highlighted) -> None:
        """Show the lead under the cursor beside the list."""
        self.screen.show_record(event.lead.id)

    def on_lead_list_selected(self, event: LeadList.Selected) -> None:
        """Open the lead: with one column it takes the whole width."""
        self.screen.show_record(event.lead.id)
        self.screen.enter_record()

    def on_lead_list_sort_chosen(self, event: LeadList.SortChosen) -> None:
        """Sort by the heading that was clicked."""
        self._sort(event.code)

    async def show_new(self, outcome: Outcome) -> None:
        """Show a lead that was just entered, on the line of the cursor, whatever is listed."""
        space = await self.screen.workspace()
        for lead in await self.screen.ask(space.leads.lines, self.query, (outcome.id,)):
            self._touched[outcome.id] = lead.fits
            self.list.enter(lead)

    # what changes ----------------------------------------------------------------------------------------------

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program: leads listed are shown as they are now."""
        super().changed(change)
        if change.whole & {"lead", "user_account"} or len(self._touched) > MOST_CHANGED:
            self.list.reload()
            return
        rows = {each.row: not each.columns for each in change.touched if each.table == "lead"}
        if "user_account" in change.tables:  # whose name is an owner's
            rows = dict.fromkeys(self.list.ids, False) | rows
        elif self.search.words:  # which may ask for more than is in the lead's own row
            named = set().union(*(each.names for each in change.touched)) & set(self.list.ids)
            rows = dict.fromkeys(named, False) | rows
        if rows:
            self._touched = dict.fromkeys(rows, False) | self._touched
            self._unread |= rows
            self._read_changed()

    def speak_anew(self) -> None:
        """Say what is listed in the language of the moment, each lead on its line."""
        if self._counts:
            self.show_counts(self._counts)
        else:
            self.screen.views.set_tabs([Tab(code, label(name)) for code, name in VIEWS], self.query.view)
        self.search.show_words(self.search.words)
        self._unread = dict.fromkeys(self.list.ids, False) | self._unread
        self._touched = dict.fromkeys(self.list.ids, False) | self._touched
        self._read_changed()

    def _read_changed(self) -> None:
        self.screen.start(self._show_changed(), FILL_CHANGED, "the list")

    async def _show_changed(self) -> None:
        space = await self.screen.workspace()
        query, unread = self.query, dict(self._unread)
        leads = await self.screen.ask(space.leads.lines, query, tuple(unread))
        if query != self.query or self.list.awaits_other_lines:
            return  # what is on its way is read after that
        there = {each.line.id for each in leads}
        self.list.change(leads, unread.keys() - there, {id for id, is_new in unread.items() if is_new})
        self._touched |= dict.fromkeys(unread, False) | {each.line.id: each.fits for each in leads}
        loose = set(self.list.ids) - self.list.pins  # they are as they were
        self._touched = {id: fits for id, fits in self._touched.items() if id not in loose}
        self._unread = {id: is_new for id, is_new in self._unread.items() if id not in unread}
        self._tell_total()
        if self.is_empty:
            self.nobody()

    def _tell_total(self) -> None:
        """Say how many leads are listed that did not change, as soon as both are known of one moment."""
        if self._counted is not None and not self._unread and not self._uncounted:
            self.list.set_away(sum(fits for id, fits in self._touched.items() if id not in self.list.ids))
            self.list.set_total(self._counted - sum(self._touched.values()))

    def time_passed(self) -> None:
        """Count again what depends on the day, and what a condition may have asked about this moment."""
        if self.search.words:
            self._counts = {query: count for query, count in self._counts.items() if query != _countable(self.query)}
        super().time_passed()

    def again(self) -> None:
        """Ask for the list again: every lead comes to where it belongs now; the cursor keeps its lead."""
        self.list.reload()
        self.count()

    async def _lists(self, record_id: str) -> bool:
        """Whether a lead is in the list, be it in view or not."""
        space = await self.screen.workspace()
        window = await self.screen.ask(space.leads.window, self.query, Anchor("around", record_id), 1)
        return any(line.id == record_id for line in window.lines)

    def go_to(self, record_id: str) -> None:
        """Show a lead; where view and search leave it out, among all leads."""
        self.screen.start(self._go_to(record_id), group="view")

    async def _go_to(self, record_id: str) -> None:
        if await self._lists(record_id):
            self.list.move_to(record_id)
            return
        if self.search.is_open:
            await self.search.close()
        self.search.show_words("")
        await self._choose_view("all", around=record_id)

    def choose_view(self, code: str) -> None:
        """Show another saved view."""
        self.screen.start(self._choose_view(code), group="view")

    async def _choose_view(self, code: str, around: str = "") -> None:
        space = await self.screen.workspace()
        self.screen.views.choose(code)
        self.screen.context.remembered.view = code
        self.show_query(narrowed(space.leads.view(code).query, self.search.words), around)

    def show_query(self, query: LeadQuery, around: str = "", row: int | None = None) -> None:
        """List what a query finds, with the cursor on a lead, and that in a row of the view, if it is among it."""
        self.query = query
        self._counted = None
        self.list.set_sort(query.sort)
        self.list.load(around, row)
        self.count()

    def _sort(self, code: str) -> None:
        self.show_query(replace(self.query, sort=(code,)))

    async def sort(self) -> None:
        """Choose what the list is ordered by."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        options = [Option(code, label(name)) for code, name in SORTS]
        chosen = await self.screen.show_dialog(ChoiceDialog(say("Sort by"), options, self.query.sort[0]))
        if chosen:
            self._sort(chosen)

    async def view(self) -> None:
        """Choose a saved view."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        options = [Option(code, label(name)) for code, name in VIEWS]
        chosen = await self.screen.show_dialog(ChoiceDialog(say_in("a list", "View"), options, self.query.view))
        if chosen:
            self.choose_view(chosen)

    # search ----------------------------------------------------------------------------------------------------

    @property
    def searching(self) -> bool:
        """Whether the line of the views is a field that a search is typed into."""
        return self.search.is_open

    def typing_places(self) -> tuple[Place, ...] | None:
        """The places while a search is typed, whose field keeps the keys that do something in it; else ``None``."""
        return self.search.typing_places()

    def goes_ahead(self, event: events.Event, group: str) -> bool | None:  # noqa: ARG002 - it waits for no group
        """Whether a key that is typed into a search need not wait for what fills the panes; else ``None``."""
        return self.search.goes_ahead(event)

    async def filter(self) -> None:
        """Show only what fits a condition."""
        await self.search.here()

    def leave(self) -> bool:
        """Leave the search, if the list is narrowed; whether it was."""
        return self.search.leave()


def _countable(query: LeadQuery) -> LeadQuery:
    """A list as far as its number of leads depends on it."""
    return replace(query, view="", sort=())


SPEC: Final = ScreenSpec(
    number=1,
    kind="lead",
    listing=LeadListing,
    actions=(LeadActions, ImportActions, LoggingActions, ReportActions),
    places=("lead",),
    nothing_chosen="Nothing is chosen here. {lead.add} enters a lead, {import.file} imports a list.",
)
