"""A screen without a list of records: what commands ask of every screen, answered where none can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.screens.asking import AskingScreen

if TYPE_CHECKING:
    from app.domain.core.outcomes import Outcome


class UnlistedScreen(AskingScreen):
    """What commands meet on a screen on which no record is chosen."""

    @property
    def kind(self) -> str:
        """No kind of record is shown here."""
        return ""

    def pane(self, panel: str) -> Any:
        """The pane of a name."""
        return next(each for each in self.panes() if each.id == panel)

    def focus_on(self, panel: str) -> None:
        """Go to a pane."""
        self.pane(panel).focus()

    def marked(self) -> tuple[str, ...]:
        """Nothing can be selected here."""
        return ()

    def unmark(self) -> None:
        """Nothing is selected here."""

    def go_to(self, record_id: str) -> None:
        """Nothing is listed here."""

    def go_into(self, record_id: str) -> None:
        """Go to something; there is nothing to go into."""
        self.go_to(record_id)

    def switch_to(self, kind: str) -> Any:  # noqa: ARG002 - nothing here belongs to a record
        """No other screen."""
        return self

    async def show_new(self, outcome: Outcome) -> None:
        """Nothing is listed here."""

    def leave_record(self) -> None:
        """Nothing is open here."""
