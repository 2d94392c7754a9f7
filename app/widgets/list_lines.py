"""The lines of the record list: windows asked for as they come into view, drawn once, scrolled by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.message import Message

from app.domain.core.windows import Anchor, Window
from app.widgets.column_pane import SIGNS, ColumnPane
from app.widgets.keyed import with_keys
from app.widgets.line_pane import LOADING, Notice
from app.widgets.lines import Line, joined
from app.widgets.list_windows import L, ListWindows, Spot, WindowNeeded
from app.widgets.text import safe_line
from app.words import say, say_many

if TYPE_CHECKING:
    from textual.strip import Strip

    from app.widgets.ink import Ground, Token

#: The fewest lines asked for at once.
WINDOW = 100
#: Drawn strips kept.
STRIPS = 2_000


class ListLines(ColumnPane[L]):
    """A list without its keys and its mouse."""

    class Highlighted(Message, namespace="record_list"):
        """The cursor came to another record, or its record changed."""

        def __init__(self, line: Any) -> None:
            super().__init__()
            self.line = line

    def __init__(
        self,
        *,
        columns: Sequence[str] = (),
        empty: Notice | None = None,
        edge: bool = False,
        rule: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(columns, edge=edge, rule=rule, id=id, classes=classes)
        self._empty = empty or self.EMPTY
        self._sort = ""
        self._foot: Sequence[Line] = ()
        self._windows: ListWindows[L] = ListWindows()
        self._strips: dict[tuple[str, Ground, bool], Strip] = {}
        self._notice: Notice | None = LOADING
        self._cursor_id = ""
        self._wanted = ""
        """The record the cursor goes to when the list is replaced."""
        self._wanted_row = 0
        """The row of that record when another list begins."""
        self._cursor = 0
        self._top = 0
        self._marks: dict[str, None] = {}
        self._strays: set[str] = set()
        """The records that keep their line although the list holds them no more."""
        self._request = 0
        self._asked: Anchor | None = None
        self._in_vain: Anchor | None = None
        """What was answered last by nothing new, so that it is not asked for at once again."""
        self._replacing = False
        self._begins = False
        """Whether the next window begins the list anew: without the record wanted the cursor takes the first line."""
        self._is_other = False
        """Whether the next window is of another list, of whose total that of this one says nothing."""
        self._is_counted = False
        """Whether the list has been counted since it was last asked for anew."""
        self._lands = ""
        """The edge the cursor lands on with the next window, after a jump."""
        self._highlighted: L | None = None
        """The record last told of by `Highlighted`."""

    # data in -----------------------------------------------------------------------------------------------

    def load(self, around: str = "", row: int | None = None) -> None:
        """Ask for the list anew from its start, or around a record: for another query or order.

        Args:
            around: The record that the cursor goes to; where it is not in the list, that is the first one.
            row: The row of the view for that record; by default the one that the cursor is in.
        """
        self._is_other, self._is_counted = True, False
        self.seek(around, row)

    def seek(self, id: str, row: int | None = None) -> None:
        """Ask for the list around a record that is not at hand, and take the cursor there; as for ``load``."""
        self._wanted, self._wanted_row = id, self.spot.row if row is None else row
        self._replacing = self._begins = True
        self._is_counted = self._is_counted and not self._windows.pins
        self._ask(Anchor("around", id) if id else Anchor("start"))

    def reload(self) -> None:
        """Ask for what is in view again, because records changed; the cursor keeps its record and its row."""
        if not self._begins:  # another list on its way keeps where it is to begin
            self._wanted = self._cursor_id
        self._replacing = True
        self._is_counted = False
        at_top = self._windows.first == self._top and not self._begins  # the lines in view are the first ones
        self._ask(self._around_wanted() if self._wanted and not at_top else Anchor("start"))

    def show_window(self, window: Window[L], request: int | None = None) -> None:
        """Take a window.

        Args:
            window: The lines.
            request: The number from `WindowNeeded`; ``None`` replaces whatever the list shows.
        """
        if request is not None and request != self._request:
            return
        anchor = self._asked or Anchor("start")
        self._asked = None
        if request is None or self._replacing:
            self._replace(window, anchor)
            self._notice = None if len(self._windows) else self._empty
            self._settle()
        else:
            self._add(window, anchor)

    def set_total(self, total: int) -> None:
        """Say how many records the whole list has."""
        self._is_counted = True
        self._windows.set_total(total)
        self.redraw_rows(self._foot_row)
        self._ask_for_missing()

    def show_error(self, message: str, hint: str = "") -> None:
        """Say what failed and what helps; lines at hand stay."""
        self._asked = None
        if len(self._windows):
            return
        self._notice = Notice(safe_line(message), safe_line(hint), bad=True)
        self.redraw()

    def give_up(self, request: int) -> None:
        """Ask no longer for the window of a request, unless another was asked for since."""
        if request != self._request:
            return
        if self._is_other:  # than what is at hand
            self._windows = ListWindows()
            self._cursor_id = ""
        self.show_error(say("The list was not fetched."))

    def set_empty(self, notice: Notice | None) -> None:
        """Say what stands in the list while no record is in it; ``None`` for what usually does."""
        self._empty = notice or self.EMPTY

    def set_foot(self, lines: Sequence[Line]) -> None:
        """Say something about the whole list below where in it the view is."""
        if list(lines) == list(self._foot):
            return
        self._foot = tuple(lines)
        self.on_resize()
        self.redraw()

    def set_sort(self, sort: Sequence[str]) -> None:
        """Say by which fields the list is sorted, so that the column shows it."""
        self._sort = sort[0] if sort else ""
        self.redraw_rows(0)

    # what is where -----------------------------------------------------------------------------------------

    @property
    def cursor_id(self) -> str:
        """The id of the record under the cursor; empty where there is none."""
        return self._cursor_id

    @property
    def cursor_line(self) -> L | None:
        """The record under the cursor."""
        return self._windows.line(self._cursor)

    @property
    def spot(self) -> Spot:
        """Where the cursor is; its id is empty where there is no record."""
        return Spot(self._cursor_id, self._cursor - self._top)

    @property
    def is_at_start(self) -> bool:
        """Whether the cursor is on the first line of the whole list."""
        return bool(self._cursor_id) and self._cursor == self._windows.first

    @property
    def sorts_anew(self) -> str:
        """What the heading says of an order that is not the records' any more; empty while it is."""
        return ""

    @property
    def marks(self) -> frozenset[str]:
        """The ids of the selected records."""
        return frozenset(self._marks)

    @property
    def total(self) -> int | None:
        """How many records the whole list has, if that is known."""
        return self._windows.total

    # moving ------------------------------------------------------------------------------------------------

    @property
    def _page(self) -> int:
        """The rows there are for records."""
        return max(self.outer_size.height - self.rule - 2 - len(self._foot), 1)

    @property
    def _foot_row(self) -> int:
        """The row of the position line."""
        return self._page + 1

    def _go(self, place: int) -> None:
        """Put the cursor on a place, as far as the list reaches."""
        before = self._cursor
        self._cursor = self._windows.clamped(self._cursor, place)
        self._bring_into_view()
        for each in {before, self._cursor}:
            if 0 <= each - self._top < self._page:
                self.redraw_rows(1 + each - self._top)
        self._tell()

    def _turn(self, lines: int) -> None:
        """Move cursor and view together."""
        self._cursor = self._windows.clamped(self._cursor, self._cursor + lines)
        self._show_from(self._top + lines)
        self._bring_into_view()
        self.redraw_rows(1, self._page)
        self._tell()

    def _jump(self, anchor: Anchor) -> None:
        """Ask for an edge of the list whose place is not known, and land there."""
        self._lands = anchor.edge
        self._replacing = False
        self._ask(anchor)

    def _show_from(self, top: int) -> None:
        windows = self._windows
        if windows.end is not None:
            top = min(top, windows.end - self._page)
        if windows.first is not None:
            top = max(top, windows.first)
        if top != self._top:
            self._top = top
            self.redraw_rows(1, self._page + 1)
            self._ask_for_missing()

    def _bring_into_view(self) -> None:
        if self._cursor < self._top:
            self._show_from(self._cursor)
        elif self._cursor >= self._top + self._page:
            self._show_from(self._cursor - self._page + 1)

    def _tell(self) -> None:
        """Remember the record under the cursor, and tell of it when it is another one or has changed."""
        record = self._windows.line(self._cursor)
        self._cursor_id = record.id if record else ""
        self.emptiness = "" if record else say("The list is empty.")
        if self._replacing and not self._begins:
            self._wanted = self._cursor_id  # it went on while what is in view was fetched again
        if record is not None and record != self._highlighted:
            self._highlighted = record
            self.post_message(self.Highlighted(record))

    # windows -----------------------------------------------------------------------------------------------

    def _ask(self, anchor: Anchor) -> None:
        self._request += 1
        self._asked = anchor
        self.post_message(WindowNeeded(anchor, max(WINDOW, 2 * self._page), self._request, anew=self._replacing))

    def _around_wanted(self) -> Anchor:
        """Around the record wanted, or where that has gone from the list, from the top of the view."""
        first = self._windows.first
        return Anchor("around", self._wanted, 0 if self._begins or first is None else max(self._top - first, 0))

    def _ask_for_missing(self) -> None:
        """Ask for what is in view, or a page away from it, and not at hand; one question at a time."""
        if self._asked is not None or not len(self._windows):
            return
        view = range(self._top, self._top + self._page)
        near = range(view.start - self._page, view.stop + self._page)
        missing = self._windows.missing(view) or self._windows.missing(near)
        if missing is not None and missing != self._in_vain:
            self._ask(missing)

    def _add(self, window: Window[L], anchor: Anchor) -> None:
        """Take a further window; what is in view is drawn only if some of it is new."""
        known = sum(self._windows.place(line.id) is not None for line in window.lines)
        self._in_vain = anchor if known == len(window.lines) else None
        if known:
            self._strips.clear()  # some of them may have changed
        start = self._windows.put(window, anchor)
        end = start + len(window.lines)
        if self._lands:
            self._cursor = start if self._lands == "start" else max(start, end - 1)
            self._lands = ""
            self._settle()
        elif start < self._top + self._page and end > self._top:
            self._settle()
        else:
            self._ask_for_missing()

    def _replace(self, window: Window[L], anchor: Anchor) -> None:
        """Take a window instead of all lines; the cursor keeps its record, or else its row in the same list."""
        self._replacing = False
        before, self._windows = self._windows, ListWindows()
        known = before.total if self._is_counted or not self._is_other else None
        start = self._windows.put(window, anchor)
        strays, self._strays, self._in_vain = self._strays, set(), None
        self._strips.clear()
        if not window.lines:
            self._cursor = self._top = start
            self._begins = self._is_other = False
            return
        place = self._windows.place(self._wanted)
        if place is None and self._wanted and anchor.edge == "start" and window.more_after:  # it may stand further down
            self._windows, self._strays, self._replacing = before, strays, True
            self._ask(self._around_wanted())
            return
        row = self.spot.row if not self._begins else self._wanted_row if place is not None else 0
        if known is not None:
            if self._windows.first is None and before.first is not None and place is not None:
                self._windows.first = place - (self._cursor - before.first)  # about there, until it is known
            if self._is_counted:
                self._windows.set_total(known)
            else:
                self._windows.expected = known
        self._begins = self._is_other = False
        self._cursor = place if place is not None else min(start + row, start + len(window.lines) - 1)
        self._top = self._cursor - max(row, 0)

    def _settle(self) -> None:
        """Put cursor and view where they can be, and draw."""
        self._cursor = self._windows.clamped(self._cursor, self._cursor)
        top, self._top = self._top, self._top + 1
        self._show_from(top)
        self._bring_into_view()
        self.redraw_rows(1, self._page + 1)
        self._tell()
        self._ask_for_missing()

    # drawing -----------------------------------------------------------------------------------------------

    def draw(self, y: int) -> Strip:
        """The headings, the records in view, and where in the list they are."""
        if y == 0:
            return self._heading_strip()
        if y == self._foot_row:
            return self.line_strip(y, Line([(self._position(), "dim")]))
        if y > self._foot_row:
            at = y - self._foot_row - 1
            return self.line_strip(y, self._foot[at]) if at < len(self._foot) else self.blank_strip(y)
        if self._notice is not None:
            texts = {1: (self._notice.message, self._notice.bad), 2: (with_keys(self, self._notice.hint), False)}
            text, bad = texts.get(y, ("", False))
            return self.line_strip(y, Line([(text, "bad" if bad else "dim")]), lead=[("    ", "text")])
        place = self._top + y - 1
        line = self._windows.line(place)
        if line is None:
            end = self._windows.end
            waiting = end is not None and self._top <= place < end
            return self.line_strip(y, Line([("   …", "dim")])) if waiting else self.blank_strip(y)
        ground: Ground = "plain" if place != self._cursor else "cursor" if self.has_focus else "idle"
        marked = line.id in self._marks
        strip = self._strips.get((line.id, ground, marked))
        if strip is None or self._jointed:
            if len(self._strips) > STRIPS:
                self._strips.clear()
            strip = self._strips[line.id, ground, marked] = self._line_strip(y, line, ground, marked=marked)
        return strip

    def redraw(self) -> None:
        """Draw everything anew, for another moment or theme too."""
        self.fit()
        super().redraw()

    def fit(self) -> None:
        """Fit the columns."""
        super().fit()
        self._strips.clear()
        self.fit_columns()

    def on_resize(self) -> None:
        """Keep the cursor in view, and ask for lines that have come into it."""
        self._cursor = self._windows.clamped(self._cursor, self._cursor)
        self._show_from(self._top)
        self._bring_into_view()
        self._ask_for_missing()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show the cursor for what it is."""
        super().watch_has_focus(_has_focus)
        if 0 <= self._cursor - self._top < self._page:
            self.redraw_rows(1 + self._cursor - self._top)

    def _heading_strip(self) -> Strip:
        token: Token = "focus" if self.has_focus else "title"
        runs = self.heading(self._sort, token, self.sorts_anew)
        return self.line_strip(0, Line(runs), lead=[self.margin(0), (" " * (SIGNS - 1), "text")])

    def _line_strip(self, y: int, line: L, ground: Ground, *, marked: bool) -> Strip:
        return self.exact_strip(y, self.row(line, ground, marked=marked, stray=line.id in self._strays), ground)

    def _position(self) -> str:
        """Where in the list the view is, and how many records are selected."""
        signs = self._display_context.signs
        where = self._windows.position(self._top, self._page, signs.nothing)
        return joined(
            (where, say_many("{n} selected", "{n} selected", len(self._marks)) if self._marks else ""), signs.dot
        )
