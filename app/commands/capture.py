"""Commands that read files."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

COMMANDS: Final = (
    Command(
        "import.file", "Import a file", ("I",), "Reads leads from a CSV file or a workbook.", "Leadline", writes=True
    ),
)
