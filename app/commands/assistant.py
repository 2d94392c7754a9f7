"""Commands on the assistant's cards."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.words import in_context

COMMANDS: Final = (
    Command(
        "assistant.act", in_context("command", "Do it"), ("enter",), "Does what the card proposes.", "Assistant",
        ("assistant",), over=("open",), in_key_line=20, short="do it", on_item=True,
    ),
    Command(
        "assistant.snooze", "Snooze", ("z",), "Hides the card for a while.", "Assistant", ("assistant",),
        in_key_line=21, short="snooze", writes=True, on_item=True,
    ),
    Command(
        "assistant.dismiss", "Dismiss", ("x",), "Takes the card away; it can be undone.", "Assistant",
        ("assistant",), in_key_line=22, short="dismiss", writes=True, on_item=True,
    ),
)  # fmt: skip
