"""Stakeholders: who has a say in the decision about a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.parts import STAKEHOLDERS as STAKEHOLDER_LINES
from app.screens.actions.stakeholders import StakeholderActions
from app.screens.spec import Panel
from app.widgets.people import People

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview


def _show(pane: People, overview: RecordOverview | None) -> None:
    pane.set_items(overview[STAKEHOLDER_LINES] if overview else ())


STAKEHOLDERS: Final = Panel(
    "stakeholders",
    "Stakeholders",
    People,
    _show,
    parts=(STAKEHOLDER_LINES,),
    most=9,
    count=lambda overview: len(overview[STAKEHOLDER_LINES]),
    place="stakeholders",
    actions=(StakeholderActions,),
    opens="stakeholder.edit",
    turn=20,
)
