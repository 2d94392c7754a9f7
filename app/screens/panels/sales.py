"""The sales team of an opportunity: who sells, in which roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.rows import Part
from app.domain.sales.queries import team_of
from app.screens.actions.selling import TeamActions
from app.screens.spec import Panel
from app.widgets.selling import Team

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview
    from app.domain.sales.rows import TeamLine

_READ: Final[Part[tuple[TeamLine, ...]]] = Part(
    "team", lambda reader, _kind, record_id, _viewer: team_of(reader, record_id)
)


def _show(pane: Team, overview: RecordOverview | None) -> None:
    pane.set_items(overview[_READ] if overview else ())


TEAM: Final = Panel(
    "team",
    "Sales team",
    Team,
    _show,
    parts=(_READ,),
    most=6,
    count=lambda overview: len(overview[_READ]),
    place="team",
    actions=(TeamActions,),
    opens="team.edit",
    kinds=("opportunity",),
    turn=35,
)
