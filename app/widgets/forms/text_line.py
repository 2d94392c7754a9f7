"""A line to type into, whose keys come from the command register."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from app.widgets.arranging import without_arranging
from app.widgets.direction import direction_of
from app.widgets.typed_text import VOWEL_SIGNS, TypedText, is_from_right, is_plain, typed_strip, typed_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter

    from app.commands.command import Place

#: What Textual's line does at a command.
LINE_EDITING: Mapping[str, str] = {
    "text.left": "cursor_left",
    "text.right": "cursor_right",
    "text.word_left": "cursor_left_word",
    "text.word_right": "cursor_right_word",
    "text.start": "home",
    "text.end": "end",
    "text.select_left": "cursor_left(True)",
    "text.select_right": "cursor_right(True)",
    "text.select_word_left": "cursor_left_word(True)",
    "text.select_word_right": "cursor_right_word(True)",
    "text.select_start": "home(True)",
    "text.select_end": "end(True)",
    "text.select_all": "select_all",
    "text.backspace": "delete_left",
    "text.delete": "delete_right",
    "text.delete_word": "delete_left_word",
    "text.delete_word_right": "delete_right_word",
    "text.delete_to_start": "delete_left_all",
    "text.delete_to_end": "delete_right_all",
    "text.cut": "cut",
    "text.paste": "paste",
    "form.next": "enter",
    "search.keep": "enter",
}


class TextLine(Input, inherit_bindings=False):
    """A line of text, in which left and right are where they are seen."""

    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = LINE_EDITING
    _WORD_START = re.compile(rf"(?<=[^\w{VOWEL_SIGNS}])\w")

    def places(self) -> tuple[Place, ...]:
        """Where somebody types into it."""
        return ("line", "text")

    def action_enter(self) -> None:
        """Say that it is filled in."""
        self.post_message(self.Submitted(self, self.value))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes, but for what would order its pieces: it is one piece, cursor and all."""
        filters = without_arranging(super().get_line_filters())
        return [
            each if (over := getattr(each, "over_entry", None)) is None else over(getattr(self, "field", None))
            for each in filters
        ]

    def render_line(self, y: int) -> Strip:
        """The text as it is seen."""
        return self.as_seen(super().render_line(y)) if y == 0 else super().render_line(y)

    def as_seen(self, strip: Strip) -> Strip:
        """A strip of what stands here as it is seen."""
        direction = direction_of(self)
        text = self.value or self.placeholder
        if is_plain(text, direction):
            return strip
        left = cell_len(text) - int(self.scroll_offset.x)
        ends = bool(self.value) and self.has_focus and left < strip.cell_length
        shown = strip.crop(0, min(left, strip.cell_length)).text
        return typed_strip(strip, shown, typed_text(shown, direction, text, ends=ends))

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go to what is seen at the left."""
        self._go(-1, select=select)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go to what is seen at the right."""
        self._go(1, select=select)

    def action_cursor_left_word(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go to the word at the left."""
        self._go_word(-1, select=select)

    def action_cursor_right_word(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go to the word at the right."""
        self._go_word(1, select=select)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the cursor is laid out."""
        usual = super().cursor_screen_offset
        seen = self._seen()
        if seen is None or self.scroll_offset.x:
            return usual
        return Offset(self.content_region.x + seen.place_of(self.cursor_position), usual.y)

    def _seen(self) -> TypedText | None:
        """The text as it is seen; nothing where that is as it is written."""
        direction = direction_of(self)
        return None if is_plain(self.value, direction) else typed_text(self.value, direction)

    def _go(self, step: int, *, select: bool) -> None:
        seen = self._seen()
        start, end = self.selection
        if seen is None:
            (super().action_cursor_left if step < 0 else super().action_cursor_right)(select)
        elif select or self.selection.is_empty:
            there = seen.beside(end, step)
            if there is not None:
                self.selection = Selection(start, there) if select else Selection.cursor(there)
        else:
            self.cursor_position = (min if step < 0 else max)(start, end, key=seen.place_of)

    def _go_word(self, step: int, *, select: bool) -> None:
        direction = direction_of(self)
        if direction.arranges and is_from_right(self.value, direction) != direction.mirrors:
            step = -step
        (super().action_cursor_left_word if step < 0 else super().action_cursor_right_word)(select)

    def _cell_offset_to_index(self, offset: int) -> int:
        seen = self._seen()
        if seen is None or self.scroll_offset.x:
            return super()._cell_offset_to_index(offset)
        return seen.index_at(max(offset, 0))
