"""Both sides of a change that met another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from app.domain.core.text import cell_width, pad
from app.screens.dialogs.base import Dialog, Hint
from app.widgets.ink import Ink
from app.widgets.text import safe_line
from app.words import say

if TYPE_CHECKING:
    from app.commands.command import Place

Side = tuple[str, str, str]
"""A field's label, what you wrote, and what stands there now."""


#: The fewest cells for the labels of the fields.
LEAST_LABELS = 20


class Sides(Widget):
    """The fields that differ, the two values side by side."""

    DEFAULT_CSS = """
    Sides {
        margin: 1 0 0 0;
    }
    """

    def __init__(self, sides: Sequence[Side]) -> None:
        super().__init__()
        self._lines = (("", say("yours"), say("stored now")), *sides)
        self._label_width = max(LEAST_LABELS, *(cell_width(safe_line(label)) for label, _, _ in self._lines))
        self.styles.height = len(self._lines)

    def render_line(self, y: int) -> Strip:
        """A field with both values."""
        ink, width = Ink.of(self.app), self.size.width
        label, mine, theirs = self._lines[y] if y < len(self._lines) else ("", "", "")
        labels = min(self._label_width, width // 3)
        room = max((width - labels - 4) // 2, 8)
        head = y == 0
        return Strip(
            [
                Segment(f" {pad(safe_line(label), labels)}  ", ink.style("dim")),
                Segment(f"{pad(safe_line(mine), room - 1)} ", ink.style("dim" if head else "accent")),
                Segment(pad(safe_line(theirs), room), ink.style("dim" if head else "text")),
            ]
        ).adjust_cell_length(width, ink.style("text"))


class ConflictDialog(Dialog[str]):
    """Asks whose values hold; returns ``mine``, ``theirs``, or ``None`` to go back to what was typed.

    Args:
        message: What happened, such as ``Omar changed Contoso Coffee at 09:12.``
        sides: The fields in which both differ.
    """

    width = "wide"
    PLACES: ClassVar[tuple[Place, ...]] = ("conflict", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **Dialog.COMMAND_ACTIONS,
        "conflict.mine": "answer('mine')",
        "conflict.theirs": "answer('theirs')",
    }

    unasked = True

    def __init__(self, message: str, sides: Sequence[Side]) -> None:
        super().__init__(say("Changed by somebody else"))
        self._message = message
        self._sides = Sides(sides)

    def compose_body(self) -> Iterable[Widget]:
        """What happened, and both sides."""
        yield Static(Content(f" {safe_line(self._message)}"))
        yield self._sides

    def hints(self) -> Sequence[Hint]:
        """Whose values hold."""
        return (
            ("conflict.mine", say("keep mine")),
            ("conflict.theirs", say("take theirs")),
            ("dialog.close", say("go on editing")),
        )

    def action_answer(self, side: str) -> None:
        """Close with whose values hold."""
        self.dismiss(side)
