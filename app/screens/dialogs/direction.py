"""The question which of two lines reads correctly: only who sees the terminal can tell whether it orders letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.keys import _character_to_key
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from app.screens.dialogs.base import Dialog, Hint, Width
from app.terminals import SAMPLE
from app.widgets.arranging import arranged_text, without_arranging
from app.widgets.direction import direction_of
from app.widgets.ink import Ink
from app.widgets.mirror import mirrored_text
from app.words import say

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from app.commands.command import Place


class Samples(Widget, can_focus=True):
    """The same words twice: as they are written, for a terminal that orders them, and in the order of their cells."""

    DEFAULT_CSS = """
    Samples {
        height: 3;
        margin: 1 0 0 1;
    }
    """

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes, but for what would order its pieces."""
        return without_arranging(super().get_line_filters())

    def render_line(self, y: int) -> Strip:
        """A number and the words."""
        ink, direction = Ink.of(self.app), direction_of(self)
        number, words = {
            0: ("1", mirrored_text(SAMPLE) if direction.mirrors else SAMPLE),
            2: ("2", arranged_text(SAMPLE, direction)),
        }.get(y, ("", ""))
        strip = Strip([Segment(f" {number}  ", ink.style("key")), Segment(words, ink.style("strong"))])
        return strip.adjust_cell_length(self.size.width, ink.style("text"))


class DirectionDialog(Dialog[str]):
    """Asks which line reads correctly; returns who is to put letters in order: ``terminal`` or ``leadline``.

    It may open while somebody works: any other key closes it, and does what it would have done.
    """

    PLACES: ClassVar[tuple[Place, ...]] = ("direction", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **Dialog.COMMAND_ACTIONS,
        "direction.first": "decide('terminal')",
        "direction.second": "decide('leadline')",
    }
    width: Width = "narrow"

    def __init__(self) -> None:
        super().__init__(say("Reading direction"))

    def compose_body(self) -> Iterable[Widget]:
        """The question and the lines."""
        yield Static(Content(say("Which line reads correctly?")), classes="words")
        yield Samples()

    def hints(self) -> Sequence[Hint]:
        """The lines by their numbers."""
        return (
            ("direction.first", say("the first")),
            ("direction.second", say("the second")),
            ("dialog.close", say("later")),
        )

    def on_mount(self) -> None:
        """Wait at the lines."""
        self.query_one(Samples).focus()

    def action_decide(self, answer: str) -> None:
        """Give the answer of a key."""
        self.dismiss(answer)

    def tell_unused(self, key: str) -> None:
        """Let a key that is no answer do what it does where it was meant for."""
        self.dismiss(None)
        character = key if len(key) == 1 else " " if key == "space" else None
        name = _character_to_key(character) if character else key
        self.app.post_message(events.Key(name, character))
