"""The question before something that cannot simply be typed again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from app.screens.dialogs.base import Dialog, Hint, Width
from app.widgets.ink import Ink
from app.widgets.text import shown

_NO_YES = ("n", "y")


class Answers(Widget, can_focus=True):
    """Two answers side by side; the left one, which changes nothing, comes first."""

    DEFAULT_CSS = """
    Answers {
        height: 1;
        margin: 1 0 0 1;
    }
    """

    at: reactive[int] = reactive(0)

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.labels = tuple(labels)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """The answers, the cursor on one."""
        ink = Ink.of(self.app)
        segments = []
        for index, label in enumerate(self.labels):
            here = index == self.at
            segments.append(
                Segment(
                    f" {'▸' if here else ' '} {label} ",
                    ink.style("strong" if here else "dim", "cursor" if here else "plain"),
                )
            )
            segments.append(Segment("  ", ink.style("text")))
        return Strip(segments).adjust_cell_length(self.size.width, ink.style("text"))


class ConfirmDialog(Dialog[bool]):
    """Asks whether to go on; returns ``True`` only if the user says so, and the first answer is no.

    Args:
        title: What is about to happen, such as ``Delete lead``.
        message: A sentence that names the record and says what hangs on it.
        action: The word for going on, such as ``Delete``.
        cancel: The word for not going on.
        details: Further lines, each shown as it is.
        keys: The keys for not going on and for going on; where the words are no answer to “yes or no”, letters of
            them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right,tab,shift+tab,h,l", "turn", show=False),
        Binding("enter", "answer", show=False),
    ]
    width: Width = "narrow"

    def __init__(
        self,
        title: str,
        message: str,
        *,
        action: str = "Go on",
        cancel: str = "Cancel",
        details: Sequence[str] = (),
        keys: tuple[str, str] = _NO_YES,
    ) -> None:
        super().__init__(title)
        self._message = message
        self._keys = keys
        self._details = tuple(details)
        self._answers = Answers((cancel, action))

    def compose_body(self) -> Iterable[Widget]:
        """The sentence and the answers."""
        yield Static(
            Content("\n".join([shown(self._message), *(f"· {shown(each)}" for each in self._details)])), classes="words"
        )
        yield self._answers

    def hints(self) -> Sequence[Hint]:
        """The answers by key: yes and no, or the words of the answers."""
        cancel, action = ("no", "yes") if self._keys == _NO_YES else (each.lower() for each in self._answers.labels)
        return (("↵", "answer"), (self._keys[1], action), (self._keys[0], cancel), ("←→", "choose"))

    def on_mount(self) -> None:
        """Wait at the answer that changes nothing."""
        self._answers.focus()

    def action_turn(self) -> None:
        """Go to the other answer."""
        self._answers.at = 1 - self._answers.at

    def action_answer(self) -> None:
        """Give the answer under the cursor."""
        self.dismiss(self._answers.at == 1 or None)

    def on_key(self, event: Key) -> None:
        """Give the answer of a key."""
        if event.character in self._keys:
            event.stop()
            self.dismiss(event.character == self._keys[1] or None)
