"""Details: every field of a record that has a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.parts import CARD, FURTHER
from app.screens.spec import Panel
from app.widgets.details import Details

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview


def _show(pane: Details, overview: RecordOverview | None) -> None:
    if overview is None:
        pane.show_nothing()
    else:
        pane.show_record(overview[CARD], overview.fields, further=overview[FURTHER])


DETAILS: Final = Panel(
    "details",
    "Details",
    Details,
    _show,
    parts=(CARD, FURTHER),
    place="details",
    opens="{kind}.edit",
    kinds=("lead", "opportunity", "quotation", "order", "customer"),
    turn=90,
)
