"""The lead list while it is worked: a lead that changed keeps its line until the list is asked for again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from app.widgets.keyed import with_keys
from app.widgets.lead_lines import LeadLines
from app.widgets.lines import joined
from app.words import say, say_many

if TYPE_CHECKING:
    from app.domain.leads.rows import Anchor, LeadLine, LeadWindow, ListedLead

#: A list in this order that was changed at its top only, is as the database would give it.
_NEWEST_ON_TOP = "-updated_at"


class ChangingLeads(LeadLines):
    """The lead list with what changed since it was asked for: each lead on its line, as it is now."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._listed: dict[str, LeadLine | None] = {}
        """The leads that changed, as they were listed; ``None`` for those that were not."""
        self._gone: dict[str, str] = {}
        """Of each lead that was taken out: behind which one it stood; empty for the first."""
        self._away = 0
        """How many changed out of view: they come when the list is asked for again."""

    @property
    def pins(self) -> frozenset[str]:
        """The ids of the leads that keep their lines: no window is to hold them."""
        return self._windows.pins

    @property
    def ids(self) -> Collection[str]:
        """The ids of the leads at hand."""
        return self._windows.ids

    @property
    def awaits_other_lines(self) -> bool:
        """Whether the list was asked for again, and has not come yet."""
        return self._replacing

    @property
    def is_stale(self) -> bool:
        """Whether the list, asked for again, would hold other leads or have them in another order."""
        if self._strays:
            return True
        if not any(line is None or self._key(id) != self._sorted_by(line) for id, line in self._listed.items()):
            return False
        if self._sort != _NEWEST_ON_TOP:
            return True
        pins = self._windows.pins
        on_top = range(self._windows.first or 0, (self._windows.first or 0) + len(pins))
        lines = [line for place in on_top if (line := self._windows.line(place)) and line.id in pins]
        changed = [line.updated_at for line in lines]
        return self._windows.first is None or len(lines) < len(pins) or changed != sorted(changed, reverse=True)

    def _key(self, id: str) -> Any:
        place = self._windows.place(id)
        return None if place is None else self._sorted_by(self._windows.line(place))

    def _sorted_by(self, line: LeadLine | None) -> Any:
        """What a list is sorted by, of a lead."""
        return getattr(line, self._sort.removeprefix("-"), None)

    @property
    def sorts_anew(self) -> str:
        """What the heading says of an order that is not the leads' any more."""
        return with_keys(self, say("{list.again} sorts")) if self.is_stale else ""

    def set_away(self, leads: int) -> None:
        """Say how many more leads the list would have if it were asked for again."""
        self._away = leads

    def _position(self) -> str:
        away = say_many("{n} more by {list.again}", "{n} more by {list.again}", self._away) if self._away else ""
        return joined(
            (super()._position(), with_keys(self, away) if self.total else ""), self._display_context.signs.dot
        )

    # changes -----------------------------------------------------------------------------------------------

    def change(self, leads: Iterable[ListedLead], gone: Iterable[str] = (), new: Collection[str] = ()) -> None:
        """Show leads as they are now, each on its line; cursor and view stay.

        Args:
            leads: The leads. Those that are not at hand come to where they were taken out, or to the end of the list.
            gone: The ids of those that are there no more.
            new: The ids of those that were just made: in no line out of view.
        """
        for id in gone:
            self._take_out(id)
        back = {id: turn for turn, id in enumerate(reversed(self._gone))}  # what went last comes back first
        for lead in sorted(leads, key=lambda each: back.get(each.line.id, len(back))):
            if self._windows.place(lead.line.id) is not None:
                self._change(lead)
            elif lead.fits or lead.line.id in self._gone:
                self._let_in(lead, is_new=lead.line.id in new)
        self._show_changes()

    def enter(self, lead: ListedLead) -> None:
        """Put a lead that was just made on the line of the cursor; those from there on move down."""
        if self._windows.place(lead.line.id) is not None:
            self._take_out(lead.line.id)
        self._gone.pop(lead.line.id, None)
        place = self._cursor
        if self._windows.first is not None and self._windows.end is not None:
            place = min(max(place, self._windows.first), self._windows.end)
        self._insert(place, lead.line)
        self._change(lead)
        self._cursor = place
        self._show_changes()

    def _change(self, lead: ListedLead) -> None:
        line, place = lead.line, self._windows.place(lead.line.id)
        before = None if place is None else self._windows.line(place)
        if line == before and lead.fits is (line.id not in self._strays):
            return
        self._listed.setdefault(line.id, before)
        self._windows.pin(line)
        (self._strays.discard if lead.fits else self._strays.add)(line.id)

    def _let_in(self, lead: ListedLead, *, is_new: bool) -> None:
        """Put in a lead that is not at hand, where that can be told and moves nothing in view."""
        line, windows, behind = lead.line, self._windows, self._gone.pop(lead.line.id, None)
        beside = None if not behind else windows.place(behind)
        if beside is not None:
            self._insert(beside + 1, line)
        elif behind == "" and windows.first is not None:
            self._insert(windows.first, line)
        elif windows.end is not None and (is_new or windows.is_whole):
            self._insert(windows.end, line)
        else:
            return
        self._change(lead)

    def _insert(self, place: int, line: LeadLine) -> None:
        self._windows.insert(place, line)
        self._listed[line.id] = None
        if place < self._cursor:
            self._cursor += 1
            self._top += 1

    def _take_out(self, id: str) -> None:
        """Take out a lead that is there no more; its line is the next one's."""
        place = self._windows.place(id)
        if place is None:
            return
        before = self._windows.line(place - 1)
        self._gone[id] = before.id if before else ""
        self._windows.remove(id)
        self._strays.discard(id)
        self._listed.pop(id, None)
        self._marks.pop(id, None)
        if place < self._cursor:
            self._cursor -= 1
            self._top -= 1

    def _show_changes(self) -> None:
        self._strips.clear()
        self._notice = None if len(self._windows) else self._empty
        self.redraw_rows(0)
        self._settle()

    def _replace(self, window: LeadWindow, anchor: Anchor) -> None:
        super()._replace(window, anchor)
        if not self._replacing:
            self._listed.clear()
            self._gone.clear()
            self._away = 0
        self.redraw_rows(0)
