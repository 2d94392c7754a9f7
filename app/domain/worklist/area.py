"""The work list: what is to be done, whoever brought it, and the records that users follow."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Personal

WORKLIST: Final = Area(
    "worklist",
    records="app.domain.worklist.records",
    rights=(("following", Personal()),),
    services=(("worklist", "app.domain.worklist.service:WorkListService"),),
    settings=("app.domain.worklist.settings:SETTINGS",),
    commands="app.commands.worklist",
    nouns=(Noun("worklist", "app.cli.worklist", turn=9),),
)
