"""What can be done with the timeline as a whole: filter it, find in it, turn it, read further."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.domain.core.errors import NotFound
from app.domain.overview.parts import TIMELINE as ENTRIES
from app.domain.timeline.rows import TimelineFilter
from app.screens.host import Actions
from app.widgets.type_ahead import FILL
from app.words import say

if TYPE_CHECKING:
    from app.domain.timeline.rows import TimelinePage
    from app.widgets.timeline import Timeline

#: The worker that fills the timeline.
FILL_TIMELINE = f"{FILL}timeline"


class TimelineActions(Actions):
    """The commands of the timeline."""

    PREFIXES = ("timeline",)
    _shown: TimelinePage | None = None
    """The first entries of the record as they were last read, which is when those that fit a filter are read too."""

    @property
    def _pane(self) -> Timeline:
        pane: Timeline = self.host.pane("timeline")
        return pane

    def record_shown(self) -> None:
        """Read the entries that fit the filter, where there is one, instead of what was on its way."""
        overview = self.host.overview
        before, self._shown = self._shown, overview[ENTRIES] if overview is not None else None
        if self._shown is before:
            return
        self.host.drop(FILL_TIMELINE)
        if overview is not None and self._pane.filter != TimelineFilter():
            self.host.start(self._first(overview.card.id, self._pane.filter), FILL_TIMELINE, "the timeline")

    async def filter(self) -> None:
        """Choose which entries are shown."""
        from app.screens.dialogs.timeline import TimelineFilterDialog

        dialog = TimelineFilterDialog(self._pane.filter, self.host.context.parse_context())
        chosen: Any = await self.host.show_dialog(dialog)
        if chosen is not None:
            await self._first(self.host.wanted, chosen)

    async def find(self) -> None:
        """Search titles and texts of the timeline."""
        from app.domain.core.fields import Field
        from app.screens.dialogs.form_dialog import ValuesDialog

        answer = await self.host.show_dialog(
            ValuesDialog(
                say("Find in the timeline"),
                [Field("words", "Words", help="Empty shows everything.")],
                self.host.context.parse_context(),
                values={"words": self._pane.filter.search},
            )
        )
        if answer is not None:
            await self._first(self.host.wanted, replace(self._pane.filter, search=answer.get("words") or ""))

    async def order(self) -> None:
        """Newest or oldest first."""
        turned = replace(self._pane.filter, newest_first=not self._pane.filter.newest_first)
        await self._first(self.host.wanted, turned)

    async def on_timeline_more_needed(self, event: Timeline.MoreNeeded) -> None:
        """Fetch the next entries."""
        self.host.start(self._more(event.after), FILL_TIMELINE, "the timeline")

    async def _first(self, record_id: str, chosen: TimelineFilter) -> None:
        """Show the first of the entries of a record that fit a filter."""
        space = await self.host.workspace()
        try:
            page = await self.host.ask(space.timeline.page, record_id, chosen)
        except NotFound:  # it was deleted meanwhile; whoever reads the record says so
            return
        if record_id == self.host.wanted:
            self._pane.show_page(page, chosen)

    async def _more(self, after: str) -> None:
        record_id, chosen = self.host.wanted, self._pane.filter
        try:
            space = await self.host.workspace()
            page = await self.host.ask(space.timeline.page, record_id, chosen, after=after)
        except BaseException:
            self._pane.ask_again()
            raise
        if record_id == self.host.wanted:
            self._pane.add_page(page)
