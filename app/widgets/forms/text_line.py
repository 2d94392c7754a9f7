"""A line to type into, whose keys come from the command register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input

if TYPE_CHECKING:
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
    """A line of text."""

    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = LINE_EDITING

    def places(self) -> tuple[Place, ...]:
        """Where somebody types into it."""
        return ("line", "text")

    def action_enter(self) -> None:
        """Say that it is filled in."""
        self.post_message(self.Submitted(self, self.value))
