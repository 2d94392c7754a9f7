"""The timeline: what is planned, and what happened, by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import ClassVar

from textual.message import Message

from app.domain.core.text import cell_width
from app.domain.timeline.rows import TimelineEntry, TimelineFilter, TimelinePage
from app.widgets.keyed import register_of
from app.widgets.line_pane import MOVES, Block, LinePane, Notice
from app.widgets.lines import Line, Run, most_at_right, width_of
from app.widgets.timeline_lines import described, entry_lines, entry_time, is_planned, moment_of, planned_time
from app.words import Words, label, say, say_in

#: A time of day, such as 09:20.
CLOCK_CELLS = 5

NOTHING = Notice(
    "Nothing has happened yet.", "{lead.call} calls · {lead.mail} mails · {lead.note} notes · {lead.task} sets a task"
)
NOTHING_FITS = Notice("Nothing fits this filter.", "{timeline.filter} changes it · {back} shows all")


class Timeline(LinePane[TimelineEntry]):
    """The entries of a record; the ids are theirs.

    Pages are fetched by the screen: the first after it shows another record or filter, the next ones
    when the pane says `MoreNeeded`.
    """

    TITLE: ClassVar[Words] = "Timeline"
    EMPTY = NOTHING
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {**MOVES, "timeline.newest": "newest"}

    class MoreNeeded(Message):
        """The end of what is at hand came near."""

        def __init__(self, after: str) -> None:
            super().__init__()
            self.after = after
            """Where the next page begins: the ``next`` of the last one."""

    filter = TimelineFilter()
    """Which entries are shown; those to come of another record are not filtered."""
    _next = ""
    _asked = ""
    _total = -1

    def show_page(self, page: TimelinePage, chosen: TimelineFilter | None = None) -> None:
        """Show the first page of a record's timeline.

        Args:
            page: The page.
            chosen: The filter it was made with.
        """
        self.filter = chosen or TimelineFilter()
        self._total = page.total
        self._next, self._asked = page.next, ""
        self._empty = NOTHING if self.filter in (TimelineFilter(), TimelineFilter(newest_first=False)) else NOTHING_FITS
        self.set_items(page.entries)

    def add_page(self, page: TimelinePage) -> None:
        """Show a further page below what is there."""
        self._next, self._asked = page.next, ""
        known = {entry.id for entry in self.items}
        self.set_items([*self.items, *(entry for entry in page.entries if entry.id not in known)])

    def begin_anew(self) -> None:
        """Forget cursor, scroll and filter: the entries to come are of another record."""
        super().begin_anew()
        self.filter = TimelineFilter()

    def ask_again(self) -> None:
        """Ask once more for the page that was asked for and did not come, when its place is seen."""
        self._asked = ""

    def action_newest(self) -> None:
        """Move the cursor to the entry nearest to now."""
        done = [entry for entry in self.items if not is_planned(entry)]
        if done:
            self.move_to(max(done, key=moment_of).id)

    def blocks(self) -> Iterator[Block[TimelineEntry]]:
        """What is pinned, planned things soonest first, then the days; these two the other way for oldest first."""
        rest = [entry for entry in self.items if not entry.pinned]
        planned = sorted((entry for entry in rest if is_planned(entry)), key=moment_of)
        past = [entry for entry in rest if not is_planned(entry)]
        yield from self._pinned([entry for entry in self.items if entry.pinned])
        if self.filter.newest_first:
            yield from self._planned(planned)
            yield from self._days(past)
        else:
            yield from self._days(past)
            yield from self._planned(planned)
        if self._next:
            yield Block("", (Line([("  …", "dim")]),))

    def title_right(self) -> Sequence[Run]:
        """The filter, and the keys that change it where there is room."""
        words: list[Run] = [(described(self.filter, self._display_context), "dim")]
        hint: list[Run] = [("   ", "text"), (self._hint(), "dim")]
        room = min(self.cells - cell_width(label(self.title)) - 2, most_at_right(self.cells))
        return [*words, *hint] if width_of([*words, *hint]) <= room else words

    def _hint(self) -> str:
        return register_of(self).hint(
            ("timeline.filter", say_in("what a key does", "filter")),
            ("timeline.find", say_in("what a key does", "find")),
        )

    def scrolled(self) -> None:
        """Ask for the next page when the end of this one is near."""
        near = self._top + 2 * self._page >= len(self._rows)
        if near and self._next and self._next != self._asked and self.is_mounted:
            self._asked = self._next
            self.post_message(self.MoreNeeded(self._next))

    def _pinned(self, entries: Sequence[TimelineEntry]) -> Iterator[Block[TimelineEntry]]:
        if not entries:
            return
        yield Block("", (Line([(say("Pinned"), "strong")]),))
        cells = max(CLOCK_CELLS, *(cell_width(entry_time(entry, self._display_context)) for entry in entries))
        for entry in entries:
            yield self._block(entry, cells)

    def _planned(self, entries: Sequence[TimelineEntry]) -> Iterator[Block[TimelineEntry]]:
        if not entries:
            return
        yield Block("", (Line([(say("Planned"), "strong")]),))
        cells = max(CLOCK_CELLS, *(cell_width(planned_time(entry, self._display_context)) for entry in entries))
        for entry in entries:
            yield self._block(entry, cells)

    def _days(self, entries: Sequence[TimelineEntry]) -> Iterator[Block[TimelineEntry]]:
        for day, group in groupby(entries, key=lambda entry: self._display_context.day(entry.at)):
            yield Block("", (Line([(self._display_context.heading(day), "strong")]),))
            for entry in group:
                yield self._block(entry, CLOCK_CELLS)

    def _block(self, entry: TimelineEntry, time_cells: int) -> Block[TimelineEntry]:
        lines = entry_lines(_said_once(entry), self._display_context, time_cells, self.cells)
        return Block(entry.id, tuple(_indented(lines)), entry)


def _said_once(entry: TimelineEntry) -> TimelineEntry:
    """An entry without the line of its text that the subject says already, as that of a note does."""
    first, _, rest = (entry.body or "").strip().partition("\n")
    return replace(entry, body=rest.strip()) if first.strip() == entry.subject.strip() else entry


def _indented(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        yield Line([(" ", "text"), *line.left], line.right)
