"""The section of processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.core.roles import DEFINE_PROCESSES
from app.screens.actions.definitions import DefinitionActions
from app.screens.spec import Section
from app.widgets.definitions import Definitions, Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.process.rows import DefinitionLine
    from app.workspace import Workspace


def _read(space: Workspace) -> Sequence[DefinitionLine]:
    return space.definitions.list()


PROCESSES: Final = Section(
    "processes",
    "Processes",
    Definitions,
    Outline,
    _read,
    frozenset({"process_definition", "process_instance"}),
    "setup_processes",
    (DefinitionActions,),
    DEFINE_PROCESSES,
    turn=10,
)
