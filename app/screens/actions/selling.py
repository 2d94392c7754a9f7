"""What can be done with the products a lead asks about, and with lines and sales team of an opportunity."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.screens.actions.panel_items import PanelItemActions

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.core.fields import Field
    from app.screens.dialogs.form_dialog import FormDialog
    from app.screens.dialogs.selling import InterestDialog, LineDialog


class InterestActions(PanelItemActions):
    """The commands of the products of interest."""

    PREFIXES = ("interest",)
    PANEL = "interests"
    EDITED = ("quantity", "notes")

    def dialog(self) -> type[InterestDialog]:
        """Which product, how many, and what they said."""
        from app.screens.dialogs.selling import InterestDialog

        return InterestDialog


class LineActions(PanelItemActions):
    """The commands of the lines of an opportunity."""

    PREFIXES = ("opportunity_line",)
    PANEL = "opportunity_lines"
    EDITED = ("quantity", "unit_price", "discount", "name", "tax_rate", "description")

    def dialog(self) -> type[LineDialog]:
        """Which product, how many, and at which price."""
        from app.screens.dialogs.selling import LineDialog

        return LineDialog


class TeamActions(PanelItemActions):
    """The commands of the sales team."""

    PREFIXES = ("team",)
    PANEL = "team"
    EDITED = ("roles", "notes")
    _fields: tuple[Field, ...] = ()

    def dialog(self) -> Callable[..., FormDialog[Any]]:
        """Who sells, in which of the roles there are."""
        from app.screens.dialogs.selling import TeamDialog

        return partial(TeamDialog, member=self._fields)

    async def _service(self) -> Any:
        service = await super()._service()
        self._fields = await self.host.ask(service.fields)
        return service
