"""Commands on a timeline: logging, and what is done with an entry."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place
from app.words import in_context

_ON_RECORD: Final[tuple[Place, ...]] = ("lead", "opportunity", "customer")
_ON_ENTRY: Final[tuple[Place, ...]] = ("timeline", "entry")

COMMANDS: Final = (
    Command(
        "lead.call", "Log a call", ("c",), "Starts a timer and takes notes.", "Log", _ON_RECORD,
        in_key_line=1, short=in_context("key line", "call"), writes=True, logs=("timeline.log_call",),
    ),
    Command(
        "lead.mail", "Log an email", ("m",), "Keeps an email sent or received.", "Log", _ON_RECORD,
        in_key_line=2, short=in_context("key line", "mail"), writes=True, logs=("timeline.log_email",),
    ),
    Command(
        "lead.appointment", "Book an appointment", ("a",), "Plans a meeting with people and place.", "Log", _ON_RECORD,
        in_key_line=3, short=in_context("key line", "appointment"), writes=True, logs=("timeline.book",),
    ),
    Command(
        "lead.task", "Add a task", ("t",), "Notes something to do by a day.", "Log", _ON_RECORD,
        in_key_line=6, short=in_context("key line", "task"), writes=True, logs=("timeline.add_task",),
    ),
    Command(
        "lead.note", "Write a note", ("o",), "Writes down anything.", "Log", _ON_RECORD, in_key_line=4,
        short=in_context("key line", "note"), writes=True, logs=("timeline.note",),
    ),
    Command(
        "lead.post", "Post to colleagues", ("p",), "Asks or tells colleagues.", "Log", _ON_RECORD,
        in_key_line=5, short=in_context("key line", "post"), writes=True, logs=("timeline.post",),
    ),
    Command(
        "entry.open", "Open entry", ("enter",), "Shows the entry in full.", "Timeline", ("timeline",), over=("open",),
        in_key_line=20, short=in_context("key line", "open"), on_item=True,
    ),
    Command(
        "timeline.filter", "Filter timeline", ("f",), "Chooses kinds, status, person and period.", "Timeline",
        ("timeline",), in_key_line=22, short="filter",
    ),
    Command(
        "timeline.find", "Find in timeline", ("/",), "Searches titles and texts.", "Timeline", ("timeline",),
        over=("search.here",), in_key_line=23, short="find",
    ),
    Command(
        "timeline.newest", "To now", ("ctrl+g",), "Goes to the entry nearest to now.", "Timeline", ("timeline",),
        yields=True,
    ),
    Command("timeline.order", "Turn the order", ("O",), "Newest or oldest first.", "Timeline", ("timeline",)),
    Command(
        "entry.complete", in_context("command", "Complete"), ("x",), "Marks a task, call or appointment as done.",
        "Timeline", _ON_ENTRY, in_key_line=21, short=in_context("key line", "complete"), writes=True,
        logs=("timeline.complete",), on_item=True,
    ),
    Command(
        "entry.reschedule", "Reschedule", ("T",), "Moves it to another time.", "Timeline", _ON_ENTRY,
        writes=True, logs=("timeline.reschedule",), on_item=True,
    ),
    Command(
        "entry.cancel", "Cancel entry", ("X",), "Calls off what was planned.", "Timeline", _ON_ENTRY,
        dangerous=True, writes=True, logs=("timeline.cancel",), on_item=True,
    ),
    Command("entry.edit", "Edit entry", ("e",), "Changes the entry shown.", "Timeline", ("entry",), writes=True,
        logs=("timeline.edit",),
    ),
    Command(
        "entry.reply", in_context("command", "Reply"), ("R",), "Answers a post.", "Timeline", _ON_ENTRY, writes=True,
        logs=("timeline.reply",),
        on_item=True,
    ),
    Command(
        "entry.pin", "Pin", ("P",), "Keeps the entry at the top, or lets it go.", "Timeline", _ON_ENTRY,
        writes=True, logs=("timeline.pin",), on_item=True,
    ),
    Command(
        "entry.delete", "Delete entry", ("delete", "backspace"), "Deletes the entry; it can be undone.", "Timeline",
        _ON_ENTRY, over=("lead.delete",), dangerous=True, writes=True, needs="timeline.delete",
        on_item=True,
    ),
)  # fmt: skip
