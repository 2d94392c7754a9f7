"""Commands on competitors."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

_EDITS: Final = ("lead.edit", "opportunity.edit")

COMMANDS: Final = (
    Command(
        "competitor.add", "Add competitor", ("n", "+"), "Notes who else is asked.", "Competitors", ("competitors",),
        over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "competitor.edit", "Edit competitor", ("e", "enter"), "Changes how sure it is, and notes.", "Competitors",
        ("competitors",), over=(*_EDITS, "open"), in_key_line=21, short="edit", writes=True, on_item=True,
    ),
    Command(
        "competitor.remove", "Remove competitor", ("delete", "backspace"), "Takes them off; the competitor stays.",
        "Competitors", ("competitors",), over=("lead.delete",), dangerous=True, in_key_line=22, short="remove",
        writes=True, on_item=True,
    ),
)  # fmt: skip
