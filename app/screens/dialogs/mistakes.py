"""What is wrong with a definition, mistake by mistake, and whether to go on with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from app.domain.core.errors import Invalid, InvalidFields
from app.screens.dialogs.base import Dialog, Hint, Width
from app.widgets.line_pane import Block, LinePane
from app.widgets.lines import Line
from app.widgets.text import safe_line
from app.words import say, say_many

if TYPE_CHECKING:
    from app.commands.command import Place


class Mistakes(LinePane[Invalid]):
    """Mistakes, each in full; the ids are their places in the list."""

    DEFAULT_CSS = """
    Mistakes { height: 12; }
    """
    CURSOR_SHAPES = False

    def blocks(self) -> Iterator[Block[Invalid]]:
        """Each mistake in as many lines as it takes."""
        for number, each in enumerate(self.items):
            lines = wrap(safe_line(str(each)), max(self.cells - 2, 10)) or [""]
            yield Block(str(number), tuple(Line([(text, "text")]) for text in lines), each)


class MistakesDialog(Dialog[bool]):
    """Shows every mistake; returns ``True`` where the text is to be edited again.

    Args:
        refusal: What was refused.
        source: What the definition is called.
        may_edit: Whether it can be edited again.
    """

    PLACES: ClassVar[tuple[Place, ...]] = ("outline", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {**Dialog.COMMAND_ACTIONS, "outline.edit": "again"}
    width: Width = "wide"

    def __init__(self, refusal: Invalid, source: str, *, may_edit: bool = True) -> None:
        problems = refusal.problems if isinstance(refusal, InvalidFields) else [refusal]
        super().__init__(say_many("{n} mistake in {file}", "{n} mistakes in {file}", len(problems), file=source))
        self._problems = problems
        self._may_edit = may_edit
        self.pane = Mistakes(title=say("Nothing was saved."))

    def compose_body(self) -> Iterable[Widget]:
        """The mistakes."""
        yield self.pane

    def on_mount(self) -> None:
        """Show them all."""
        self.pane.set_items(self._problems)
        self.on_resize()
        self.pane.focus()

    def on_resize(self) -> None:
        """Take the lines there are."""
        super().on_resize()
        self.pane.styles.height = min(self.room, 2 + 3 * len(self._problems))

    def hints(self) -> Sequence[Hint]:
        """Editing again, or leaving."""
        close = say("close") if not self._may_edit else say("give up, keep the text")
        again: tuple[Hint, ...] = (("outline.edit", say("edit again")),) if self._may_edit else ()
        return (*again, ("move.up move.down", say("move")), ("dialog.close", close))

    def action_again(self) -> None:
        """Edit again."""
        if self._may_edit:
            self.dismiss(result=True)
