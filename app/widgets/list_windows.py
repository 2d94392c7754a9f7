"""The part of an endless list that is at hand: lines by their place, filled window by window."""

from __future__ import annotations

from collections.abc import Iterable, KeysView
from typing import Generic, NamedTuple, Protocol, TypeVar

from textual.message import Message

from app.domain.core.windows import Anchor, Window
from app.widgets.type_ahead import is_aside
from app.words import formats, say


class HasId(Protocol):
    """A line of a list, as far as its place is told."""

    @property
    def id(self) -> str:
        """The id of its record."""


L = TypeVar("L", bound=HasId)

#: Lines kept; those furthest from the view are let go.
KEPT = 3_000


class Spot(NamedTuple):
    """Where the cursor is: on which record, and in which row of the view."""

    id: str = ""
    row: int = 0


class WindowNeeded(Message, namespace="record_list"):
    """Lines came into view that are not at hand.

    Attributes:
        anchor: Where the window begins.
        limit: How many lines are wanted.
        request: To be given back with the window.
        anew: Whether the list is asked for again: the window comes instead of all that is at hand.
        is_aside: Whether no key set it off, so that none is to wait for the window.
    """

    def __init__(self, anchor: Anchor, limit: int, request: int, *, anew: bool) -> None:
        super().__init__()
        self.anchor = anchor
        self.limit = limit
        self.request = request
        self.anew = anew
        self.is_aside = is_aside()


class ListWindows(Generic[L]):
    """Lines by place, where a place is a number that grows by one from line to line.

    Places count from an origin of their own: a window whose offset in the whole list is not known can
    still be shown. ``first`` and ``end`` are the places of the list's first line and behind its last
    one, as soon as they are known.

    A *pinned* line stays where it is although its record was changed since: no window holds it any more, and their
    offsets and anchors pass over it.
    """

    def __init__(self) -> None:
        self._lines: dict[int, L] = {}
        self._places: dict[str, int] = {}
        self._pins: set[str] = set()
        self._total: int | None = None
        """How many lines there are that are not pinned."""
        self.expected: int | None = None
        """How many lines the list had before it changed: shown until it is counted anew, and no place depends on it."""
        self.first: int | None = None
        self.end: int | None = None

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, place: int) -> L | None:
        """The line at a place, if it is at hand."""
        return self._lines.get(place)

    def place(self, id: str) -> int | None:
        """The place of a record, if it is at hand."""
        return self._places.get(id)

    @property
    def total(self) -> int | None:
        """How many lines the whole list has, if that is known."""
        if self.first is not None and self.end is not None:
            return self.end - self.first
        return self.expected if self._total is None else self._total + len(self._pins)

    def set_total(self, total: int) -> None:
        """Say how many lines the whole list has that are not pinned."""
        self._total = total
        if self.first is not None:
            self.end = self.first + total + len(self._pins)
        elif self.end is not None:
            self.first = self.end - total - len(self._pins)

    def clamped(self, cursor: int, place: int) -> int:
        """The place to which a cursor can go of one that it is to go to."""
        if self.end is not None:
            place = min(place, self.end - 1)
        if self.first is not None:
            place = max(place, self.first)
        elif self.line(place) is None:
            # where the list begins is not known: only what is at hand can be stepped on
            return place if self.end is not None and place == self.end - 1 else cursor
        return place

    def position(self, top: int, lines: int, to: str) -> str:
        """Which lines are in view, of how many, such as ``1–20 of 340``; empty where that is not known.

        Args:
            top: The place of the first line in view.
            lines: How many lines the view has.
            to: What stands between the first number and the last.
        """
        total = self.total
        if not total:
            return ""
        if self.first is None:
            return say("{total} in all", total=formats.number(total))
        first = top - self.first + 1
        shown = f"{formats.number(first)}{to}{formats.number(min(first + lines - 1, total))}"
        return say("{shown} of {total}", shown=shown, total=formats.number(total))

    def clear(self) -> None:
        """Forget all lines, and where the list begins and ends."""
        self._lines.clear()
        self._places.clear()
        self._pins.clear()
        self.first = self.end = self._total = None

    # lines that stay where they are ------------------------------------------------------------------------

    @property
    def pins(self) -> frozenset[str]:
        """The ids of the records that are pinned."""
        return frozenset(self._pins)

    @property
    def ids(self) -> KeysView[str]:
        """The ids of the records at hand."""
        return self._places.keys()

    @property
    def is_whole(self) -> bool:
        """Whether every line of the list is at hand."""
        return self.total == len(self._lines) and self.first is not None and self.end is not None

    def pin(self, line: L) -> None:
        """Let a line that is at hand stay at its place, as it is now."""
        if line.id not in self._pins:
            self._pins.add(line.id)
            if self._total is not None:
                self._total -= 1
        self._lines[self._places[line.id]] = line

    def insert(self, place: int, line: L) -> None:
        """Put in a line that no window holds; those from its place on move down by one."""
        self._shift(place, 1)
        self._lines[place], self._places[line.id] = line, place
        self._pins.add(line.id)

    def remove(self, id: str) -> None:
        """Take out a line that is at hand; those behind it move up by one."""
        place = self._places.pop(id)
        del self._lines[place]
        if id in self._pins:
            self._pins.remove(id)
        elif self._total is not None:
            self._total -= 1
        self._shift(place + 1, -1)

    def _shift(self, start: int, by: int) -> None:
        """Move every line from a place on."""
        self._lines = {place + by if place >= start else place: line for place, line in self._lines.items()}
        self._places = {line.id: place for place, line in self._lines.items()}
        if self.end is not None:
            self.end += by

    def _is_pinned(self, place: int) -> bool:
        line = self._lines.get(place)
        return line is not None and line.id in self._pins

    def _pins_before(self, place: int) -> int:
        return sum(1 for id in self._pins if self._places[id] < place)

    def _place_of(self, offset: int) -> int:
        """The place of an offset among the lines that are not pinned; where the list begins must be known."""
        place = (self.first or 0) + offset
        for pinned in sorted(self._places[id] for id in self._pins):
            if pinned > place:
                break
            place += 1
        return place

    def _free(self, place: int, step: int) -> int:
        """The nearest place from one on, in a direction, that is not a pinned line's."""
        while self._is_pinned(place):
            place += step
        return place

    # windows -----------------------------------------------------------------------------------------------

    def put(self, window: Window[L], anchor: Anchor) -> int:
        """Keep a window's lines.

        Args:
            window: The lines.
            anchor: What was asked for: it says where they belong when their offset is not known.

        Returns:
            The place of the first line.
        """
        lines = [line for line in window.lines if line.id not in self._pins]
        places = self._laid(window, lines, anchor)
        if places is None:  # nothing at hand touches it: it is all there is now
            total = None if self._total is None else self._total + len(self._pins)
            self.clear()
            self._total = total
            lines = list(window.lines)
            places = list(range(len(lines)))
        start = places[0] if places else self._begin(window, lines, anchor) or 0
        end = places[-1] + 1 if places else start
        for place, line in zip(places, lines, strict=True):
            self._set(place, line)
        if window.offset >= 0:
            self.first = start - window.offset - self._pins_before(start)
        elif not window.more_before and (window.lines or anchor.edge in {"start", "around"}):
            self.first = start - self._pins_before(start)
        elif window.more_before and self.first is not None and start <= self.first:
            self.first = None  # it was only thought to be there
        if not window.more_after and (window.lines or anchor.edge != "before"):
            self.end = end + len(self._pins) - self._pins_before(end)
        elif self.first is not None and self._total is not None:
            self.end = max(self.first + self._total + len(self._pins), end)
        elif window.more_after and self.end is not None and end >= self.end:
            self.end = None
        if self.first is None and self.end is not None and self._total is not None:
            self.first = self.end - self._total - len(self._pins)
        self._trim(start, end)
        return start

    def missing(self, places: range) -> Anchor | None:
        """What to ask for so that the places get their lines.

        Returns:
            Where the window should begin; ``None`` when all that exist are at hand.
        """
        low = places.start if self.first is None else max(places.start, self.first)
        high = places.stop if self.end is None else min(places.stop, self.end)
        gaps = [place for place in range(low, high) if place not in self._lines]
        return self._anchor(gaps[0], gaps[-1]) if gaps else None

    def _anchor(self, first: int, last: int) -> Anchor:
        """The cheapest question whose answer holds the places from the first to the last."""
        before, after = self._free(first - 1, -1), self._free(last + 1, 1)
        if line := self._lines.get(before):
            return Anchor("after", line.id)
        if line := self._lines.get(after):
            return Anchor("before", line.id)
        if self.end is not None and after >= self.end:
            return Anchor("end")
        if self.first is not None and before >= self.first:
            return Anchor("at", offset=first - self.first - self._pins_before(first))
        return Anchor("start")

    def _laid(self, window: Window[L], lines: list[L], anchor: Anchor) -> list[int] | None:
        """The places of a window's lines that are not pinned; ``None`` if that cannot be said."""
        begin = self._begin(window, lines, anchor)
        if begin is None:
            return None
        places: list[int] = []
        for _ in lines:
            place = self._free(places[-1] + 1 if places else begin, 1)
            places.append(place)
        return places

    def _begin(self, window: Window[L], lines: list[L], anchor: Anchor) -> int | None:
        """Where the first line of a window belongs; ``None`` if that cannot be said."""
        if window.offset >= 0 and self.first is not None:
            return self._place_of(window.offset)
        if anchor.edge == "after":
            beside = self._places.get(anchor.id)
            return None if beside is None else self._free(beside + 1, 1)
        if anchor.edge == "before":
            beside = self._places.get(anchor.id)
            return None if beside is None else self._back(beside, len(lines))
        if anchor.edge == "end":
            return None if self.end is None else self._back(self.end, len(lines))
        if anchor.edge == "around":
            known = ((self._places.get(line.id), at) for at, line in enumerate(lines))
            return next((self._back(place, at) for place, at in known if place is not None), None)
        return None if self.first is None else self._place_of(anchor.offset)

    def _back(self, place: int, count: int) -> int:
        """The place so many lines that are not pinned before one."""
        for _ in range(count):
            place = self._free(place - 1, -1)
        return place

    def _set(self, place: int, line: L) -> None:
        old = self._lines.get(place)
        if old is not None and self._places.get(old.id) == place:
            del self._places[old.id]
        elsewhere = self._places.get(line.id)
        if elsewhere is not None and elsewhere != place:
            self._lines.pop(elsewhere, None)
        self._lines[place] = line
        self._places[line.id] = place

    def _trim(self, start: int, end: int) -> None:
        if len(self._lines) <= KEPT:
            return
        middle = (start + end) // 2
        loose = (place for place, line in self._lines.items() if line.id not in self._pins)
        self._drop(sorted(loose, key=lambda place: abs(place - middle))[KEPT * 2 // 3 :])

    def _drop(self, places: Iterable[int]) -> None:
        for place in places:
            del self._places[self._lines.pop(place).id]
