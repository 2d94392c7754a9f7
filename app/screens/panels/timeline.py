"""The timeline: what is planned with a record, and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.overview.parts import TIMELINE as ENTRIES
from app.domain.timeline.rows import TimelineFilter, TimelinePage
from app.screens.actions.entries import EntryActions
from app.screens.actions.timeline import TimelineActions
from app.screens.spec import Panel
from app.widgets.timeline import Timeline

if TYPE_CHECKING:
    from app.domain.overview.rows import RecordOverview


def _show(pane: Timeline, overview: RecordOverview | None) -> None:
    if overview is None:
        pane.show_page(TimelinePage((), "", -1))
    elif pane.filter == TimelineFilter():  # what fits another, its actions read
        pane.show_page(overview[ENTRIES])


TIMELINE: Final = Panel(
    "timeline",
    "Timeline",
    Timeline,
    _show,
    parts=(ENTRIES,),
    column="middle",
    place="timeline",
    actions=(EntryActions, TimelineActions),
    opens="entry.open",
    kinds=("lead", "opportunity", "quotation", "order", "customer"),
    turn=3,
)
