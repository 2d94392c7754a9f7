"""The commands that move: within a list or a form, between panes and fields, through records."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place
from app.words import in_context

_LISTS: Final[tuple[Place, ...]] = ("app", "form", "picker", "entry", "outline")
_SIDEWAYS: Final[tuple[Place, ...]] = ("app", "question")
_ENDS: Final[tuple[Place, ...]] = ("app", "entry", "outline")
_PANES: Final[tuple[Place, ...]] = ("app", "search")

COMMANDS: Final = (
    Command("move.down", "Down", ("j", "down"), "Goes to the next line.", "Move", _LISTS),
    Command("move.up", "Up", ("k", "up"), "Goes to the previous line.", "Move", _LISTS),
    Command(
        "move.left", "Left", ("h", "left"), "Goes to the pane on the left.", "Move", _SIDEWAYS, opposite="move.right"
    ),
    Command(
        "move.right", "Right", ("l", "right"), "Goes to the pane on the right.", "Move", _SIDEWAYS, opposite="move.left"
    ),
    Command("move.first", "First line", ("g g", "home"), "Goes to the first line.", "Move", _ENDS),
    Command("move.last", "Last line", ("G", "end"), "Goes to the last line.", "Move", _ENDS),
    Command("move.page_down", "Page down", ("pagedown", "ctrl+d"), "Goes one page down.", "Move", _LISTS),
    Command("move.page_up", "Page up", ("pageup", "ctrl+b"), "Goes one page up.", "Move", _LISTS),
    Command("pane.next", "Next pane", ("tab",), "Takes the focus to the next pane.", "Move", _PANES),
    Command("pane.previous", "Previous pane", ("shift+tab",), "Takes the focus to the previous pane.", "Move", _PANES),
    Command("open", in_context("command", "Open"), ("enter",), "Opens what the cursor is on.", "Move"),
    Command("back", "Back", ("escape",), "Closes what is open, and goes back.", "Move"),
    Command("record.next", "Next record", ("]",), "Shows the next record of the list.", "Move"),
    Command("record.previous", "Previous record", ("[",), "Shows the previous record of the list.", "Move"),
)
