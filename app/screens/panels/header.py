"""The header: two lines of what one wants to know of a record before reading on, and the way to what it became."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.parts import CARD, MADE
from app.screens.actions.made import MadeActions
from app.screens.spec import Panel
from app.widgets.record_header import RecordHeader

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview


def _show(pane: RecordHeader, overview: RecordOverview | None) -> None:
    if overview is not None:  # where there is none, the screen says what helps
        pane.show_record(overview[CARD], overview[MADE])


HEADER: Final = Panel(
    "header",
    "Header",
    RecordHeader,
    _show,
    parts=(CARD, MADE),
    column="head",
    rows=RecordHeader.ROWS,
    place="header",
    actions=(MadeActions,),
    say=RecordHeader.set_notice,
    kinds=("lead", "opportunity", "customer"),
    turn=1,
)
