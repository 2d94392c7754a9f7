"""Commands of research."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

COMMANDS: Final = (
    Command(
        "research.pages", "Pages about the record", ("f2",), "Opens a page that may tell more; the form stays.",
        "Dialogs", ("research",), short="pages",
    ),
)  # fmt: skip
