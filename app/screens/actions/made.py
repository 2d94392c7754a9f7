"""The way from a lead to what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.overview.parts import MADE
from app.domain.sales.fields import STATUSES
from app.screens.host import Actions
from app.words import label, say

if TYPE_CHECKING:
    from app.widgets.record_header import RecordHeader


class MadeActions(Actions):
    """The command that goes to the opportunity a lead became."""

    PREFIXES = ("made",)

    async def on_record_header_opened(self, _event: RecordHeader.Opened) -> None:
        """Go there."""
        self.host.start(self.open())

    async def go(self) -> None:
        """Go there, wherever the focus is."""
        await self.open()

    async def open(self) -> None:
        """Go to the opportunity; of several, to the one chosen."""
        from app.screens.dialogs.choose import ChoiceDialog
        from app.widgets.forms.matching import Option

        made = self.host.overview[MADE] if self.host.overview is not None else ()
        if not made:
            self.host.message_line.say(say("No opportunity has been made of this."), "info")
            return
        chosen: str | None = made[0].id
        if len(made) > 1:
            labels = {code: label(name) for code, name in STATUSES}
            options = [Option(each.id, each.name, f"{each.code} · {labels.get(each.status, '')}") for each in made]
            chosen = await self.host.show_dialog(ChoiceDialog(say("Go to"), options))
        if chosen:
            self.host.switch_to("opportunity").go_into(chosen)
