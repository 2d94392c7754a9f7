"""Commands on customers."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

COMMANDS: Final = (
    Command(
        "customer.edit", "Edit customer", ("e",), "Changes the fields of the customer.", "Customer", ("customer",),
        writes=True, in_key_line=40, short="edit",
    ),
)  # fmt: skip
