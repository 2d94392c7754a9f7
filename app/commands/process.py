"""Commands on the stages of a process."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place
from app.words import in_context

_ON_RECORD: Final[tuple[Place, ...]] = ("lead", "opportunity")

COMMANDS: Final = (
    Command(
        "stages.open", "Stages", ("s",), "Goes to the stages and their steps.", "Process", _ON_RECORD,
        in_key_line=45, short="stages",
    ),
    Command(
        "process.open_stage", "Open stage", ("enter",), "Shows the steps of the stage, to read or fill in.", "Process",
        ("stages",), over=("open",), in_key_line=20, short=in_context("key line", "open"), on_item=True,
        logs=("process.set",),
    ),
    Command(
        "process.next", "Next stage", (">",), "Goes on when the required steps are done.", "Process", _ON_RECORD,
        writes=True,
    ),
    Command("process.back", "Previous stage", ("<",), "Goes back one stage.", "Process", _ON_RECORD, writes=True),
    Command(
        "process.switch", "Switch process", ("B",), "Follows another process; this one is kept.", "Process", _ON_RECORD,
        writes=True,
    ),
    Command(
        "process.finish", "Finish process", (), "Ends the process at its last stage.", "Process", _ON_RECORD,
        writes=True,
    ),
    Command(
        "process.abandon", "Abandon process", (), "Ends the process as given up; it can be taken up again.", "Process",
        _ON_RECORD, writes=True, dangerous=True, words=("give up", "تخلٍّ"),
    ),
    Command(
        "process.reopen", "Reopen process", ("C",), "Takes a finished or abandoned process up again where it ended.",
        "Process", _ON_RECORD, record="open", in_key_line=49, short="reopen process", writes=True,
        words=("continue", "resume", "استئناف", "متابعة"),
    ),
)  # fmt: skip
