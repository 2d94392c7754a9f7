"""Commands of the program itself: moving, its screens, and what applies everywhere."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

COMMANDS: Final = (
    Command("move.down", "Down", ("j", "down"), "Goes to the next line.", "Move"),
    Command("move.up", "Up", ("k", "up"), "Goes to the previous line.", "Move"),
    Command("move.left", "Left", ("h", "left"), "Goes to the pane on the left.", "Move"),
    Command("move.right", "Right", ("l", "right"), "Goes to the pane on the right.", "Move"),
    Command("move.first", "First line", ("g g", "home"), "Goes to the first line.", "Move"),
    Command("move.last", "Last line", ("G", "end"), "Goes to the last line.", "Move"),
    Command("move.page_down", "Page down", ("pagedown", "ctrl+d"), "Goes one page down.", "Move"),
    Command("move.page_up", "Page up", ("pageup", "ctrl+b"), "Goes one page up.", "Move"),
    Command("pane.next", "Next pane", ("tab",), "Takes the focus to the next pane.", "Move"),
    Command("pane.previous", "Previous pane", ("shift+tab",), "Takes the focus to the previous pane.", "Move"),
    Command("open", "Open", ("enter",), "Opens what the cursor is on.", "Move"),
    Command("back", "Back", ("escape",), "Closes what is open, and goes back.", "Move"),
    Command("record.next", "Next record", ("]",), "Shows the next record of the list.", "Move"),
    Command("record.previous", "Previous record", ("[",), "Shows the previous record of the list.", "Move"),
    Command("screen.leads", "Leads", ("1",), "Shows the leads.", "Screens"),
    Command("screen.pipeline", "Pipeline", ("3",), "Shows the opportunities.", "Screens"),
    Command(
        "palette", "Commands", (":", "ctrl+p"), "Finds any command by its name.", "Find",
        in_key_line=90, short="commands",
    ),
    Command("help", "Keys", ("?", "f1"), "Shows the keys of this place.", "Find", in_key_line=91, short="keys"),
    Command("repeat", "Repeat", (".",), "Does the last command again, on this record.", "Leadline"),
    Command("theme.switch", "Switch theme", (), "Chooses the colours.", "Leadline"),
    Command("quit", "Quit", ("ctrl+q",), "Closes Leadline; everything is saved.", "Leadline", fixed=True),
)  # fmt: skip
