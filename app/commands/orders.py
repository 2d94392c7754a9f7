"""Commands on sales orders."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.words import in_context

COMMANDS: Final = (
    Command(
        "order.edit", "Edit order", ("e",), "Changes its fields.", "Order", ("order",), record="open", writes=True,
        in_key_line=40, short="edit",
    ),
    Command(
        "order.confirm", "Confirm order", ("C",), "Confirms it: the customer is made, the lead has bought.", "Order",
        ("order",), record="open", writes=True, in_key_line=41, short=in_context("key line", "confirm"),
    ),
    Command(
        "order.cancel", "Cancel order", ("X",), "Cancels it; its quantities are free again.", "Order", ("order",),
        record="open", dangerous=True, writes=True, in_key_line=51, short="cancel",
    ),
    Command(
        "order.pdf", "Print order confirmation", ("P",), "Makes its PDF, in English or Arabic.", "Order", ("order",),
        in_key_line=44, short=in_context("key line", "PDF"),
    ),
)  # fmt: skip
