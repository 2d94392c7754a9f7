"""Where the panes of the workspace go: three columns, two, or one, by the width of the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from textual.geometry import Region, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement

from app.domain.core.frozen import frozen

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget

    from app.screens.spec import Panel

Form = Literal["three", "two", "one"]

WIDE, MEDIUM = 140, 100
"""The least columns for three columns, and for two."""
ROOMY = 160
"""Beyond so many columns, half of what there is more goes to the list, and a fifth to the panels at the right."""
SMALLEST = (40, 10)
"""The smallest terminal the workspace can be drawn in: columns and rows."""

#: The fewest cells of the list where it stands beside the record.
LEAST_LIST = 24

#: The least lines of a panel, and of the one below the others, which takes what they leave.
_PANEL_LEAST = 4
_LAST_LEAST = 6
#: The lines of the tabs, their rule included.
_TABS = 2

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


def columns(size: Size, form: Form, wider: int = 0) -> tuple[Region, Region, Region]:
    """The regions of the three columns between the rows at the top and at the bottom; unused ones are empty.

    Args:
        size: Of the terminal.
        form: How many columns there are.
        wider: By how many cells the user made the list wider.
    """
    top, bottom = 2, size.height - 2
    height = max(bottom - top, 0)
    if form == "one":
        whole = Region(0, top, size.width, height)
        return whole, whole, Region()
    spare = max(size.width - ROOMY, 0)
    left = 32 + spare // 2 if form == "three" else min(36, size.width // 3)
    right = max(33, (size.width - spare) // 4 + spare // 5) if form == "three" else 0
    left = min(max(left + wider, min(left, LEAST_LIST)), max(left, (size.width - right) // 2))
    middle = size.width - left - right
    return (
        Region(0, top, left, height),
        Region(left, top, middle, height),
        Region(left + middle, top, right, height) if right else Region(),
    )


def middle_of(panels: Sequence[Panel]) -> Panel:
    """The panel below the rows at the top: the first of those that may stand there."""
    return next(panel for panel in panels if panel.column == "middle")


def right_of(panels: Sequence[Panel]) -> tuple[Panel, ...]:
    """The panels at the right: those made for it, then what may stand in the middle but is not the first."""
    made = [panel for panel in panels if panel.column == "right"]
    middle = middle_of(panels)
    return (*made, *(panel for panel in panels if panel.column == "middle" and panel is not middle))


def is_too_small(size: Size) -> bool:
    """Whether the terminal leaves no room for the workspace."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


def lines_for(panel: Panel, items: int) -> int:
    """The lines a panel can fill at the right: its rule and title, and two for each item or for a notice."""
    return min(2 + max(2 * items, 2), panel.most) + panel.spare


@frozen
class LayoutState:
    """What a screen with one record shows just now.

    Attributes:
        panels: Those of the record.
        open_record: With one column: whether the record is shown rather than the list.
        panel: The id of the panel chosen among the tabs.
        lines: With three columns: the lines that each panel at the right can fill, by id.
        wider: By how many cells the user made the list wider.
        is_wide: Whether the list has the whole width, and the record too when it is shown.
    """

    panels: Sequence[Panel]
    open_record: bool
    panel: str
    lines: Mapping[str, int]
    wider: int = 0
    is_wide: bool = False


def is_alone(size: Size, state: LayoutState) -> bool:
    """Whether the list and the record take turns in one place."""
    return state.is_wide or form_of(size.width) == "one"


def hides_list(size: Size, state: LayoutState) -> bool:
    """Whether the record stands where the list would."""
    return state.open_record and is_alone(size, state)


def tabs(size: Size, state: LayoutState) -> tuple[Panel, ...]:
    """The panels that share a place, of which one is seen, in order; none where all stand by themselves."""
    form = form_of(size.width)
    if form == "one":
        return tuple(panel for panel in state.panels if panel.column != "head")
    right = right_of(state.panels)
    if form == "two":
        return right
    standing = _standing(right, state.lines, columns(size, form, state.wider)[2].height)
    crowded = tuple(panel for panel in right if panel.id not in standing)
    return crowded if len(crowded) > 1 else ()


def regions(size: Size, state: LayoutState) -> dict[str, Region]:
    """The place of every pane that is shown, by id."""
    if is_too_small(size):
        return {"message": Region(0, 0, size.width, 1)}
    form = form_of(size.width)
    left, middle, right = columns(size, form, state.wider)
    places = {
        "top": Region(0, 0, size.width, 1),
        "views": Region(0, 1, size.width, 1),
        "message": Region(0, size.height - 2, size.width, 1),
        "keys": Region(0, size.height - 1, size.width, 1),
    }
    if state.is_wide and not state.open_record:
        return {**places, "list": Region(0, left.y, size.width, left.height)}
    if state.is_wide:
        middle = Region(0, middle.y, size.width - right.width, middle.height)
    elif form != "one" or not state.open_record:
        places["list"] = left
    if form != "one" or state.open_record:
        places |= _record(middle, form, state)
    if form == "three":
        places |= _stacked(right, state, tabs(size, state))
    return places


def _record(area: Region, form: Form, state: LayoutState) -> dict[str, Region]:
    """The record's own panes in the middle column."""
    x, y, width, height = area
    places = {}
    for panel in state.panels:
        if panel.column == "head":
            places[panel.id] = Region(x, y, width, panel.height)
            y, height = y + panel.height, height - panel.height
    middle = middle_of(state.panels).id
    if form == "three":
        places[middle] = Region(x, y, width, height)
        return places
    places["panels"] = Region(x, y, width, _TABS)
    y, height = y + _TABS, height - _TABS
    if form == "one" or state.panel == middle:
        places[state.panel] = Region(x, y, width, height)
        return places
    share = min(max(height // 3, 6), 11)
    places[state.panel] = Region(x, y, width, share)
    places[middle] = Region(x, y + share, width, height - share)
    return places


def _standing(panels: Sequence[Panel], lines: Mapping[str, int], height: int) -> dict[str, int]:
    """The lines of the panels that stand by themselves one above the other, by id; the last is left out."""
    standing: dict[str, int] = {}
    for panel in panels:
        fitting = min(lines.get(panel.id, panel.most), max(height - _LAST_LEAST, 0))
        if panel.most and fitting >= _PANEL_LEAST:
            standing[panel.id] = fitting
            height -= fitting
    return standing


def _stacked(area: Region, state: LayoutState, crowded: Sequence[Panel]) -> dict[str, Region]:
    """The panels of the right column, one above the other; the last, or the one chosen of tabs, takes the rest."""
    x, y, width, height = area
    right = right_of(state.panels)
    places: dict[str, Region] = {}
    for name, lines in _standing(right, state.lines, height).items():
        places[name] = Region(x, y, width, lines)
        y, height = y + lines, height - lines
    if crowded:
        places["panels"] = Region(x, y, width, _TABS)
        y, height = y + _TABS, height - _TABS
    last = next((panel for panel in crowded if panel.id == state.panel), crowded[0] if crowded else right[-1])
    places[last.id] = Region(x, y, width, height)
    return places
