"""Commands of the supervisor board."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.words import in_context

COMMANDS: Final = (
    Command(
        "floor.note", "Tell an agent", ("o",), "Shows the agent under the cursor a note on the call screen.", "Calls",
        ("floor_agents",), in_key_line=1, short=in_context("key line", "tell"), writes=True, needs="queue.note",
        on_item=True,
    ),
    Command(
        "floor.pause", "Pause the queue", ("p",), "Gives out no more leads of the queue, or gives them out again.",
        "Calls", ("floor_queues",), in_key_line=1, short="pause/resume", writes=True, needs="queue.pause",
        logs=("queue.pause", "queue.resume"), on_item=True,
    ),
    Command(
        "floor.reset", "Reset exhausted leads", ("R",), "Lets the exhausted leads of the queue be called again.",
        "Calls", ("floor_queues",), in_key_line=2, short="reset", writes=True, needs="queue.reset", on_item=True,
    ),
    Command(
        "floor.reassign", "Give a promised call away", ("w",), "Gives a call that was promised to another agent.",
        "Calls", ("floor",), in_key_line=5, short="reassign", writes=True, needs="queue.reassign",
    ),
    Command(
        "floor.save", "Save figures as CSV", ("x",), "Writes the figures of today by agent to a file.", "Calls",
        ("floor",), in_key_line=6, short="CSV",
    ),
)  # fmt: skip
"""What can be done on the board."""
