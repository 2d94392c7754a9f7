"""A pane of items, each one or more lines high, with a cursor that follows its item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from textual.message import Message

from app.domain.core.frozen import frozen
from app.widgets.keyed import with_keys
from app.widgets.lines import Line, Run
from app.widgets.pane import Pane
from app.widgets.text import safe_line
from app.words import Words, formats, own, sentences

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from app.widgets.ink import Ground

Item = TypeVar("Item")

#: The lines a turn of the mouse wheel moves.
WHEEL_LINES = 3


class Block(NamedTuple, Generic[Item]):
    """Some lines that belong together.

    Attributes:
        id: What the cursor remembers; empty for a heading, which the cursor passes over.
        lines: What is drawn.
        item: What it was drawn from.
        signs: Whether the first line shows the cursor's sign.
    """

    id: str
    lines: tuple[Line, ...]
    item: Item | None = None


@frozen
class Notice:
    """What a pane says instead of items.

    Attributes:
        message: Why there are no items.
        hint: What helps, its key written as ``Register.say`` reads it.
        bad: Whether something failed.
    """

    message: Words
    hint: Words = ""
    bad: bool = False


LOADING = Notice("Loading …")

MOVES: Mapping[str, str] = {
    "move.down": "cursor_down",
    "move.up": "cursor_up",
    "move.page_down": "page_down",
    "move.page_up": "page_up",
    "move.first": "first",
    "move.last": "last",
    "open": "choose",
}
"""What every pane with a cursor does at a command."""


class LinePane(Pane, Generic[Item], can_focus=True):
    """The base of the panes with a few hundred items at most."""

    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = MOVES
    TITLE: ClassVar[Words] = ""
    EMPTY: ClassVar[Notice] = Notice("Nothing here yet.")
    CURSOR_SHAPES: ClassVar[bool] = False
    """Whether an item has other lines while the cursor is on it."""
    OWN_KEYS: ClassVar[bool] = False
    """Whether the key named by an empty pane works only in this pane; it is named only while the pane has focus."""

    IS_LIST: ClassVar[bool] = False
    """Whether what is under its cursor is shown beside it, so that it is marked though the focus is elsewhere."""

    class Highlighted(Message):
        """The cursor came to another item."""

        def __init__(self, pane: LinePane[Any], id: str) -> None:
            super().__init__()
            self.pane = pane
            self.id = id
            """The item's id."""

        @property
        def control(self) -> LinePane[Any]:
            """The pane it happened in."""
            return self.pane

    class Filled(Message):
        """There are items where none were, or none any more."""

    class Selected(Highlighted):
        """An item was opened: ``enter``, a double click, or a click where the cursor is."""

    def __init__(
        self,
        *,
        title: Words = "",
        empty: Notice | None = None,
        edge: bool = False,
        rule: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(title=title or self.TITLE, edge=edge, rule=rule, id=id, classes=classes)
        self._empty = empty or self.EMPTY
        self._notice: Notice | None = LOADING
        self._items: tuple[Item, ...] = ()
        self._blocks: list[Block[Item]] | None = None
        self._rows: list[tuple[int, int]] = []
        """For each line: the index of its block, and the index of the line in that block."""
        self._starts: dict[str, int] = {}
        self._strips: dict[tuple[int, bool, bool], Strip] = {}
        self._before: list[str] = []
        """The ids in order before the blocks were last made, to place a cursor whose item is gone."""
        self._cursor = ""
        self._top = 0

    # what each kind of pane gives ----------------------------------------------------------------------

    def blocks(self) -> Iterable[Block[Item]]:
        """The blocks of the items for the width of the moment."""
        return ()

    def title_right(self) -> Sequence[Run]:
        """What stands at the right of the title line."""
        return [(formats.number(len(self._items)), "dim")] if self._items else []

    # data in -----------------------------------------------------------------------------------------------

    @property
    def items(self) -> tuple[Item, ...]:
        """The items shown."""
        return self._items

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the items as they were last drawn."""
        return self._ids()

    def set_items(self, items: Iterable[Item]) -> None:
        """Show items; the cursor stays on its item, or near its place when that is gone."""
        had_items, self._items = bool(self._items), tuple(items)
        self._notice = None if self._items else self._empty
        self.emptiness = "" if self._items else sentences(self._empty.message, self._empty.hint)
        self.rearrange()
        if had_items != bool(self._items):
            self.post_message(self.Filled())

    def begin_anew(self) -> None:
        """Forget cursor and scroll: the items to come are of something else."""
        self._cursor, self._top, self._items = "", 0, ()
        self._blocks, self._before = None, []

    def set_notice(self, notice: Notice) -> None:
        """Say something instead of the items."""
        self._notice = notice
        self.emptiness = sentences(notice.message, notice.hint)
        self.rearrange()

    def show_error(self, message: str, hint: str = "") -> None:
        """Say what failed and what helps."""
        self.set_notice(Notice(own(safe_line(message)), own(safe_line(hint)), bad=True))

    def rearrange(self) -> None:
        """Make the blocks anew when they are next drawn."""
        self._before = self._ids() if self._blocks is not None else []
        self._blocks = None
        self.redraw()

    def redraw(self) -> None:
        """Draw everything anew; the blocks are made anew too, since times and signs may have changed."""
        if self._blocks is not None:
            self._before = self._ids()
            self._blocks = None
        super().redraw()

    # the cursor --------------------------------------------------------------------------------------------

    @property
    def cursor_id(self) -> str:
        """The id of the item under the cursor; empty where there is none."""
        self._arranged()
        return self._cursor

    @property
    def cursor_item(self) -> Item | None:
        """The item under the cursor."""
        start = self._starts.get(self.cursor_id)
        return None if start is None else self._arranged()[self._rows[start][0]].item

    def move_to(self, id: str) -> bool:
        """Put the cursor on an item and bring it into view; whether the item is there."""
        self._arranged()
        if id not in self._starts:
            return False
        if id != self._cursor:
            before, self._cursor = self._cursor, id
            self._redraw_block(before)
            self._redraw_block(id)
            self.post_message(self.Highlighted(self, id))
        self._bring_into_view()
        return True

    def action_cursor_down(self) -> None:
        """Move the cursor to the next item."""
        self._step(1)

    def action_cursor_up(self) -> None:
        """Move the cursor to the item before."""
        self._step(-1)

    def action_page_down(self) -> None:
        """Move the cursor a page further."""
        self._leap(self._page)

    def action_page_up(self) -> None:
        """Move the cursor a page back."""
        self._leap(-self._page)

    def action_first(self) -> None:
        """Move the cursor to the first item."""
        ids = self._ids()
        if ids:
            self.move_to(ids[0])
            self._show_from(0)

    def action_last(self) -> None:
        """Move the cursor to the last item."""
        ids = self._ids()
        if ids:
            self.move_to(ids[-1])

    def action_choose(self) -> None:
        """Open the item under the cursor."""
        if self.cursor_id:
            self.post_message(self.Selected(self, self.cursor_id))

    # the mouse ---------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the item clicked; open the one that has it already."""
        block = self._block_at(event.y - self.rule - 1 + self._top)
        if block is None or not block.id:
            return
        if block.id == self._cursor or event.chain > 1:
            self.move_to(block.id)
            self.action_choose()
        else:
            self.move_to(block.id)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on; the cursor stays on its item."""
        event.stop()
        self._show_from(self._top + WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back; the cursor stays on its item."""
        event.stop()
        self._show_from(self._top - WHEEL_LINES)

    # drawing -----------------------------------------------------------------------------------------------

    def draw(self, y: int) -> Strip:
        """The title line, then the lines of the blocks in view, or the notice."""
        blocks = self._arranged()
        if y == 0:
            return self.title_strip(0, *self.title_right())
        if self._notice is not None:
            return self._notice_strip(y, self._notice)
        row = self._top + y - 1
        if row >= len(self._rows):
            return self.blank_strip(y)
        index, part = self._rows[row]
        block = blocks[index]
        on_cursor = bool(block.id) and block.id == self._cursor
        ground: Ground = "cursor" if on_cursor and self.has_focus else "plain"
        lead: list[Run] = [(" ", "text")]
        if on_cursor and part == 0:
            signs = self._display_context.signs
            lead = [(signs.cursor, "accent") if self.has_focus else (signs.shown if self.IS_LIST else " ", "dim")]
        key = (row, on_cursor, self.has_focus)
        strip = self._strips.get(key)
        if strip is None or self._jointed:
            strip = self._strips[key] = self.line_strip(y, block.lines[part], ground, lead)
        return strip

    def fit(self) -> None:
        """Make the blocks anew for another width, and keep the cursor in view."""
        super().fit()
        if self._blocks is not None:
            self._before = self._ids()
            self._blocks = None

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the cursor as it looks with or without focus."""
        super().watch_has_focus(_has_focus)
        self._redraw_block(self._cursor)
        if self.OWN_KEYS and self._notice is not None:
            self.redraw_rows(2)

    def scrolled(self) -> None:
        """Called when other lines came into view, and when the lines were made anew."""

    @property
    def _page(self) -> int:
        """The lines there are for items."""
        return max(self.outer_size.height - self.rule - 1, 1)

    def _notice_strip(self, y: int, notice: Notice) -> Strip:
        if y == 1:
            return self.line_strip(y, Line([(notice.message, "bad" if notice.bad else "dim")]))
        if y == 2 and notice.hint and (self.has_focus or not self.OWN_KEYS):
            return self.line_strip(y, Line([(with_keys(self, notice.hint), "dim")]))
        return self.blank_strip(y)

    def _arranged(self) -> list[Block[Item]]:
        """The blocks, made if need be; the cursor is on an item that exists."""
        if self._blocks is None:
            self._strips.clear()
            self._make_rows()
            if self._cursor not in self._starts and self.outer_size.width:
                self._cursor = self._nearest()
                if self.CURSOR_SHAPES:
                    self._make_rows()
            self._top = min(self._top, max(len(self._rows) - self._page, 0))
            self._bring_into_view()
            self.call_later(self.scrolled)
        return self._blocks or []

    def _make_rows(self) -> None:
        self._blocks = list(self.blocks()) if self._items and self.outer_size.width else []
        self._rows = []
        self._starts = {}
        for index, block in enumerate(self._blocks):
            if block.id:
                self._starts[block.id] = len(self._rows)
            self._rows.extend((index, part) for part in range(len(block.lines)))

    def _nearest(self) -> str:
        """Where the cursor goes when its item is gone: to the next item that stayed, else to the last one."""
        ids = self._ids()
        if self._cursor in self._before:
            for id in self._before[self._before.index(self._cursor) :]:
                if id in self._starts:
                    return id
            return ids[-1] if ids else ""
        return ids[0] if ids else ""

    def _ids(self) -> list[str]:
        return list(self._starts)

    def _block_at(self, row: int) -> Block[Item] | None:
        blocks = self._arranged()
        return blocks[self._rows[row][0]] if 0 <= row < len(self._rows) else None

    def _step(self, direction: int) -> None:
        ids = self._ids() if self._arranged() else []
        if not ids:
            return
        at = ids.index(self._cursor) + direction if self._cursor in self._starts else 0
        if 0 <= at < len(ids):
            self.move_to(ids[at])
        else:  # lines before the first and after the last item can be scrolled to
            self._show_from(self._top + direction)

    def _leap(self, lines: int) -> None:
        """Move the cursor to the item so many lines away, or to the last one on the way."""
        ids = self._ids() if self._arranged() else []
        if not ids:
            return
        wanted = self._starts.get(self._cursor, 0) + lines
        if lines > 0:
            reached = [id for id in ids if self._starts[id] <= wanted]
            self.move_to(reached[-1] if reached else ids[0])
        else:
            reached = [id for id in ids if self._starts[id] >= wanted]
            self.move_to(reached[0] if reached else ids[-1])

    def _bring_into_view(self) -> None:
        start = self._starts.get(self._cursor)
        if start is None or self._blocks is None:
            return
        block = self._blocks[self._rows[start][0]]
        end = start + len(block.lines)
        while start > 0 and not self._blocks[self._rows[start - 1][0]].id:
            start -= 1  # a heading stays with its first item
        if end > self._top + self._page:
            self._show_from(end - self._page)
        if start < self._top:
            self._show_from(start)

    def _show_from(self, top: int) -> None:
        top = max(0, min(top, len(self._rows) - self._page))
        if top != self._top:
            self._top = top
            self.redraw_rows(1, self._page)
            self.call_later(self.scrolled)

    def _redraw_block(self, id: str) -> None:
        start = self._starts.get(id)
        if start is None or self._blocks is None:
            return
        height = len(self._blocks[self._rows[start][0]].lines)
        first, last = max(start, self._top), min(start + height, self._top + self._page)
        if first < last:
            self.redraw_rows(1 + first - self._top, last - first)
