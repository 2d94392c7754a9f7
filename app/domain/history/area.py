"""History: what was done, by whom, and taking it back."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun

HISTORY: Final = Area(
    "history",
    services=(("log", "app.domain.history.service:LogService"),),
    commands="app.commands.history",
    nouns=(
        Noun("undo", "app.cli.changes", turn=24, alone=True),
        Noun("redo", "app.cli.changes", turn=25, alone=True),
        Noun("history", "app.cli.changes", turn=26, alone=True),
    ),
)
