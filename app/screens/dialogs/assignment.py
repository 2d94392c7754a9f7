"""Whom leads would get, or why nobody has them, lead by lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from app.screens.dialogs.base import Dialog, Hint, Width
from app.screens.dialogs.form_dialog import ValuesDialog
from app.widgets.assignment import DecisionsPane
from app.words import Words, in_context, say

if TYPE_CHECKING:
    from app.commands.command import Place
    from app.domain.assignment.rows import DecisionLine


class SimulationDialog(ValuesDialog):
    """Asks which leads the rules are tried on; returns the condition."""

    verb: ClassVar[Words] = in_context("verb", "simulate")


class DecisionsDialog(Dialog[None]):
    """Shows decisions, each with its reason.

    Args:
        title: What they are.
        decisions: The decisions.
        nothing: What is said where there is none.
    """

    PLACES: ClassVar[tuple[Place, ...]] = ("outline", "dialog")
    width: Width = "wide"

    def __init__(self, title: str, decisions: Sequence[DecisionLine], nothing: str) -> None:
        super().__init__(title)
        self._decisions = decisions
        self._nothing = nothing
        self.pane = DecisionsPane(title=say("Leads"))

    def compose_body(self) -> Iterable[Widget]:
        """The decisions."""
        yield self.pane

    def on_mount(self) -> None:
        """Show them all."""
        self.pane.set_items(self._decisions)
        self.say("" if self._decisions else self._nothing)
        self.on_resize()
        self.pane.focus()

    def on_resize(self) -> None:
        """Take the lines there are."""
        super().on_resize()
        self.pane.styles.height = min(self.room, 1 + 3 * max(len(self._decisions), 1))

    def hints(self) -> Sequence[Hint]:
        """Moving, and leaving."""
        return (("move.up move.down", say("move")), ("dialog.close", say("close")))
