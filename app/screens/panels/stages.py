"""The stage bar: where a record stands in its process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.parts import PROCESS
from app.screens.actions.process import ProcessActions
from app.screens.spec import Panel
from app.widgets.stage_bar import StageBar

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview


def _show(pane: StageBar, overview: RecordOverview | None) -> None:
    pane.show_process(overview[PROCESS] if overview else None)


STAGES: Final = Panel(
    "stages",
    "Stages",
    StageBar,
    _show,
    parts=(PROCESS,),
    column="head",
    rows=StageBar.ROWS,
    rule=False,
    place="stages",
    actions=(ProcessActions,),
    turn=2,
)
