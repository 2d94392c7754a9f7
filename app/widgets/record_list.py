"""A list of records: any number of records, of which only the window in view is asked for and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from app.domain.core.windows import Anchor
from app.widgets.column_pane import SIGNS
from app.widgets.columns import column_at
from app.widgets.line_pane import MOVES, WHEEL_LINES
from app.widgets.list_changes import ChangingList
from app.widgets.list_lines import ListLines
from app.widgets.list_windows import L

if TYPE_CHECKING:
    from textual import events


class RecordList(ChangingList[L], can_focus=True):
    """Records as lines, over windows that the screen fetches when the list asks for them.

    The list asks by `WindowNeeded` and is answered by `show_window` with the same request number, or by
    `show_error`. An answer to an older question is ignored. Cursor and marks are ids: they stay through
    refreshes, sorting and a million lines.
    """

    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **MOVES,
        "list.select": "mark",
        "list.select_to": "mark_range",
        "list.select_all": "invert_marks",
    }

    _range_from: int | None = None
    """The place last selected: where a range begins."""

    class Selected(ListLines.Highlighted, namespace="record_list"):
        """A record was opened."""

    class MarksChanged(Message):
        """Other records are selected than before."""

        def __init__(self, marks: frozenset[str]) -> None:
            super().__init__()
            self.marks = marks

    class SortChosen(Message):
        """The heading of a column was clicked."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code
            """The field's code, with a leading ``-`` for descending."""

    def clear_marks(self) -> None:
        """Select nothing."""
        if self._marks:
            self._set_marks(())

    # actions -----------------------------------------------------------------------------------------------

    def move_to(self, id: str) -> None:
        """Put the cursor on a record; one that is not at hand is asked for."""
        place = self._windows.place(id)
        if place is None:
            self.seek(id)
        else:
            self._go(place)

    def action_cursor_down(self) -> None:
        """Move the cursor to the next record."""
        self._go(self._cursor + 1)

    def action_cursor_up(self) -> None:
        """Move the cursor to the record before."""
        self._go(self._cursor - 1)

    def action_page_down(self) -> None:
        """Move a page further; the cursor keeps its row."""
        self._turn(self._page)

    def action_page_up(self) -> None:
        """Move a page back; the cursor keeps its row."""
        self._turn(-self._page)

    def action_first(self) -> None:
        """Move the cursor to the first record of the whole list."""
        if self._windows.first is not None:
            self._go(self._windows.first)
        else:
            self._jump(Anchor("start"))

    def action_last(self) -> None:
        """Move the cursor to the last record of the whole list."""
        if self._windows.end is not None:
            self._go(self._windows.end - 1)
        else:
            self._jump(Anchor("end"))

    def action_choose(self) -> None:
        """Open the record under the cursor."""
        if record := self.cursor_line:
            self.post_message(self.Selected(record))

    def action_mark(self) -> None:
        """Select the record under the cursor, or no longer, and go to the next."""
        if self._cursor_id:
            marks = dict(self._marks)
            if marks.pop(self._cursor_id, "") == "":
                marks[self._cursor_id] = None
            self._range_from = self._cursor
            self._set_marks(marks)
            self._go(self._cursor + 1)

    def action_mark_range(self) -> None:
        """Select everything from the last selected record to the cursor, as far as it is at hand."""
        start = self._cursor if self._range_from is None else self._range_from
        places = range(min(start, self._cursor), max(start, self._cursor) + 1)
        lines = (self._windows.line(place) for place in places)
        self._set_marks([*self._marks, *(line.id for line in lines if line)])

    def action_invert_marks(self) -> None:
        """Select what is in view and was not selected, and the other way round."""
        lines = [self._windows.line(place) for place in range(self._top, self._top + self._page)]
        ids = [line.id for line in lines if line]
        kept = [id for id in self._marks if id not in set(ids)]
        self._set_marks([*kept, *(id for id in ids if id not in self._marks)])

    def _set_marks(self, marks: Iterable[str]) -> None:
        self._marks = dict.fromkeys(marks)
        self.redraw_rows(1, self._page + 1)
        self.post_message(self.MarksChanged(self.marks))

    # the mouse ---------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Move the cursor, open the record that has it, or sort by the heading clicked."""
        row = event.y - self.rule
        if row == 0:
            column = column_at(self._columns, event.x - self.edge - SIGNS)
            if column:
                self.post_message(self.SortChosen(f"-{column.code}" if self._sort == column.code else column.code))
        elif row < self._foot_row:
            place = self._top + row - 1
            opened = event.chain > 1 or place == self._cursor
            if self._windows.line(place):
                self._go(place)
                if opened:
                    self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on; the cursor stays on its record."""
        event.stop()
        self._show_from(self._top + WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back; the cursor stays on its record."""
        event.stop()
        self._show_from(self._top - WHEEL_LINES)
