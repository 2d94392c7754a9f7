"""What the lists of quotations and of orders share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from app.screens.listing import Listing
from app.widgets.documents import DocumentList
from app.widgets.tab_line import Tab
from app.words import Words, WordsByCode, label, say, say_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.core.changes import Change
    from app.domain.core.counts import Count
    from app.domain.core.outcomes import Outcome
    from app.screens.record import RecordScreen
    from app.widgets.line_pane import LinePane
    from app.workspace import Workspace

_ALL: Final = "all"
#: The most that a list shows; a longer one says so.
_MOST: Final = 500


class DocumentListing(Listing):
    """Quotations or orders of a status, narrowed by words, the last changed first; each keeps its line meanwhile."""

    TABLES: ClassVar[frozenset[str]]
    """The tables whose changes concern the list."""
    SERVICE: ClassVar[str]
    """The service that lists them."""
    STATUSES: ClassVar[WordsByCode]
    NOTHING: ClassVar[Words]
    HINT: ClassVar[Words]

    def __init__(self, screen: RecordScreen) -> None:
        self.list = DocumentList(rule=True, id="list")
        super().__init__(screen, self.list)
        self.status = ""
        self._words = ""
        self._goal = ""
        self._is_anew = True
        """Whether the list is asked for again, and every document to be where it belongs."""

    def begin(self) -> None:
        """Fetch the documents."""
        self._show_tabs()
        self.again()

    def again(self) -> None:
        """Ask for the list again: every document comes to where it belongs now."""
        self._is_anew = True
        self._fetch()

    def _fetch(self) -> None:
        self.screen.start(self._fetch_list(), "documents", "the list")

    async def _fetch_list(self) -> None:
        service = getattr(await self.screen.workspace(), self.SERVICE)
        found = await self.screen.ask(service.list, status=self.status or None, search=self._words, limit=_MOST)
        self.list.total = await self.screen.ask(service.total, status=self.status or None, search=self._words)
        lines = found if self._is_anew else await self._where_they_are(service, found)
        self._is_anew = False
        self.list.set_items(lines)
        goal, self._goal = self._goal, ""
        if goal and not self.list.move_to(goal):  # a longer list ends before it
            self.screen.show_record(goal)
        elif not lines:
            self.nobody()
        elif self.list.cursor_id:
            self.screen.show_record(self.list.cursor_id)
        self.count()

    async def _where_they_are(self, service: Any, found: Sequence[Any]) -> list[Any]:
        """The list with what was found: each line where it is, those that are new before them."""
        before = [each.id for each in self.list.items]
        there = {each.id: each for each in found}
        gone = [id for id in before if id not in there]
        others = {each.id: each for each in await self.screen.ask(service.lines, gone)}
        kept = [line for id in before if (line := there.pop(id, None) or others.get(id)) is not None]
        return [*there.values(), *kept]

    @property
    def is_empty(self) -> bool:
        """Whether the list has no lines."""
        return not self.list.items

    def nobody(self) -> None:
        """Say that there is none, and what helps."""
        self.screen.leave_nobody()
        if self._words:
            self.screen.show_nothing("Nothing fits the search.", "{back} shows the list again")
        else:
            self.screen.show_nothing(self.NOTHING, self.HINT)

    async def count_again(
        self, space: Workspace, known: Mapping[str, Count], changes: Sequence[Change]
    ) -> Mapping[str, Count]:
        """The counts of each status; none of those known that still hold is counted again."""
        codes = [code for code, _ in self.STATUSES]
        counted: Mapping[str, Count] = await self.screen.ask(
            getattr(space, self.SERVICE).counts, ["", *codes], known, changes
        )
        return counted

    def show_counts(self, counts: Mapping[str, Count]) -> None:
        """Show how many have each status."""
        self._show_tabs(counts)

    def _show_tabs(self, counts: Mapping[str, Count] | None = None) -> None:
        """All, and each status that some have."""
        tabs = [Tab(_ALL, say_in("documents", "All"), counts[""].number if counts else None)]
        tabs += [
            Tab(code, label(name), counts[code].number if counts else None)
            for code, name in self.STATUSES
            if code == self.status or (counts and counts[code].number)
        ]
        self.screen.views.set_tabs(tabs, self.status or _ALL)

    def choose_view(self, code: str) -> None:
        """Show those of another status."""
        self.status = "" if code == _ALL else code
        self.again()

    async def view(self) -> None:
        """Choose which of them are listed."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        options = [Option(_ALL, say_in("documents", "All"))]
        options += [Option(code, label(name)) for code, name in self.STATUSES]
        chosen = await self.screen.show_dialog(ChoiceDialog(say_in("a list", "View"), options, self.status or _ALL))
        if chosen:
            self.choose_view(chosen)

    def go_to(self, record_id: str) -> None:
        """Show one of the list, whatever its status."""
        self._goal = record_id
        self._narrow("")
        self.choose_view(_ALL)

    async def here(self) -> None:
        """Narrow the list by words."""
        from app.domain.core.fields import Field
        from app.screens.dialogs.form_dialog import ValuesDialog

        answer = await self.screen.show_dialog(
            ValuesDialog(
                say("Search here"),
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

    async def show_restored(self, outcome: Outcome) -> None:
        """Take the cursor to the one that an undo or a redo was about, if it is listed."""
        self.list.move_to(outcome.id)

    def on_line_pane_highlighted(self, event: LinePane.Highlighted) -> None:
        """Show the one under the cursor beside the list."""
        if event.pane is self.list:
            self.screen.show_record(event.id)

    def on_line_pane_selected(self, event: LinePane.Selected) -> None:
        """Go from the list to it."""
        if event.pane is self.list:
            self.screen.enter_record()

    def speak_anew(self) -> None:
        """Say what is listed in the language of the moment."""
        self._show_tabs(self._counts or None)
        self._narrow(self._words)
        self._fetch()

    def changed(self, change: Change) -> None:
        """Something was committed, here or by another program."""
        super().changed(change)
        if change.tables & self.TABLES:
            self._fetch()
