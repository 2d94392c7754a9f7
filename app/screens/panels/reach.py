"""Contact points: the emails, phones and addresses by which a record is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.parts import REACH as WAYS
from app.screens.actions.reach import ReachActions
from app.screens.spec import Panel
from app.widgets.reach import ContactPoints

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview


def _show(pane: ContactPoints, overview: RecordOverview | None) -> None:
    pane.set_items(overview[WAYS] if overview else ())


REACH: Final = Panel(
    "reach",
    "Contact points",
    ContactPoints,
    _show,
    parts=(WAYS,),
    count=lambda overview: len(overview[WAYS]),
    place="reach",
    actions=(ReachActions,),
    opens="reach.edit",
    kinds=("lead", "opportunity", "customer"),
    turn=95,
)
