"""Competitors: who else is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.parts import RIVALS
from app.screens.actions.competitors import CompetitorActions
from app.screens.spec import Panel
from app.widgets.rivals import Rivals

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview


def _show(pane: Rivals, overview: RecordOverview | None) -> None:
    pane.set_items(overview[RIVALS] if overview else ())


COMPETITORS: Final = Panel(
    "competitors",
    "Competitors",
    Rivals,
    _show,
    parts=(RIVALS,),
    most=7,
    count=lambda overview: len(overview[RIVALS]),
    place="competitors",
    actions=(CompetitorActions,),
    opens="competitor.edit",
    turn=30,
)
