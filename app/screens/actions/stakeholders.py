"""What can be done with the stakeholders of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.screens.actions.panel_items import PanelItemActions

if TYPE_CHECKING:
    from app.screens.dialogs.people import StakeholderDialog


class StakeholderActions(PanelItemActions):
    """The commands of the stakeholders."""

    PREFIXES = ("stakeholder",)
    PANEL = "stakeholders"
    EDITED = ("roles", "influence", "attitude", "notes")

    def dialog(self) -> type[StakeholderDialog]:
        """Who has a say in the decision, in which roles, and how they stand to it."""
        from app.screens.dialogs.people import StakeholderDialog

        return StakeholderDialog
