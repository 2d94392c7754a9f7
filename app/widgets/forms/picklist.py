"""A list to pick from, drawn by line: the drop-down of a field, the palette, every chooser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from app.domain.core.text import cell_width, ellipsize, pad
from app.widgets.forms.matching import Option
from app.widgets.ink import Ink
from app.widgets.text import safe_line

if TYPE_CHECKING:
    from textual.events import Click

    from app.widgets.ink import Ground, Token


class PickList(ScrollView, can_focus=False, inherit_bindings=False):
    """Options under a cursor that whoever owns the list moves.

    Options of one heading follow each other; a heading takes a line of its own. Its owner sets its height.

    Args:
        columns: Whether details stand below each other in a column beside the labels, not at the right.
    """

    DEFAULT_CSS = """
    PickList {
        height: 1;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $foreground 30%;
        scrollbar-size-horizontal: 0;
        overflow-x: hidden;
    }
    """

    cursor: reactive[int] = reactive(0)

    class Picked(Message):
        """An option was clicked."""

        def __init__(self, option: Option) -> None:
            super().__init__()
            self.option = option

    def __init__(self, *, columns: bool = False) -> None:
        super().__init__()
        self._columns = columns
        self._label_width = 0
        self._options: tuple[Option, ...] = ()
        self._rows: list[int | str] = []

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be picked now."""
        return self._options

    @property
    def rows(self) -> int:
        """How many lines the options take, headings included."""
        return len(self._rows)

    @property
    def option(self) -> Option | None:
        """The option under the cursor."""
        return self._options[self.cursor] if 0 <= self.cursor < len(self._options) else None

    def offer(self, options: Sequence[Option], cursor: int = 0) -> None:
        """Show these options, the cursor on one of them (-1 for none)."""
        self._options = tuple(options)
        self._rows = []
        if self._columns:
            self._label_width = max((cell_width(safe_line(each.label)) for each in self._options), default=0)
        heading = ""
        for index, option in enumerate(self._options):
            if option.heading and option.heading != heading:
                heading = option.heading
                self._rows.append(heading)
            self._rows.append(index)
        self.virtual_size = Size(0, len(self._rows))
        self.cursor = min(cursor, len(self._options) - 1)
        self._show_cursor()
        self.refresh(layout=True)

    def move(self, lines: int) -> None:
        """Take the cursor on by so many options, no further than the ends."""
        if self._options:
            self.cursor = max(0, min(len(self._options) - 1, self.cursor + lines))

    def watch_cursor(self) -> None:
        """Keep the cursor's line in view."""
        self._show_cursor()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view when the list gets shorter."""
        self._show_cursor()

    def on_click(self, event: Click) -> None:
        """Pick what was clicked."""
        row = event.y + self.scroll_offset.y
        if 0 <= row < len(self._rows) and isinstance(index := self._rows[row], int):
            self.cursor = index
            self.post_message(self.Picked(self._options[index]))

    def render_line(self, y: int) -> Strip:
        """One option or heading."""
        width, row = self.scrollable_content_region.width, y + self.scroll_offset.y
        ink = Ink.of(self.app)
        if not 0 <= row < len(self._rows):
            return Strip([Segment(" " * width, ink.style("text"))])
        what = self._rows[row]
        if isinstance(what, str):
            return Strip([Segment(pad(f" {safe_line(what)}", width), ink.style("dim"))])
        return self._option_line(self._options[what], width, ink, at_cursor=what == self.cursor)

    def _option_line(self, option: Option, width: int, ink: Ink, *, at_cursor: bool) -> Strip:
        ground: Ground = "cursor" if at_cursor else "plain"
        lead: Token = "accent" if at_cursor else "dim"
        sign = f"{'▸' if at_cursor else ' '} {safe_line(option.mark) + ' ' if option.mark else ''}"
        room = width - cell_width(sign) - 1
        detail = safe_line(option.detail)
        kept = min(cell_width(detail), room // 2) + 2 if detail else 0  # who and when is not lost behind a long label
        label = (
            pad(safe_line(option.label), min(self._label_width, room // 2))
            if self._columns
            else ellipsize(safe_line(option.label), room - kept)
        )
        detail = ellipsize(detail, room - cell_width(label) - 2)
        gap = 2 if self._columns else room - cell_width(label) - cell_width(detail)
        return Strip(
            [
                Segment(sign, ink.style(lead, ground)),
                Segment(label, ink.style("strong" if at_cursor else "text", ground)),
                Segment(" " * max(gap, 0), ink.style("text", ground)),
                Segment(detail, ink.style("dim", ground)),
                Segment(" ", ink.style("text", ground)),
            ]
        ).adjust_cell_length(width, ink.style("text", ground))

    def _show_cursor(self) -> None:
        if self.cursor in self._rows:
            line = self._rows.index(self.cursor)
            top = line - 1 if line and isinstance(self._rows[line - 1], str) else line
            self.scroll_to_region(Region(0, top, 1, line - top + 1), animate=False, force=True)


class DropDown(PickList):
    """Options hanging below the entry they are for, above everything else."""

    DEFAULT_CSS = """
    DropDown {
        display: none;
        overlay: screen;
        constrain: none inside;
        border: round $foreground 30%;
        background: $background;
    }
    """
    #: Lines it takes at most.
    most = 7

    class Toggled(Message):
        """Something is offered, or nothing any more."""

    def on_show(self) -> None:
        """Tell that something is offered."""
        self.post_message(self.Toggled())

    def on_hide(self) -> None:
        """Tell that nothing is offered any more."""
        self.post_message(self.Toggled())

    def drop(self, options: Sequence[Option], below: Region, width: int) -> None:
        """Hang below a part of the screen with these options, or go away if there are none."""
        self.display = bool(options)
        if options:
            self.offer(options)
            self.absolute_offset = Offset(below.x, below.bottom)
            self.styles.width = max(30, min(width, 60))
            self.styles.height = min(len(options), self.most) + 2
