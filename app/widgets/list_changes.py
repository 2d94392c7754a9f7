"""A list while it is worked: a record that changed keeps its line until the list is asked for again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from app.widgets.keyed import with_keys
from app.widgets.lines import joined
from app.widgets.list_lines import ListLines
from app.widgets.list_windows import L
from app.words import say, say_many

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.core.windows import Anchor, Listed, Window

#: A list in this order that was changed at its top only, is as the database would give it.
_NEWEST_ON_TOP = "-updated_at"


class ChangingList(ListLines[L]):
    """A list with what changed since it was asked for: each record on its line, as it is now."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._listed: dict[str, L | None] = {}
        """The records that changed, as they were listed; ``None`` for those that were not."""
        self._gone: dict[str, str] = {}
        """Of each record that was taken out: behind which one it stood; empty for the first."""
        self._away = 0
        """How many changed out of view: they come when the list is asked for again."""

    @property
    def pins(self) -> frozenset[str]:
        """The ids of the records that keep their lines: no window is to hold them."""
        return self._windows.pins

    @property
    def ids(self) -> Collection[str]:
        """The ids of the records at hand."""
        return self._windows.ids

    @property
    def strays(self) -> Collection[str]:
        """The ids of the records that keep their lines although the list holds them no more."""
        return self._strays

    def at_hand(self, ids: Iterable[str]) -> list[L]:
        """Those of some records that are at hand, in their order."""
        places = (self._windows.place(id) for id in ids)
        return [line for place in places if place is not None and (line := self._windows.line(place)) is not None]

    @property
    def awaits_other_lines(self) -> bool:
        """Whether the list was asked for again, and has not come yet."""
        return self._replacing

    @property
    def is_stale(self) -> bool:
        """Whether the list, asked for again, would hold other records or have them in another order."""
        if self._strays:
            return True
        if not any(line is None or self._key(id) != self._sorted_by(line) for id, line in self._listed.items()):
            return False
        if self._sort != _NEWEST_ON_TOP:
            return True
        pins = self._windows.pins
        on_top = range(self._windows.first or 0, (self._windows.first or 0) + len(pins))
        lines = [line for place in on_top if (line := self._windows.line(place)) and line.id in pins]
        changed: list[datetime] = [getattr(line, "updated_at") for line in lines]  # noqa: B009 - sorted by it, they have it
        return self._windows.first is None or len(lines) < len(pins) or changed != sorted(changed, reverse=True)

    def _key(self, id: str) -> Any:
        place = self._windows.place(id)
        return None if place is None else self._sorted_by(self._windows.line(place))

    def _sorted_by(self, line: L | None) -> Any:
        """What a list is sorted by, of a record."""
        return getattr(line, self._sort.removeprefix("-"), None)

    @property
    def sorts_anew(self) -> str:
        """What the heading says of an order that is not the records' any more."""
        return with_keys(self, say("{list.again} sorts")) if self.is_stale else ""

    def set_away(self, records: int) -> None:
        """Say how many more records the list would have if it were asked for again."""
        self._away = records

    def _position(self) -> str:
        away = say_many("{n} more by {list.again}", "{n} more by {list.again}", self._away) if self._away else ""
        return joined(
            (super()._position(), with_keys(self, away) if self.total else ""), self._display_context.signs.dot
        )

    # changes -----------------------------------------------------------------------------------------------

    def change(self, records: Iterable[Listed[L]], gone: Iterable[str] = (), new: Collection[str] = ()) -> None:
        """Show records as they are now, each on its line; cursor and view stay.

        Args:
            records: The records. Those not at hand come to where they were taken out, or to the end of the list.
            gone: The ids of those that are there no more.
            new: The ids of those that were just made: in no line out of view.
        """
        for id in gone:
            self._take_out(id)
        back = {id: turn for turn, id in enumerate(reversed(self._gone))}  # what went last comes back first
        for record in sorted(records, key=lambda each: back.get(each.line.id, len(back))):
            if self._windows.place(record.line.id) is not None:
                self._change(record)
            elif record.fits or record.line.id in self._gone:
                self._let_in(record, is_new=record.line.id in new)
        self._show_changes()

    def enter(self, record: Listed[L]) -> None:
        """Put a record that was just made on the line of the cursor; those from there on move down."""
        if self._windows.place(record.line.id) is not None:
            self._take_out(record.line.id)
        self._gone.pop(record.line.id, None)
        place = self._cursor
        if self._windows.first is not None and self._windows.end is not None:
            place = min(max(place, self._windows.first), self._windows.end)
        self._insert(place, record.line)
        self._change(record)
        self._cursor = place
        self._show_changes()

    def _change(self, record: Listed[L]) -> None:
        line, place = record.line, self._windows.place(record.line.id)
        before = None if place is None else self._windows.line(place)
        if line == before and record.fits is (line.id not in self._strays):
            return
        self._listed.setdefault(line.id, before)
        self._windows.pin(line)
        (self._strays.discard if record.fits else self._strays.add)(line.id)

    def _let_in(self, record: Listed[L], *, is_new: bool) -> None:
        """Put in a record that is not at hand, where that can be told and moves nothing in view."""
        line, windows, behind = record.line, self._windows, self._gone.pop(record.line.id, None)
        beside = None if not behind else windows.place(behind)
        if beside is not None:
            self._insert(beside + 1, line)
        elif behind == "" and windows.first is not None:
            self._insert(windows.first, line)
        elif windows.end is not None and (is_new or windows.is_whole):
            self._insert(windows.end, line)
        else:
            return
        self._change(record)

    def _insert(self, place: int, line: L) -> None:
        self._windows.insert(place, line)
        self._listed[line.id] = None
        if place < self._cursor:
            self._cursor += 1
            self._top += 1

    def _take_out(self, id: str) -> None:
        """Take out a record that is there no more; its line is the next one's."""
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

    def _replace(self, window: Window[L], anchor: Anchor) -> None:
        super()._replace(window, anchor)
        if not self._replacing:
            self._listed.clear()
            self._gone.clear()
            self._away = 0
        self.redraw_rows(0)
