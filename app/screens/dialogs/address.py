"""The address of a page where there is no browser: shown whole, and copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from app.screens.dialogs.base import Dialog, Hint, Width
from app.widgets.text import safe_line
from app.words import say


class AddressDialog(Dialog[None]):
    """Shows an address, and hands it to the terminal's clipboard.

    Args:
        address: Of a page.
    """

    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {**Dialog.COMMAND_ACTIONS, "copy": "copy_address"}
    width: Width = "wide"

    def __init__(self, address: str) -> None:
        super().__init__(say("There is no browser here"))
        self._address = address

    def compose_body(self) -> Iterable[Widget]:
        """The address, on as many lines as it takes."""
        words = say("The address was copied, as far as the terminal allows it; in a browser it is to be pasted:")
        yield Static(Content(f"{words}\n\n{safe_line(self._address)}"), classes="words")

    def hints(self) -> Sequence[Hint]:
        """Copying it again, and leaving."""
        return (("copy", say("copy")), ("dialog.close", say("close")))

    def on_mount(self) -> None:
        """Copy it at once."""
        self.app.copy_to_clipboard(self._address)

    def action_copy_address(self) -> None:
        """Copy it again."""
        self.app.copy_to_clipboard(self._address)
        self.say(say("Copied."))
