"""Commands on the files of a record."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.words import in_context

COMMANDS: Final = (
    Command(
        "attach.add", "Attach files", ("F",), "Attaches files to the record, by their paths.", "Files",
        ("lead", "opportunity", "quotation", "order", "customer"), writes=True, words=("upload", "document"),
    ),
    Command(
        "file.add", "Attach a file", ("n", "+"), "Attaches files to the record, by their paths.", "Files", ("files",),
        over=("lead.add",), in_key_line=20, short=in_context("file", "attach"), writes=True, needs="attach.add",
    ),
    Command(
        "file.open", "Open file", ("o", "enter"), "Shows a copy in the system's viewer; nothing is ever run.", "Files",
        ("files",), over=("lead.note", "quotation.order", "open"), in_key_line=21, short=in_context("file", "open"),
        on_item=True,
    ),
    Command(
        "file.save", "Save file", ("x",), "Saves the file into a folder; nothing is overwritten.", "Files", ("files",),
        in_key_line=22, short=in_context("file", "save"), on_item=True,
    ),
    Command(
        "file.remove", "Remove file", ("delete", "backspace"), "Takes the file off the record.", "Files", ("files",),
        over=("lead.delete",), dangerous=True, in_key_line=23, short="remove", writes=True, needs="attach.remove",
        on_item=True,
    ),
)  # fmt: skip
