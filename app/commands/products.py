"""Commands on products: those of interest to a lead."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

_EDITS: Final = ("lead.edit", "opportunity.edit")

COMMANDS: Final = (
    Command(
        "interest.add", "Add product of interest", ("n", "+"), "Notes a product that the lead asks about.",
        "Products of interest", ("interests",), over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "interest.edit", "Edit product of interest", ("e", "enter"), "Changes quantity and notes.",
        "Products of interest", ("interests",), over=(*_EDITS, "open"), in_key_line=21, short="edit", writes=True,
        on_item=True,
    ),
    Command(
        "interest.remove", "Remove product of interest", ("delete", "backspace"), "The lead asks about it no longer.",
        "Products of interest", ("interests",), over=("lead.delete",), dangerous=True, in_key_line=22, short="remove",
        writes=True, on_item=True,
    ),
)  # fmt: skip
