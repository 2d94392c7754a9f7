"""The catalogue: the commands of the program and of every area, in the order of the help."""

from __future__ import annotations

from app.commands import coach, dialogs, editing, everywhere, moving
from app.commands.command import Command, turn_of
from app.domain import areas
from app.domain.core.area import resolve


def every_command() -> tuple[Command, ...]:
    """Every command there is, by group and turn; those of one turn as their areas stand."""
    found: list[Command] = []
    for area in areas.every():
        if area.commands:
            found += resolve(area.commands).COMMANDS
    found += (*moving.COMMANDS, *everywhere.COMMANDS, *coach.COMMANDS, *dialogs.COMMANDS, *editing.COMMANDS)
    return tuple(sorted(found, key=lambda each: (turn_of(each.group), each.turn)))
