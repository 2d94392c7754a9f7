"""Commands on opportunities."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

COMMANDS: Final = (
    Command(
        "opportunity.edit", "Edit opportunity", ("e",), "Changes the fields of the opportunity.", "Opportunity",
        ("opportunity",), in_key_line=40, writes=True,
    ),
    Command(
        "opportunity.win", "Close as won", ("W",), "Closes it with revenue and date.", "Opportunity", ("opportunity",),
        in_key_line=50, short="won", writes=True,
    ),
    Command(
        "opportunity.lose", "Close as lost", ("L",), "Closes it with reason and competitor.", "Opportunity",
        ("opportunity",), dangerous=True, in_key_line=51, short="lost", writes=True,
    ),
    Command(
        "opportunity.hold", "Put on hold", ("Z",), "Lets it rest, or takes it up again.", "Opportunity",
        ("opportunity",), writes=True,
    ),
    Command(
        "opportunity.reopen", "Reopen", ("A",), "Opens a closed opportunity again.", "Opportunity",
        ("opportunity",), writes=True,
    ),
)  # fmt: skip
