"""Commands on what is to be done."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

COMMANDS: Final = (
    Command(
        "work.done", "Mark as done", ("x",), "Marks what is to be done as done, and goes on to the next.", "Work",
        ("work",), in_key_line=20, short="done", writes=True, logs=("worklist.done", "timeline.complete"), on_item=True,
    ),
    Command(
        "work.snooze", "Snooze work", ("z",), "Moves it to another time.", "Work", ("work",), in_key_line=21,
        short="snooze", writes=True, logs=("worklist.snooze", "timeline.reschedule"), on_item=True,
    ),
    Command(
        "work.skip", "Skip work", ("X",), "Leaves it out: a plan is called off, a step goes on to the next.", "Work",
        ("work",), dangerous=True, in_key_line=22, short="skip", writes=True,
        logs=("worklist.skip", "timeline.cancel"), on_item=True,
    ),
    Command(
        "work.give", "Give work to a colleague", ("w",), "Gives it to somebody else.", "Work", ("work",),
        over=("lead.assign",), writes=True, logs=("worklist.give", "timeline.edit"), on_item=True,
    ),
    Command(
        "work.mail", "One email for several", ("B",), "Notes one email as sent for all selected, and they are done.",
        "Work", ("work",), over=("process.switch",), writes=True, logs=("worklist.mail",), on_item=True,
    ),
    Command(
        "work.follow", "Follow record", ("F",), "Follows the record, or no longer.", "Work", ("work",),
        over=("attach.add",), writes=True, logs=("worklist.follow",), on_item=True,
    ),
    Command(
        "work.advance", "After work is done", (), "Chooses whether the next one comes by itself.",
        "Work", ("work",), words=("auto-advance", "next"),
    ),
)  # fmt: skip
"""What can be done with a line of the work list."""
