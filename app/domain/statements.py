"""Every statement that goes by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain import areas
from app.domain.core.area import resolve
from app.domain.store.reading import NAMED


def every_statement() -> Mapping[str, Callable[[], Any]]:
    """What builds each of them, by its name."""
    for area in areas.every():
        for module in (area.kinds, area.statements):
            if module:
                resolve(module)
    return NAMED
