"""The panels of a record, one module an area: what each shows, where it stands, and what can be done in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.screens.panels.assistant import ASSISTANT
from app.screens.panels.competitors import COMPETITORS
from app.screens.panels.details import DETAILS
from app.screens.panels.header import HEADER
from app.screens.panels.stages import STAGES
from app.screens.panels.stakeholders import STAKEHOLDERS
from app.screens.panels.timeline import TIMELINE

if TYPE_CHECKING:
    from app.domain.overview.rows import Part
    from app.screens.spec import Panel

PANELS: list[Panel] = [HEADER, STAGES, TIMELINE, ASSISTANT, STAKEHOLDERS, COMPETITORS, DETAILS]
"""Every panel, in the order in which the focus goes through them; an area adds its own by ``add_panel``."""


def add_panel(panel: Panel, *, before: str = DETAILS.id) -> None:
    """Have a panel stand on every record of its kinds, on screens made from now on.

    Args:
        panel: The panel.
        before: The id of the one it stands before.

    Raises:
        ValueError: There is a panel of that name already.
    """
    ids = [each.id for each in PANELS]
    if panel.id in ids:
        raise ValueError(f"two panels are called {panel.id}")
    PANELS.insert(ids.index(before), panel)


def panels_of(kind: str) -> tuple[Panel, ...]:
    """The panels on a kind of record."""
    return tuple(panel for panel in PANELS if kind in panel.kinds)


def parts_of(panels: Iterable[Panel]) -> tuple[Part[Any], ...]:
    """What these panels show of a record, each part once."""
    return tuple({part.name: part for panel in panels for part in panel.parts}.values())
