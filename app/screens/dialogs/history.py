"""What was changed, by whom and when; any change can be picked to be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from app.screens.dialogs.base import Hint
from app.screens.dialogs.choose import ChoiceDialog
from app.widgets.forms.matching import Option
from app.words import Words, say


class HistoryDialog(ChoiceDialog):
    """Shows changes, the newest first; returns the sequence number of the one to undo.

    Args:
        title: Such as ``History · Contoso Coffee``.
        lines: One option a change: its sequence number, what happened, and who and when; under headings by day.
    """

    width = "wide"
    nothing: ClassVar[Words] = "Nothing has been changed yet."

    def __init__(self, title: str, lines: Sequence[Option]) -> None:
        super().__init__(title, lines)

    def hints(self) -> Sequence[Hint]:
        """Undoing and leaving."""
        return (("picker.choose", say("undo this")), ("move.up move.down", say("move")), ("dialog.close", say("close")))
