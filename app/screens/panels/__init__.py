"""The panels of a record, one module an area: what each shows, where it stands, and what can be done in it."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from app.domain import areas
from app.domain.core.area import resolve

if TYPE_CHECKING:
    from app.domain.overview.rows import Part
    from app.screens.spec import Panel


def every_panel() -> tuple[Panel, ...]:
    """The panels that the areas name, in the order in which the focus goes through them.

    Raises:
        ValueError: Two have the same name.
    """
    panels: list[Panel] = [resolve(place) for area in areas.every() for place in area.panels]
    ids = [panel.id for panel in panels]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise ValueError(f"two panels are called {', '.join(twice)}")
    return tuple(sorted(panels, key=attrgetter("turn")))


def panels_of(kind: str) -> tuple[Panel, ...]:
    """The panels on a kind of record."""
    return tuple(panel for panel in every_panel() if kind in panel.kinds)


def parts_of(panels: Iterable[Panel]) -> tuple[Part[Any], ...]:
    """What these panels show of a record, each part once."""
    return tuple({part.name: part for panel in panels for part in panel.parts}.values())
