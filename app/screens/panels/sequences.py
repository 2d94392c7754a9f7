"""Up next: the sequence that a record is in, with the steps it did, the one under way, and those ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.rows import Part
from app.domain.sequences.queries import read_ways
from app.screens.actions.sequences import SequenceActions
from app.screens.spec import Panel
from app.widgets.up_next import UpNext

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview
    from app.domain.sequences.rows import WayView

WAYS: Final[Part[tuple[WayView, ...]]] = Part(
    "sequences", lambda reader, _kind, record_id, _viewer: read_ways(reader, record_id)
)


def _show(pane: UpNext, overview: RecordOverview | None) -> None:
    pane.show_ways(overview[WAYS] if overview else ())


def _count(overview: RecordOverview) -> int:
    return sum(1 for way in overview[WAYS] if way.status == "active")


UP_NEXT: Final = Panel(
    "up_next",
    "Up next",
    UpNext,
    _show,
    parts=(WAYS,),
    most=8,
    count=_count,
    place="up_next",
    actions=(SequenceActions,),
    turn=12,
)
