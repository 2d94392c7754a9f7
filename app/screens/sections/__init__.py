"""The sections of Setup, one module an area: what each lists, and what can be done with it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from app.domain import areas
from app.domain.core.area import resolve

if TYPE_CHECKING:
    from app.screens.spec import Section


def every_section() -> tuple[Section, ...]:
    """The sections that the areas name, in their order at the left.

    Raises:
        ValueError: Two have the same name.
    """
    sections: list[Section] = [resolve(place) for area in areas.every() for place in area.sections]
    if len({each.id for each in sections}) < len(sections):
        raise ValueError("two sections have the same name")
    return tuple(sorted(sections, key=attrgetter("turn")))
