"""Where the panes of the workspace go: three columns, two, or one, by the width of the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from textual.geometry import Region, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget

Form = Literal["three", "two", "one"]

WIDE, MEDIUM = 140, 100
"""The least columns for three columns, and for two."""
SMALLEST = (40, 10)
"""The smallest terminal the workspace can be drawn in: columns and rows."""

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
