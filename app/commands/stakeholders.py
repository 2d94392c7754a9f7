"""Commands on stakeholders."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

_EDITS: Final = ("lead.edit", "opportunity.edit")

COMMANDS: Final = (
    Command(
        "stakeholder.add", "Add stakeholder", ("n", "+"), "Adds somebody with a say in the decision.", "Stakeholders",
        ("stakeholders",), over=("lead.add",), in_key_line=20, short="add", writes=True,
    ),
    Command(
        "stakeholder.edit", "Edit stakeholder", ("e", "enter"), "Changes role, influence and attitude.", "Stakeholders",
        ("stakeholders",), over=(*_EDITS, "open"), in_key_line=21, short="edit", writes=True, on_item=True,
    ),
    Command(
        "stakeholder.remove", "Remove stakeholder", ("delete", "backspace"), "Takes them off; the contact stays.",
        "Stakeholders", ("stakeholders",), over=("lead.delete",), dangerous=True, in_key_line=22, short="remove",
        writes=True, on_item=True,
    ),
)  # fmt: skip
