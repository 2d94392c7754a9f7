"""The list at the left of a screen over windows: any number of records, in views, sorted, searched, kept in place."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

from app.domain.core.errors import Refusal
from app.domain.core.windows import Anchor, Listed, ListQuery
from app.domain.rates.totals import describe_unpriced
from app.screens.list_search import ListSearch, narrowed
from app.screens.listing import Listing
from app.widgets.tab_line import Tab
from app.widgets.type_ahead import FILL, aside
from app.words import Words, WordsByCode, label, say, say_in

if TYPE_CHECKING:
    from textual import events

    from app.commands.command import Place
    from app.domain.core.changes import Change
    from app.domain.core.counts import Count
    from app.domain.core.outcomes import Outcome
    from app.domain.core.windows import SavedView, Window
    from app.screens.record import RecordScreen
    from app.widgets.line_pane import Notice
    from app.widgets.list_windows import WindowNeeded
    from app.widgets.record_list import RecordList
    from app.workspace import Workspace

#: The workers that fetch lines, and that fetch records again that changed.
FILL_LIST: Final = f"{FILL}list"
FILL_CHANGED: Final = f"{FILL}changed"
#: Changed records that keep their lines; where more change, the list is asked for again.
MOST_CHANGED: Final = 2_000


class Lister(Protocol):
    """The service of a kind of record, as far as its list needs it."""

    def views(self) -> Iterable[SavedView]:
        """The saved views of the list."""
        ...

    def view(self, name: str) -> SavedView:
        """A saved view by its name."""
        ...

    def window(self, query: ListQuery, anchor: Anchor | None = None, limit: int = 100, /) -> Window[Any]:
        """A run of lines of a list, from a place in it."""
        ...

    def lines(self, query: ListQuery, ids: Sequence[str], /) -> tuple[Listed[Any], ...]:
        """Some records as they are now, each with whether a list holds it."""
        ...

    def count(self, query: ListQuery, /) -> int:
        """How many records a list holds."""
        ...

    def counts(
        self, queries: Iterable[ListQuery], known: Mapping[ListQuery, Count], changes: Iterable[Change], /
    ) -> dict[ListQuery, Count]:
        """How many records each list holds."""
        ...

    def unpriced(self, query: ListQuery, /) -> tuple[str, ...]:
        """The currencies of the amounts that a list compares, or sorts by, and for which nobody gave a rate."""
        ...


class WindowListing(Listing):
    """The records of a view, narrowed by words or a condition.

    Attributes:
        list: Their pane.
        query: What is listed.
        search: What it is narrowed to.
    """

    PREFIXES: ClassVar[tuple[str, ...]] = ("list",)
    VIEWS: ClassVar[WordsByCode] = ()
    """The saved views as tabs; their conditions are the domain's."""
    SORTS: ClassVar[WordsByCode] = ()
    """The orders there are to choose, each with a leading ``-`` for descending."""
    SHOWN: ClassVar[frozenset[str]] = frozenset()
    """The tables beside the kind's own whose rows a line tells of."""
    EXAMPLE: ClassVar[Words] = ""
    """What is typed into the search, for an example."""
    NOTHING_FITS: ClassVar[Notice]
    """What the list says where nothing fits the search."""
    TABLE: ClassVar[str] = ""
    """The kind's own table."""
    KEEPS_MISSING: ClassVar[bool] = False
    """Whether a line that is there no more stays as it was, until the list is asked for again."""

    def __init__(self, screen: RecordScreen, pane: RecordList[Any], query: ListQuery) -> None:
        """List on a screen what a query finds."""
        self.list = pane
        super().__init__(screen, pane)
        self.query = query
        self._views: Mapping[str, ListQuery] = {}
        """What each view is counted by."""
        self._counted: int | None = None
        """How many records the list would hold now."""
        self._touched: dict[str, bool] = {}
        """The records that changed since the list was asked for, and whether it would hold each now."""
        self._unread: dict[str, bool] = {}
        """Those of them that were not fetched since, and whether each was made or deleted."""
        self.search = ListSearch(screen, self)
        self.actions = (self.search,)

    # what each kind of list gives ------------------------------------------------------------------------------

    @abstractmethod
    def lister(self, space: Workspace) -> Lister:
        """What lists the records."""

    def say_nobody(self) -> None:
        """Say beside the list that there is no record, and what helps."""

    def keep_view(self, code: str) -> None:
        """Remember a view for the next start."""

    def further_tabs(self) -> Sequence[Tab]:
        """Tabs behind those of the views, which lead elsewhere."""
        return ()

    def marked(self) -> tuple[str, ...]:
        """The records selected in the list."""
        return tuple(self.list.marks)

    def unmark(self) -> None:
        """Select no record any more."""
        self.list.clear_marks()

    def show_views(self, counts: Mapping[str, int | None], chosen: str = "") -> None:
        """Show the tabs of the views, with how many records are in each."""
        tabs = [Tab(code, label(name), counts.get(code)) for code, name in self.VIEWS]
        self.screen.views.set_tabs([*tabs, *self.further_tabs()], chosen or self.query.view)

    # the list --------------------------------------------------------------------------------------------------

    def on_record_list_window_needed(self, event: WindowNeeded) -> None:
        """Fetch the lines that came into view."""
        if event.anew:
            self._touched.clear()
            self._unread.clear()
        with aside(event.is_aside):
            self.screen.start(self._window(event), FILL_LIST, "the list")

    async def _window(self, event: WindowNeeded) -> None:
        kept = self._touched.keys() - self.list.ids | self.list.pins
        query = self.query if event.anew else replace(self.query, without=tuple(sorted(kept)))
        try:
            space = await self.screen.workspace()
            window = await self.screen.ask(self.lister(space).window, query, event.anchor, event.limit)
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
        elif not self.screen.wanted and self.list.cursor_id:  # the list posts nothing about the record it posted last
            self.screen.show_record(self.list.cursor_id)

    async def _say_unpriced(self, space: Workspace, query: ListQuery) -> None:
        """Say which amounts the condition could not compare."""
        unknown = describe_unpriced(await self.screen.ask(self.lister(space).unpriced, query))
        if unknown:
            self.screen.message_line.say(f"{unknown[0].upper()}{unknown[1:]}.", "info")

    async def count_again(
        self, space: Workspace, known: Mapping[ListQuery, Count], changes: Sequence[Change]
    ) -> Mapping[ListQuery, Count]:
        """The counts of the list and of each view; none of those known that still hold is counted again."""
        self._views = {view.name: _countable(view.query) for view in self.lister(space).views()}
        wanted = dict.fromkeys((_countable(self.query), *self._views.values()))
        return await self.screen.ask(self.lister(space).counts, wanted, known, changes)

    def show_counts(self, counts: Mapping[ListQuery, Count]) -> None:
        """Show how many records are listed, and how many each view has."""
        listed = counts.get(_countable(self.query))
        self._counted = None if listed is None else listed.number
        self._tell_total()
        self.show_views({code: counts[self._views[code]].number for code, _ in self.VIEWS})

    @property
    def is_empty(self) -> bool:
        """Whether the list has no lines."""
        return not self.list.cursor_id

    def nobody(self) -> None:
        """Say that there is no record, and what helps."""
        self.screen.leave_nobody()
        if self.search.words:
            self.screen.show_nothing("Nothing fits the search.", "{back} shows the list again")
        else:
            self.say_nobody()

    def on_record_list_highlighted(self, event: RecordList.Highlighted) -> None:
        """Show the record under the cursor beside the list."""
        self.screen.show_record(event.line.id)

    def on_record_list_selected(self, event: RecordList.Selected) -> None:
        """Open the record: with one column it takes the whole width."""
        self.screen.show_record(event.line.id)
        self.screen.enter_record()

    def on_record_list_sort_chosen(self, event: RecordList.SortChosen) -> None:
        """Sort by the heading that was clicked."""
        self._sort(event.code)

    async def show_new(self, outcome: Outcome) -> None:
        """Show a record that was just entered, on the line of the cursor, whatever is listed."""
        space = await self.screen.workspace()
        for record in await self.screen.ask(self.lister(space).lines, self.query, (outcome.id,)):
            self._touched[outcome.id] = record.fits
            self.list.enter(record)

    # what changes ----------------------------------------------------------------------------------------------

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program: records listed are shown as they are now."""
        super().changed(change)
        if change.whole & {self.TABLE, *self.SHOWN} or len(self._touched) > MOST_CHANGED:
            self.list.reload()
            return
        rows = {each.row: not each.columns for each in change.touched if each.table == self.TABLE}
        if self.SHOWN & change.tables:
            rows = dict.fromkeys(self.list.ids, False) | rows
        elif self.search.words:  # which may ask for more than is in the record's own row
            named = set().union(*(each.names for each in change.touched)) & set(self.list.ids)
            rows = dict.fromkeys(named, False) | rows
        if rows:
            self._touched = dict.fromkeys(rows, False) | self._touched
            self._unread |= rows
            self._read_changed()

    def speak_anew(self) -> None:
        """Say what is listed in the language of the moment, each record on its line."""
        if self._counts:
            self.show_counts(self._counts)
        else:
            self.show_views({})
        self.search.show_words(self.search.words)
        self._unread = dict.fromkeys(self.list.ids, False) | self._unread
        self._touched = dict.fromkeys(self.list.ids, False) | self._touched
        self._read_changed()

    def _read_changed(self) -> None:
        self.screen.start(self._show_changed(), FILL_CHANGED, "the list")

    async def _show_changed(self) -> None:
        space = await self.screen.workspace()
        query, unread = self.query, dict(self._unread)
        records = await self.screen.ask(self.lister(space).lines, query, tuple(unread))
        if query != self.query or self.list.awaits_other_lines:
            return  # what is on its way is read after that
        there = {each.line.id for each in records}
        missing = self.list.at_hand(unread.keys() - there) if self.KEEPS_MISSING else ()
        shown = (*records, *(Listed(line, fits=False) for line in missing))
        there |= {line.id for line in missing}
        self.list.change(shown, unread.keys() - there, {id for id, is_new in unread.items() if is_new})
        self._touched |= dict.fromkeys(unread, False) | {each.line.id: each.fits for each in shown}
        loose = set(self.list.ids) - self.list.pins  # they are as they were
        self._touched = {id: fits for id, fits in self._touched.items() if id not in loose}
        self._unread = {id: is_new for id, is_new in self._unread.items() if id not in unread}
        self._tell_total()
        if self.is_empty:
            self.nobody()

    def _tell_total(self) -> None:
        """Say how many records are listed that did not change, as soon as both are known of one moment."""
        if self._counted is not None and not self._unread and not self._uncounted:
            self.list.set_away(sum(fits for id, fits in self._touched.items() if id not in self.list.ids))
            self.list.set_total(self._counted - sum(self._touched.values()))

    def time_passed(self) -> None:
        """Count again what depends on the day, and what a condition may have asked about this moment."""
        if self.search.words:
            self._counts = {query: count for query, count in self._counts.items() if query != _countable(self.query)}
        super().time_passed()

    def again(self) -> None:
        """Ask for the list again: every record comes to where it belongs now; the cursor keeps its record."""
        self.list.reload()
        self.count()

    async def _lists(self, record_id: str) -> bool:
        """Whether a record is in the list, be it in view or not."""
        space = await self.screen.workspace()
        window = await self.screen.ask(self.lister(space).window, self.query, Anchor("around", record_id), 1)
        return any(line.id == record_id for line in window.lines)

    def go_to(self, record_id: str) -> None:
        """Show a record; where view and search leave it out, among all records."""
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
        self.keep_view(code)
        self.show_query(narrowed(self.lister(space).view(code).query, self.search.words), around)

    def show_query(self, query: ListQuery, around: str = "", row: int | None = None) -> None:
        """List what a query finds, with the cursor on a record, and that in a row of the view, if it is among it."""
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

        options = [Option(code, label(name)) for code, name in self.SORTS]
        chosen = await self.screen.show_dialog(ChoiceDialog(say("Sort by"), options, self.query.sort[0]))
        if chosen:
            self._sort(chosen)

    async def view(self) -> None:
        """Choose a saved view."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        options = [Option(code, label(name)) for code, name in self.VIEWS]
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


def _countable(query: ListQuery) -> ListQuery:
    """A list as far as its number of records depends on it."""
    return replace(query, view="", sort=())
