"""Commands on assignment rules in Setup."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.domain.core.roles import MANAGE_RULES
from app.words import in_context

_IN_SETUP: Final = ("setup_rules",)

COMMANDS: Final = (
    Command(
        "rule.add", "Add rule", ("n", "+"), "Makes a rule that gives leads out.", "Setup", _IN_SETUP,
        over=("lead.add",), in_key_line=20, short="add", writes=True, needs=MANAGE_RULES,
    ),
    Command(
        "rule.edit", "Edit rule", ("e", "enter"), "Changes which leads it is for, and who gets them.", "Setup",
        _IN_SETUP, over=("open",), in_key_line=21, short="edit", writes=True, needs=MANAGE_RULES, on_item=True,
    ),
    Command(
        "rule.simulate", "Simulate rules", ("s",), "Shows whom leads without an owner would get; nothing is written.",
        "Setup", _IN_SETUP, in_key_line=22, short=in_context("key line", "simulate"),
    ),
    Command(
        "rule.run", "Give leads out", ("R",), "Gives leads without an owner out by the rules.", "Setup", _IN_SETUP,
        in_key_line=23, short=in_context("key line", "give out"), writes=True, needs=MANAGE_RULES,
    ),
    Command(
        "rule.unassigned", "Leads without an owner", ("w",), "Shows the open leads that nobody has, and why.", "Setup",
        _IN_SETUP, in_key_line=24, short=in_context("key line", "unassigned"),
    ),
    Command(
        "rule.up", "Try rule earlier", ("<",), "Lets it be tried before the one above.", "Setup", _IN_SETUP,
        in_key_line=30, short=in_context("key line", "earlier"), writes=True, needs=MANAGE_RULES, on_item=True,
    ),
    Command(
        "rule.down", "Try rule later", (">",), "Lets it be tried after the one below.", "Setup", _IN_SETUP,
        in_key_line=31, short=in_context("key line", "later"), writes=True, needs=MANAGE_RULES, on_item=True,
    ),
    Command(
        "rule.remove", "Delete rule", ("delete", "backspace"), "Puts it away; what it decided is kept.", "Setup",
        _IN_SETUP, dangerous=True, in_key_line=32, short="delete", writes=True, needs=MANAGE_RULES, on_item=True,
    ),
)  # fmt: skip
