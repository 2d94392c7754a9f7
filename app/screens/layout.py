"""Where the panes of the workspace go: three columns, two, or one, by the width of the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from textual.geometry import Region, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement

from app.domain.core.frozen import frozen

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget

Form = Literal["three", "two", "one"]

WIDE, MEDIUM = 140, 100
"""The least columns for three columns, and for two."""
SMALLEST = (40, 10)
"""The smallest terminal the workspace can be drawn in: columns and rows."""

#: The least lines of a panel, and of the details below the others.
_PANEL_LEAST = 4
_DETAILS_LEAST = 6

Place = Callable[["Size"], Mapping[str, Region]]
"""Finds the region of each pane, by id, for the size of the terminal."""


def form_of(width: int) -> Form:
    """How many columns fit."""
    return "three" if width >= WIDE else "two" if width >= MEDIUM else "one"


class PlacedLayout(Layout):
    """Puts each pane where a function says; a pane without a place is not shown.

    One flat layout costs less to start and to repaint than containers in containers, and lets the same
    panes stand elsewhere in another size without being made anew.
    """

    name = "placed"

    def __init__(self, place: Place) -> None:
        """Lay out by a function of the size."""
        self._place = place

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002, FBT002 - Textual's signature
        """Every pane in its place."""
        regions = self._place(size)
        none = Spacing()
        zero = Region().offset
        return [
            WidgetPlacement(regions[child.id], zero, none, child)
            for child in children
            if child.id is not None and child.id in regions
        ]


def columns(size: Size, form: Form) -> tuple[Region, Region, Region]:
    """The regions of the three columns between the rows at the top and at the bottom; unused ones are empty."""
    top, bottom = 2, size.height - 2
    height = max(bottom - top, 0)
    if form == "one":
        whole = Region(0, top, size.width, height)
        return whole, whole, Region()
    left = 32 if form == "three" else min(36, size.width // 3)
    right = max(33, size.width // 4) if form == "three" else 0
    middle = size.width - left - right
    return (
        Region(0, top, left, height),
        Region(left, top, middle, height),
        Region(left + middle, top, right, height) if right else Region(),
    )


def is_too_small(size: Size) -> bool:
    """Whether the terminal leaves no room for the workspace."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


def lines_for(items: int, *, most: int) -> int:
    """The lines a panel needs: its rule and title, and two for each item or for a notice."""
    return min(2 + max(2 * items, 2), most)


@frozen
class Shown:
    """What a screen with one record shows just now.

    Attributes:
        open_record: With one column: whether the record is shown rather than the list.
        panel: With less than three columns: the panel chosen.
        shares: With three: the lines that assistant, stakeholders and competitors can fill.
    """

    open_record: bool
    panel: str
    shares: tuple[int, int, int]


def regions(size: Size, shown: Shown) -> dict[str, Region]:
    """The place of every pane that is shown, by id."""
    if is_too_small(size):
        return {"message": Region(0, 0, size.width, 1)}
    form = form_of(size.width)
    left, middle, right = columns(size, form)
    places = {
        "top": Region(0, 0, size.width, 1),
        "views": Region(0, 1, size.width, 1),
        "message": Region(0, size.height - 2, size.width, 1),
        "keys": Region(0, size.height - 1, size.width, 1),
    }
    if form != "one" or not shown.open_record:
        places["list"] = left
    if form != "one" or shown.open_record:
        places |= _record(middle, form, shown.panel)
    if form == "three":
        places |= _stacked(right, shown.shares)
    return places


def _record(area: Region, form: Form, panel: str) -> dict[str, Region]:
    """The record's own panes in the middle column."""
    x, y, width, height = area
    places = {"header": Region(x, y, width, 3), "stages": Region(x, y + 3, width, 2)}
    y, height = y + 5, height - 5
    if form == "three":
        places["timeline"] = Region(x, y, width, height)
        return places
    places["panels"] = Region(x, y, width, 2)
    y, height = y + 2, height - 2
    if form == "one" or panel == "timeline":
        places[panel] = Region(x, y, width, height)
        return places
    share = min(max(height // 3, 6), 11)
    places[panel] = Region(x, y, width, share)
    places["timeline"] = Region(x, y + share, width, height - share)
    return places


def _stacked(area: Region, shares: tuple[int, int, int]) -> dict[str, Region]:
    """The panels of the right column, one above the other; the details take the rest."""
    x, y, width, height = area
    places: dict[str, Region] = {}
    left = height
    for name, share in zip(("assistant", "stakeholders", "competitors"), shares, strict=True):
        fitting = min(share, max(left - _DETAILS_LEAST, 0))
        if fitting >= _PANEL_LEAST:
            places[name] = Region(x, y + height - left, width, fitting)
            left -= fitting
    places["details"] = Region(x, y + height - left, width, left)
    return places
