"""Commands on teams, and on the time off of colleagues."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.domain.core.roles import MANAGE_TEAMS

COMMANDS: Final = (
    Command(
        "teams.add", "Add team", ("n", "+"), "Makes a team of colleagues.", "Setup", ("setup_teams",),
        over=("lead.add",), in_key_line=20, short="add", writes=True, needs=MANAGE_TEAMS,
    ),
    Command(
        "teams.edit", "Edit team", ("e", "enter"), "Changes its name, and who is in it.", "Setup", ("setup_teams",),
        over=("open",), in_key_line=21, short="edit", writes=True, needs=MANAGE_TEAMS, on_item=True,
    ),
    Command(
        "teams.remove", "Delete team", ("delete", "backspace"), "Dissolves it; its members stay.", "Setup",
        ("setup_teams",), dangerous=True, in_key_line=22, short="delete", writes=True, needs=MANAGE_TEAMS,
        on_item=True,
    ),
    Command(
        "time_off.add", "Note time off", ("o",), "Says from when until when somebody does not work.", "Setup",
        ("setup_users",), in_key_line=22, short="time off", writes=True, on_item=True,
    ),
    Command(
        "time_off.remove", "Remove time off", ("delete", "backspace"), "Takes the next time off away again.", "Setup",
        ("setup_users",), dangerous=True, in_key_line=23, short="remove time off", writes=True, on_item=True,
    ),
)  # fmt: skip
