"""What an opportunity offers, and who sells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.rows import Part
from app.domain.sales.queries import lines_of, team_of
from app.screens.actions.selling import LineActions, TeamActions
from app.screens.spec import Panel
from app.widgets.selling import OfferedLines, Team

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview
    from app.domain.sales.rows import OfferedLine, TeamLine

_OFFERED: Final[Part[tuple[OfferedLine, ...]]] = Part(
    "offered", lambda reader, _kind, record_id, _viewer: lines_of(reader, record_id)
)
_READ: Final[Part[tuple[TeamLine, ...]]] = Part(
    "team", lambda reader, _kind, record_id, _viewer: team_of(reader, record_id)
)


def _show_lines(pane: OfferedLines, overview: RecordOverview | None) -> None:
    pane.set_items(overview[_OFFERED] if overview else ())


def _show(pane: Team, overview: RecordOverview | None) -> None:
    pane.set_items(overview[_READ] if overview else ())


LINES: Final = Panel(
    "opportunity_lines",
    "Lines",
    OfferedLines,
    _show_lines,
    parts=(_OFFERED,),
    most=9,
    count=lambda overview: len(overview[_OFFERED]),
    place="opportunity_lines",
    actions=(LineActions,),
    opens="opportunity_line.edit",
    kinds=("opportunity",),
    turn=15,
)
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
