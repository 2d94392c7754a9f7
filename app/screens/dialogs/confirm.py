"""The question before something that cannot simply be typed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from app.screens.dialogs.base import Dialog, Hint, Width
from app.widgets.ink import Ink
from app.widgets.text import safe_line
from app.words import Words, label, say

if TYPE_CHECKING:
    from app.commands.command import Place


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
        for index, words in enumerate(self.labels):
            here = index == self.at
            segments.append(
                Segment(
                    f" {'▸' if here else ' '} {words} ",
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
    """

    PLACES: ClassVar[tuple[Place, ...]] = ("yes_no", "question", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **Dialog.COMMAND_ACTIONS,
        "move.left": "turn",
        "move.right": "turn",
        "dialog.next": "turn",
        "dialog.previous": "turn",
        "question.answer": "answer",
        "question.yes": "decide(True)",
        "question.no": "decide(False)",
    }
    width: Width = "narrow"

    def __init__(
        self,
        title: str,
        message: str,
        *,
        action: Words = "Go on",
        cancel: Words = "Cancel",
        details: Sequence[str] = (),
    ) -> None:
        super().__init__(title)
        self._message = message
        self._details = tuple(details)
        self._answers = Answers((label(cancel), label(action)))

    def compose_body(self) -> Iterable[Widget]:
        """The sentence and the answers."""
        lines = [safe_line(self._message), *(f"· {safe_line(each)}" for each in self._details)]
        yield Static(Content("\n".join(lines)), classes="words")
        yield self._answers

    def hints(self) -> Sequence[Hint]:
        """The answers by key: yes and no."""
        return (
            ("question.answer", say("answer")),
            ("question.yes", say("yes")),
            ("question.no", say("no")),
            ("move.left move.right", say("choose")),
        )

    def on_mount(self) -> None:
        """Wait at the answer that changes nothing."""
        self._answers.focus()

    def action_turn(self) -> None:
        """Go to the other answer."""
        self._answers.at = 1 - self._answers.at

    def action_answer(self) -> None:
        """Give the answer under the cursor."""
        self.dismiss(self._answers.at == 1 or None)

    def action_decide(self, answer: bool) -> None:
        """Give the answer of a key."""
        self.dismiss(answer or None)


class UnsavedDialog(ConfirmDialog):
    """Asks whether to throw away what was typed; its keys are letters of the answers, since “yes” would be unclear.

    Args:
        title: What is about to happen.
        message: A sentence that says what is not saved.
    """

    PLACES: ClassVar[tuple[Place, ...]] = ("unsaved", "question", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **ConfirmDialog.COMMAND_ACTIONS,
        "unsaved.discard": "decide(True)",
        "unsaved.keep": "decide(False)",
    }

    def __init__(self, title: str, message: str) -> None:
        super().__init__(title, message, action=say("Throw away"), cancel=say("Go on typing"))

    def hints(self) -> Sequence[Hint]:
        """The answers by key."""
        return (
            ("question.answer", say("answer")),
            ("unsaved.discard", say("throw away")),
            ("unsaved.keep", say("go on typing")),
            ("move.left move.right", say("choose")),
        )
