"""Commands on sequences: those of a record, and those of Setup."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place
from app.domain.core.roles import DEFINE_SEQUENCES
from app.words import in_context

_ON_RECORD: Final[tuple[Place, ...]] = ("lead", "opportunity")
_IN_SETUP: Final[tuple[Place, ...]] = ("setup_sequences",)

COMMANDS: Final = (
    Command(
        "sequence.connect", "Begin a sequence", (), "Lets it, or those selected, begin a sequence.", "Process",
        _ON_RECORD, writes=True, words=("connect", "cadence", "ربط", "تسلسل"),
    ),
    Command(
        "sequence.disconnect", "Leave the sequence", (), "Ends its sequence before the end.", "Process", _ON_RECORD,
        writes=True, words=("disconnect", "stop", "إخراج"),
    ),
    Command(
        "sequence.skip", "Skip the step", (), "Goes on to the next step of its sequence.", "Process", _ON_RECORD,
        writes=True, words=("skip", "تخطي"),
    ),
    Command(
        "sequence.snooze", "Put the step off", (), "Moves the step of its sequence to another time.", "Process",
        _ON_RECORD, writes=True, words=("snooze", "تأجيل"),
    ),
    Command(
        "sequences.editor", "Edit sequence", ("e", "E"), "Opens it in your editor.", "Setup", _IN_SETUP,
        in_key_line=20, short="edit", writes=True, needs=DEFINE_SEQUENCES, on_item=True,
    ),
    Command(
        "sequences.activate", "Activate sequence", ("a",), "Lets records begin it.", "Setup", _IN_SETUP,
        in_key_line=30, short=in_context("key line", "use"), writes=True, needs=DEFINE_SEQUENCES, on_item=True,
    ),
    Command(
        "sequences.deactivate", "Deactivate sequence", ("d",), "Lets no record begin it; those in it go on.", "Setup",
        _IN_SETUP, in_key_line=31, short=in_context("key line", "out of use"), writes=True, needs=DEFINE_SEQUENCES,
        on_item=True,
    ),
    Command(
        "sequences.check", "Check sequence", ("c",), "Says whether it is sound as things are now.", "Setup", _IN_SETUP,
        in_key_line=41, short=in_context("key line", "check"), on_item=True,
    ),
    Command(
        "sequences.versions", "Versions", ("v",), "Shows its versions; a former one can be saved anew.", "Setup",
        _IN_SETUP, in_key_line=42, short="versions", on_item=True,
    ),
    Command(
        "sequences.export", "Export sequence", ("x",), "Writes it into a new file.", "Setup", _IN_SETUP,
        in_key_line=43, short="export", on_item=True,
    ),
    Command(
        "sequences.take_in", "Import sequence", ("i",), "Takes one in from a file.", "Setup", _IN_SETUP,
        in_key_line=44, short="import", writes=True, needs=DEFINE_SEQUENCES,
    ),
)  # fmt: skip
