"""Commands that search."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

COMMANDS: Final = (
    Command("search.here", "Search here", ("/",), "Narrows the list as you type.", "Find"),
    Command("search.everything", "Search everything", ("ctrl+f",), "Finds any record by any word.", "Find"),
    Command(
        "record.everything", "Everything of this prospect", ("Y",), "Shows all we hold of them, and why it is theirs.",
        "Find", ("lead", "opportunity"), words=("360", "related", "whole view"),
    ),
    Command(
        "search.keep", "Keep the search", ("enter",), "Goes to what was found.", "Find", ("search",), in_key_line=1,
        short="keep",
    ),
    Command(
        "search.leave", "Leave the search", ("escape",), "Shows the whole list again.", "Find", ("search",),
        over=("back",), in_key_line=2, short="leave",
    ),
)  # fmt: skip
