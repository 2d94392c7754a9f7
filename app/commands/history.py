"""Commands on the log of changes."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

COMMANDS: Final = (
    Command(
        "undo", "Undo", ("u", "ctrl+z"), "Takes the last change back.", "Leadline", in_key_line=80, short="undo",
        turn=10, writes=True,
    ),
    Command("redo", "Redo", ("ctrl+r", "ctrl+y"), "Does again what was undone.", "Leadline", turn=10, writes=True),
    Command("history", "History of changes", ("U",), "Shows the last changes; any can be undone.", "Leadline", turn=10),
)  # fmt: skip
