"""What became of several records that were decided about at once; any can be picked to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.screens.dialogs.base import Hint
from app.screens.dialogs.choose import ChoiceDialog
from app.widgets.forms.matching import Option
from app.words import Words, say


class SeveralDialog(ChoiceDialog):
    """Shows a record a line, what was made of it, and why others were left; returns the value of the one picked.

    Args:
        title: Such as ``3 leads qualified``.
        lines: The lines, under headings.
        summary: All of it in a sentence or two.
    """

    width = "wide"
    columns = True
    chrome = 13
    nothing: ClassVar[Words] = "Nothing was done."

    def __init__(self, title: str, lines: Sequence[Option], summary: str) -> None:
        super().__init__(title, lines)
        self._summary = summary

    def offer(self, options: Sequence[Option], cursor: int = 0) -> None:
        """Show these lines, and say what all of them come to."""
        super().offer(options, cursor)
        if options:
            self.say(self._summary)

    def hints(self) -> Sequence[Hint]:
        """Going to one, and leaving."""
        return (
            ("picker.choose", say("go there")),
            ("move.up move.down", say("move")),
            ("dialog.close", say("close")),
        )
