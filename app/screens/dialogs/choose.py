"""Choosing one of many: a filter on top, the options below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from app.domain.core.fields import Field
from app.screens.dialogs.base import Dialog, Hint, Width
from app.widgets.forms.entries import LineEntry
from app.widgets.forms.matching import Option, best
from app.widgets.forms.picklist import PickList
from app.words import Words, label, say

if TYPE_CHECKING:
    from app.commands.command import Place


class PickDialog(Dialog[Any]):
    """A filter and a list; returns the value of the option picked.

    Args:
        title: What is chosen.
        prompt: What may be typed, shown in the empty filter.
    """

    DEFAULT_CSS = """
    PickDialog PickList {
        margin: 1 0 0 0;
        height: 3;
    }
    """
    PLACES: ClassVar[tuple[Place, ...]] = ("picker", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **Dialog.COMMAND_ACTIONS,
        "move.down": "move(1)",
        "move.up": "move(-1)",
        "move.page_down": "move(10)",
        "move.page_up": "move(-10)",
        "picker.next": "move(1)",
        "picker.first": "move(-100000)",
        "picker.last": "move(100000)",
    }
    chrome = 11
    #: Whether details stand in a column of their own.
    columns = False
    #: What is said when nothing fits.
    nothing: ClassVar[Words] = "Nothing fits. Type less, or {dialog.close} closes."

    def __init__(self, title: str, prompt: Words = "Type to narrow the list") -> None:
        super().__init__(title)
        self.filter = LineEntry(Field("filter", "Filter", help=prompt), "")
        self.list = PickList(columns=self.columns)

    def compose_body(self) -> Iterable[Widget]:
        """The filter and the list."""
        yield self.filter
        yield self.list

    def hints(self) -> Sequence[Hint]:
        """Choosing and leaving."""
        return (("picker.choose", say("choose")), ("move.up move.down", say("move")), ("dialog.close", say("close")))

    def on_mount(self) -> None:
        """Begin in the filter."""
        self.filter.focus()

    def on_resize(self) -> None:
        """Stay within the screen."""
        self._fit()

    def offer(self, options: Sequence[Option], cursor: int = 0) -> None:
        """Show these options."""
        self.list.offer(options, cursor)
        self.say("" if options else self.with_keys(label(self.nothing)))
        self._fit()

    def narrowed(self, text: str) -> None:
        """The filter says something else now."""

    def chosen(self, option: Option) -> None:
        """An option was picked: close with its value."""
        self.dismiss(option.value)

    def action_move(self, lines: int) -> None:
        """Go on in the list."""
        self.list.move(lines)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.narrowed(event.value.strip())

    def action_picker_choose(self) -> None:
        """Pick the option under the cursor."""
        if self.list.option is not None:
            self.chosen(self.list.option)

    @on(PickList.Picked)
    def _picked(self, event: PickList.Picked) -> None:
        event.stop()
        self.chosen(event.option)

    def _fit(self) -> None:
        self.list.styles.height = max(1, min(self.list.rows, self.room))


class ChoiceDialog(PickDialog):
    """Picks one of a known set, such as a status, a colleague, a view or a theme.

    Args:
        title: What is chosen.
        options: What there is to choose from.
        current: The value that holds now; the cursor begins there, and a mark stands before it.
    """

    width: Width = "narrow"

    def __init__(self, title: str, options: Sequence[Option], current: Any = None) -> None:
        super().__init__(title)
        self._options = tuple(
            Option(
                each.value, each.label, each.detail, "✓" if each.value == current else each.mark or " ", each.heading
            )
            for each in options
        )
        self._current = current

    def on_mount(self) -> None:
        """Show everything, the cursor on what holds now."""
        self.offer(self._options, self._place())

    def narrowed(self, text: str) -> None:
        """Show what fits."""
        self.offer(best(self._options, text), 0 if text else self._place())

    def _place(self) -> int:
        return next((index for index, each in enumerate(self._options) if each.value == self._current), 0)
