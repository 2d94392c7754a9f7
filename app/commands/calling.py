"""Commands of the call screen: take, dial, one key for the outcome, next."""

from __future__ import annotations

from typing import Final

from app.commands import floor
from app.commands.command import Command
from app.words import Words, in_context

#: The keys of the number row in the order of their commands.
KEYS: Final = "0123456789-="
#: The screens whose keys are outcomes while calls are made.
_SCREENS: Final = {
    "1": ("screen.leads",),
    "2": ("screen.work",),
    "3": ("screen.pipeline",),
    "4": ("screen.insights",),
    "6": ("screen.setup",),
}


def _outcome(key: str, label: Words) -> Command:
    """A key of the number row."""
    return Command(
        f"calling.outcome_{KEYS.index(key)}", label, (key,), "Records how the call ended; the next lead comes.",
        "Calls", ("calling",), over=_SCREENS.get(key, ()), writes=True, logs=("queue.dispose",), turn=60,
    )  # fmt: skip


COMMANDS: Final = (
    Command(
        "work.queue", "Call queue", ("Q",), "Takes leads from a queue, one after the other, and calls them.", "Calls",
        ("work",), over=("lead.qualify",), in_key_line=24, short=in_context("key line", "queue"), writes=True,
        words=("calls", "agent", "مكالمات"),
    ),
    Command("screen.calling", "Calls", ("g c",), "Shows the calls of the queue you are in.", "Screens"),
    Command(
        "calling.dial", "Dial", ("enter", "d"), "Dials the number, and starts the timer.", "Calls", ("calling",),
        over=("open",), in_key_line=1, short="dial", writes=True,
    ),
    Command(
        "calling.hang_up", "Hang up", ("h",), "Stops the timer; the outcome is still to come.", "Calls", ("calling",),
        over=("move.left",), in_key_line=2, short="hang up", writes=True,
    ),
    Command(
        "calling.notes", "Notes of the call", ("n",), "Goes to the notes; the number row is text there.", "Calls",
        ("calling",), over=("lead.add",), in_key_line=3, short=in_context("key line", "notes"), writes=True,
    ),
    Command(
        "calling.notes_done", "Leave the notes", ("escape", "tab", "shift+tab", "ctrl+s"),
        "Leaves the notes; the number row is outcomes again.", "Calls", ("notes",), in_key_line=1, short="outcomes",
    ),
    Command(
        "calling.pause", "Pause", ("p",), "Takes no further lead for a while; after a call, when it is recorded.",
        "Calls", ("calling",), in_key_line=4, short=in_context("key line", "pause"), writes=True,
    ),
    Command(
        "calling.resume", "Go on", ("r", "space"), "Ends a pause or the wrap-up, and takes the next lead.", "Calls",
        ("calling",), in_key_line=5, short=in_context("key line", "go on"), writes=True,
    ),
    Command(
        "calling.record", "Show the lead", ("t",), "Shows the lead with its timeline.", "Calls", ("calling",),
        in_key_line=6, short=in_context("key line", "timeline"),
    ),
    Command(
        "calling.read", "Read", ("x",), "Takes away what a manager told you.", "Calls", ("calling",),
        writes=True,
    ),
    Command(
        "calling.leave", "Leave the queue", ("escape",), "Ends the shift; a lead that was not called goes back.",
        "Calls", ("calling",), over=("back",), in_key_line=8, short="leave",
    ),
    _outcome("1", "First outcome"),
    _outcome("2", "Second outcome"),
    _outcome("3", "Third outcome"),
    _outcome("4", "Fourth outcome"),
    _outcome("5", "Fifth outcome"),
    _outcome("6", "Sixth outcome"),
    _outcome("7", "Seventh outcome"),
    _outcome("8", "Eighth outcome"),
    _outcome("9", "Ninth outcome"),
    _outcome("0", "Tenth outcome"),
    _outcome("-", "Eleventh outcome"),
    _outcome("=", "Twelfth outcome"),
    *floor.COMMANDS,
)  # fmt: skip
"""What can be done while calls are made from a queue, and on the board."""
