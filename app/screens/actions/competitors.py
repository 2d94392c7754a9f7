"""What can be done with the competitors met on a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.screens.actions.panel_items import PanelItemActions

if TYPE_CHECKING:
    from app.screens.dialogs.people import CompetitorDialog


class CompetitorActions(PanelItemActions):
    """The commands of the competitors."""

    PREFIXES = ("competitor",)
    PANEL = "competitors"
    EDITED = ("status", "notes")

    def dialog(self) -> type[CompetitorDialog]:
        """Who else is asked, how sure that is, and notes."""
        from app.screens.dialogs.people import CompetitorDialog

        return CompetitorDialog
