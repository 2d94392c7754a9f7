"""The commands that edit a text: one line of it, or several."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place
from app.words import Words


def _edits(
    id: str, label: Words, keys: tuple[str, ...], says: Words, place: Place = "text", over: tuple[str, ...] = ()
) -> Command:
    """A command that edits; its keys give way to whatever the configuration gives them to."""
    side, other = ("left", "right") if id.endswith("left") else ("right", "left")
    opposite = f"text.{id.removesuffix(side)}{other}" if id.endswith(side) and not id.startswith("delete") else ""
    return Command(f"text.{id}", label, keys, says, "Text", (place,), over=over, yields=True, opposite=opposite)


COMMANDS: Final = (
    _edits("left", "Left", ("left",), "Goes a character to the left; among choices, to the one before."),
    _edits("right", "Right", ("right",), "Goes a character to the right; among choices, to the next one."),
    _edits("word_left", "Word left", ("ctrl+left",), "Goes a word to the left."),
    _edits("word_right", "Word right", ("ctrl+right",), "Goes a word to the right."),
    _edits("start", "Start of the line", ("home", "ctrl+a"), "Goes to the start of the line."),
    _edits("end", "End of the line", ("end", "ctrl+e"), "Goes to the end of the line."),
    _edits("up", "Line up", ("up",), "Goes a line up, or to the field before.", "prose", ("move.up",)),
    _edits("down", "Line down", ("down",), "Goes a line down, or to the next field.", "prose", ("move.down",)),
    _edits("page_up", "Page up in the text", ("pageup",), "Goes a page up in the text.", "prose", ("move.page_up",)),
    _edits(
        "page_down", "Page down in the text", ("pagedown",), "Goes a page down in the text.", "prose",
        ("move.page_down",),
    ),
    _edits("select_left", "Select left", ("shift+left",), "Selects a character to the left."),
    _edits("select_right", "Select right", ("shift+right",), "Selects a character to the right."),
    _edits("select_word_left", "Select word left", ("ctrl+shift+left",), "Selects a word to the left."),
    _edits("select_word_right", "Select word right", ("ctrl+shift+right",), "Selects a word to the right."),
    _edits("select_start", "Select to the start", ("shift+home",), "Selects to the start of the line."),
    _edits("select_end", "Select to the end", ("shift+end",), "Selects to the end of the line."),
    _edits("select_up", "Select up", ("shift+up",), "Selects to the line above.", "prose"),
    _edits("select_down", "Select down", ("shift+down",), "Selects to the line below.", "prose"),
    _edits("select_line", "Select line", ("f6",), "Selects the line.", "prose", ("stage.start_5",)),
    _edits("select_text", "Select the text", ("ctrl+f7",), "Selects the whole text.", "prose"),
    _edits("select_all", "Select all", ("ctrl+shift+a",), "Selects everything in the line.", "line"),
    _edits("backspace", "Delete left", ("backspace",), "Deletes the character to the left."),
    _edits(
        "delete", "Delete right", ("delete", "ctrl+d"), "Deletes the character to the right.",
        over=("move.page_down",),
    ),
    _edits("delete_word", "Delete word", ("ctrl+w",), "Deletes to the start of the word."),
    _edits(
        "delete_word_left", "Delete word left", ("ctrl+backspace", "alt+backspace"),
        "Deletes to the start of the word.", "prose",
    ),
    _edits("delete_next_word", "Delete next word", ("alt+delete",), "Deletes to the end of the word.", "prose"),
    _edits(
        "delete_word_right", "Delete word right", ("ctrl+backspace", "alt+backspace"),
        "Deletes to the start of the next word.", "line",
    ),
    _edits(
        "delete_to_start", "Delete to the start", ("ctrl+u", "super+backspace"), "Deletes to the start of the line.",
    ),
    _edits("delete_to_end", "Delete to the end", ("ctrl+k",), "Deletes to the end of the line."),
    _edits("delete_line", "Delete line", ("ctrl+shift+k",), "Deletes the line.", "prose"),
    _edits("newline", "New line", ("enter",), "Begins a new line.", "prose", ("form.next",)),
    _edits("cut", "Cut", ("ctrl+x", "super+x"), "Cuts the text selected."),
    _edits("paste", "Paste", ("ctrl+v",), "Puts in what was cut or copied here."),
    _edits("undo", "Undo typing", ("ctrl+z", "super+z"), "Takes back what was typed last.", "prose"),
    _edits("redo", "Redo typing", ("ctrl+y", "super+y"), "Types again what was taken back.", "prose"),
)  # fmt: skip
