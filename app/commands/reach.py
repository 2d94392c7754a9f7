"""Commands on the emails, phones and addresses of a record, and on the users."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.domain.core.roles import MANAGE_USERS

_EDITS: Final = ("lead.edit", "opportunity.edit", "customer.edit")

COMMANDS: Final = (
    Command(
        "reach.add", "Add email, phone or address", ("n", "+"), "Adds a further one.", "Contact points", ("reach",),
        over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "reach.edit", "Edit email, phone or address", ("e", "enter"), "Changes it, and what it is called.",
        "Contact points", ("reach",), over=(*_EDITS, "open"), in_key_line=21, short="edit", writes=True, on_item=True,
    ),
    Command(
        "reach.primary", "Make primary", ("P",), "Puts it first; the one before stays.", "Contact points", ("reach",),
        in_key_line=22, short="make primary", writes=True, on_item=True,
    ),
    Command(
        "reach.remove", "Remove email, phone or address", ("delete", "backspace"),
        "Takes it away; of several the next one is primary then.", "Contact points", ("reach",),
        over=("lead.delete",), dangerous=True, in_key_line=23, short="remove", writes=True, on_item=True,
    ),
    Command(
        "user.add", "Add user", ("n", "+"), "Adds a colleague.", "Setup", ("setup_users",), over=("lead.add",),
        in_key_line=20, short="add", writes=True,
    ),
    Command(
        "user.edit", "Edit user", ("e", "enter"), "Changes role, login, and whether they work here.", "Setup",
        ("setup_users",), over=("open",), in_key_line=21, short="edit", writes=True, needs=MANAGE_USERS, on_item=True,
    ),
)  # fmt: skip
