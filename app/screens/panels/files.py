"""Files: what is attached to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.parts import FILES as LINES
from app.screens.actions.files import FileActions
from app.screens.spec import Panel
from app.widgets.files import Files

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview


def _show(pane: Files, overview: RecordOverview | None) -> None:
    pane.set_items(overview[LINES] if overview else ())


FILES: Final = Panel(
    "files",
    "Files",
    Files,
    _show,
    parts=(LINES,),
    count=lambda overview: len(overview[LINES]),
    place="files",
    actions=(FileActions,),
    opens="file.open",
    kinds=("lead", "opportunity", "quotation", "order", "customer"),
    turn=93,
)
