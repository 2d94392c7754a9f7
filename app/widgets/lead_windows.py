"""The part of an endless list that is at hand: lines by their place, filled window by window."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.leads.rows import Anchor, LeadLine, LeadWindow

#: Lines kept; those furthest from the view are let go.
KEPT = 3_000


class Spot(NamedTuple):
    """Where the cursor is: on which lead, and in which row of the view."""

    id: str = ""
    row: int = 0


class LeadWindows:
    """Lines by place, where a place is a number that grows by one from line to line.

    Places count from an origin of their own: a window whose offset in the whole list is not known can
    still be shown. ``first`` and ``end`` are the places of the list's first line and behind its last
    one, as soon as they are known.
    """

    def __init__(self) -> None:
        self._lines: dict[int, LeadLine] = {}
        self._places: dict[str, int] = {}
        self._total: int | None = None
        self.expected: int | None = None
        """How many lines the list had before it changed: shown until it is counted anew, and no place depends on it."""
        self.first: int | None = None
        self.end: int | None = None

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, place: int) -> LeadLine | None:
        """The line at a place, if it is at hand."""
        return self._lines.get(place)

    def place(self, id: str) -> int | None:
        """The place of a lead, if it is at hand."""
        return self._places.get(id)

    @property
    def total(self) -> int | None:
        """How many lines the whole list has, if that is known."""
        if self.first is not None and self.end is not None:
            return self.end - self.first
        return self.expected if self._total is None else self._total

    def set_total(self, total: int) -> None:
        """Say how many lines the whole list has."""
        self._total = total
        if self.first is not None:
            self.end = self.first + total
        elif self.end is not None:
            self.first = self.end - total

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
            return f"{total:,} in all"
        first = top - self.first + 1
        return f"{first:,}{to}{min(first + lines - 1, total):,} of {total:,}"

    def clear(self) -> None:
        """Forget all lines, and where the list begins and ends."""
        self._lines.clear()
        self._places.clear()
        self.first = self.end = self._total = None

    def put(self, window: LeadWindow, anchor: Anchor) -> int:
        """Keep a window's lines.

        Args:
            window: The lines.
            anchor: What was asked for: it says where they belong when their offset is not known.

        Returns:
            The place of the first line.
        """
        start = self._start(window, anchor)
        if start is None:  # nothing at hand touches it: it is all there is now
            total = self._total
            self.clear()
            self._total = total
            start = 0
        for place, line in enumerate(window.lines, start):
            self._set(place, line)
        end = start + len(window.lines)
        if window.offset >= 0:
            self.first = start - window.offset
        elif not window.more_before and (window.lines or anchor.edge in {"start", "around"}):
            self.first = start
        elif window.more_before and self.first is not None and start <= self.first:
            self.first = None  # it was only thought to be there
        if not window.more_after and (window.lines or anchor.edge != "before"):
            self.end = end
        elif self.first is not None and self._total is not None:
            self.end = max(self.first + self._total, end)
        elif window.more_after and self.end is not None and end >= self.end:
            self.end = None
        if self.first is None and self.end is not None and self._total is not None:
            self.first = self.end - self._total
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
        if before := self._lines.get(first - 1):
            return Anchor("after", before.id)
        if after := self._lines.get(last + 1):
            return Anchor("before", after.id)
        if self.end is not None and last == self.end - 1:
            return Anchor("end")
        if self.first is not None and first != self.first:
            return Anchor("at", offset=first - self.first)
        return Anchor("start")

    def _start(self, window: LeadWindow, anchor: Anchor) -> int | None:
        """Where a window belongs; ``None`` if that cannot be said."""
        count = len(window.lines)
        if anchor.edge in {"after", "before"}:
            beside = self._places.get(anchor.id)
            start = None if beside is None else beside + 1 if anchor.edge == "after" else beside - count
        elif anchor.edge == "end":
            start = None if self.end is None else self.end - count
        elif anchor.edge == "around":
            known = ((self._places.get(line.id), at) for at, line in enumerate(window.lines))
            start = next((place - at for place, at in known if place is not None), None)
        else:
            start = None if self.first is None else self.first + anchor.offset
        if window.offset >= 0 and self.first is not None:
            return self.first + window.offset
        return start

    def _set(self, place: int, line: LeadLine) -> None:
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
        self._drop(sorted(self._lines, key=lambda place: abs(place - middle))[KEPT * 2 // 3 :])

    def _drop(self, places: Iterable[int]) -> None:
        for place in places:
            del self._places[self._lines.pop(place).id]
