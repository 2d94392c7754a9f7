"""Several lines of text to type into, in which left and right are where they are seen."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from textual.geometry import Offset
from textual.widgets import TextArea

from app.widgets.arranging import without_arranging
from app.widgets.direction import direction_of
from app.widgets.typed_text import VOWEL_SIGNS, TypedText, is_from_right, is_plain, typed_strip, typed_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import MouseEvent
    from textual.filter import LineFilter
    from textual.strip import Strip

#: Where a word begins or ends.
_WORD_EDGE: Final = rf"(?<=[^\w{VOWEL_SIGNS}])(?=\w)|(?<=[\w{VOWEL_SIGNS}])(?=[^\w{VOWEL_SIGNS}])"

Location = tuple[int, int]
"""A line of the text, and a place in it."""


class Section(NamedTuple):
    """A line of the text, or the part of it that stands on one line of the screen.

    Attributes:
        row: The line of the text.
        start: Where it begins in that line.
        text: What it holds.
        line: The whole line.
    """

    row: int
    start: int
    text: str
    line: str

    @property
    def end(self) -> int:
        """Where it ends in the line."""
        return self.start + len(self.text)

    @property
    def is_last(self) -> bool:
        """Whether the line ends with it, so that the cursor may stand after it."""
        return self.end == len(self.line)


class TextProse(TextArea, inherit_bindings=False):
    """Several lines of text."""

    def __init__(self, text: str = "", **how: Any) -> None:
        super().__init__(text, **how)
        self._word_pattern = re.compile(_WORD_EDGE)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes, but for what would order its pieces: it is one piece, cursor and all."""
        return without_arranging(super().get_line_filters())

    def render_line(self, y: int) -> Strip:
        """A line as it is seen."""
        strip = super().render_line(y)
        direction = direction_of(self)
        if not self.text:
            words = strip.text.rstrip()
            seen = None if is_plain(words, direction) else typed_text(words, direction, ends=False)
            return strip if seen is None else typed_strip(strip, words, seen)
        section = self._section_at(y + int(self.scroll_offset.y))
        seen = None if section is None else self._seen(section)
        return strip if section is None or seen is None else typed_strip(strip, section.text, seen)

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go to what is seen at the left."""
        self._go(-1, select=select)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go to what is seen at the right."""
        self._go(1, select=select)

    def action_cursor_word_left(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go to the word at the left."""
        (super().action_cursor_word_right if self._is_against() else super().action_cursor_word_left)(select)

    def action_cursor_word_right(self, select: bool = False) -> None:  # noqa: FBT002 - Textual's shape
        """Go to the word at the right."""
        (super().action_cursor_word_left if self._is_against() else super().action_cursor_word_right)(select)

    def get_target_document_location(self, event: MouseEvent) -> Location:
        """The place in the text that is seen under the mouse."""
        section = self._section_at(event.y + int(self.scroll_offset.y) - self.gutter.top)
        seen = None if section is None else self._seen(section)
        if section is None or seen is None:
            return super().get_target_document_location(event)
        return (section.row, section.start + seen.index_at(max(event.x - self.gutter.left, 0)))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the cursor is laid out."""
        usual = super().cursor_screen_offset
        section = self._section_of(self.cursor_location)
        seen = self._seen(section)
        if seen is None:
            return usual
        return Offset(self.content_region.x + seen.place_of(self.cursor_location[1] - section.start), usual.y)

    def _go(self, step: int, *, select: bool) -> None:
        """Go a step to the right or left, or to that end of what is selected."""
        section = self._section_of(self.cursor_location)
        seen = self._seen(section)
        if seen is None:
            (super().action_cursor_left if step < 0 else super().action_cursor_right)(select)
            return
        is_back = (step < 0) != self._is_against()
        if select or self.selection.is_empty:
            there = seen.beside(self.cursor_location[1] - section.start, step)
            target = self._beyond(section, is_back=is_back) if there is None else (section.row, section.start + there)
        else:
            target = (min if is_back else max)(*self.selection)
        self.move_cursor(target, select=select)

    def _beyond(self, section: Section, *, is_back: bool) -> Location:
        """Where the cursor goes from the edge of a section."""
        if is_back:
            return self.navigator.get_location_left((section.row, section.start))
        return (
            self.navigator.get_location_right((section.row, section.end))
            if section.is_last
            else (section.row, section.end)
        )

    def _is_against(self) -> bool:
        """Whether the line of the cursor runs against the layout, so that what follows is at its left."""
        direction = direction_of(self)
        line = self.document.get_line(self.cursor_location[0])
        return direction.arranges and is_from_right(line, direction) != direction.mirrors

    def _seen(self, section: Section) -> TypedText | None:
        """A section as it is seen; nothing where that is as it is written."""
        direction = direction_of(self)
        if is_plain(section.text, direction) or "\t" in section.text:
            return None
        return typed_text(section.text, direction, section.line, ends=section.is_last)

    def _section_at(self, offset: int) -> Section | None:
        """What stands on a line of the screen, counted from the first one of the text."""
        lines = self.wrapped_document._offset_to_line_info  # noqa: SLF001 - nothing else tells
        if not 0 <= offset < len(lines):
            return None
        row, number = lines[offset]
        return self._sections(row)[number]

    def _section_of(self, location: Location) -> Section:
        """The section in which a place of the text is."""
        row, column = location
        sections = self._sections(row)
        return next((each for each in sections if column < each.end), sections[-1])

    def _sections(self, row: int) -> list[Section]:
        line = self.document.get_line(row)
        cuts = [0, *self.wrapped_document.get_offsets(row), len(line)]
        return [Section(row, start, line[start:end], line) for start, end in pairwise(cuts)]
