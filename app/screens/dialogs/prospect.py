"""Everything of one person or organisation, and a record of theirs that has no screen of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from app.screens.dialogs.base import Hint, Width
from app.screens.dialogs.choose import PickDialog
from app.widgets.forms.matching import Option, best
from app.words import Words, say

if TYPE_CHECKING:
    from app.domain.search.rows import ProspectRecord


class EverythingDialog(PickDialog):
    """Lists what we hold of a prospect by kind; returns the record picked.

    Args:
        name: Whom it is about.
        options: The records, each with its kind and their number as heading.
        at: The record the cursor begins on.
    """

    width: Width = "wide"
    nothing: ClassVar[Words] = "Nothing fits. Type less, or {dialog.close} closes."

    def __init__(self, name: str, options: Sequence[Option], at: ProspectRecord | None = None) -> None:
        super().__init__(say("Everything of {name}", name=name))
        self._options = tuple(options)
        self._at = next((index for index, each in enumerate(options) if each.value is at), 0)

    def hints(self) -> Sequence[Hint]:
        """Opening one and leaving."""
        return (("picker.choose", say("open")), ("move.up move.down", say("move")), ("dialog.close", say("close")))

    def on_mount(self) -> None:
        """Show all of it."""
        super().on_mount()
        self.offer(self._options, self._at)

    def narrowed(self, text: str) -> None:
        """Show what fits."""
        self.offer(best(self._options, text), 0 if text else self._at)


class CardDialog(PickDialog):
    """A record in full, line by line; returns what a line leads to, be it a record or the address of a page.

    Args:
        title: What the record is called.
        options: Its fields, ways to reach it, and the records it has a part in.
    """

    width: Width = "wide"
    columns = True

    def __init__(self, title: str, options: Sequence[Option]) -> None:
        super().__init__(title)
        self._options = tuple(options)

    def hints(self) -> Sequence[Hint]:
        """Going where a line leads, and back."""
        return (("picker.choose", say("open")), ("move.up move.down", say("move")), ("dialog.close", say("back")))

    def on_mount(self) -> None:
        """Show all of it."""
        super().on_mount()
        self.offer(self._options)

    def narrowed(self, text: str) -> None:
        """Show what fits."""
        self.offer(best(self._options, text))

    def chosen(self, option: Option) -> None:
        """Go where a line leads, if it leads somewhere."""
        value: Any = option.value
        if value is None:
            self.say(say("{what} leads nowhere.", what=option.label))
        else:
            self.dismiss(value)
