"""Every statement that goes by name."""

from __future__ import annotations

from typing import Any

from app.domain import areas
from app.domain.core.area import resolve
from app.domain.fields.kinds import KINDS
from app.domain.store.named import Named, built_statements


def every_statement() -> tuple[Named[Any], ...]:
    """Each of them, in the order of their names."""
    for area in areas.every():
        for module in (area.kinds, area.statements):
            if module:
                resolve(module)
    lookups = (each for kind in KINDS.values() for each in kind.lookups)
    return tuple(sorted((*built_statements(), *lookups), key=lambda each: each.name))
