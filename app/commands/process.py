"""Commands on the stages of a process."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command, Place
from app.domain.core.roles import DEFINE_PROCESSES
from app.words import in_context

_ON_RECORD: Final[tuple[Place, ...]] = ("lead", "opportunity")
_IN_SETUP: Final[tuple[Place, ...]] = ("setup_processes",)
_OUTLINE: Final[tuple[Place, ...]] = ("outline",)

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
    Command(
        "definition.add", "New process", ("n", "+"), "Lays one out from nothing: its name, then its stages.", "Setup",
        _IN_SETUP, over=("lead.add",), in_key_line=19, short="add", writes=True, needs=DEFINE_PROCESSES,
    ),
    Command(
        "definition.edit", "Edit process", ("e",), "Changes its name, roles, condition and order.", "Setup", _IN_SETUP,
        in_key_line=20, short="edit", writes=True, needs=DEFINE_PROCESSES, on_item=True,
    ),
    Command(
        "definition.stages", "Edit stages", ("s",), "Changes its stages and steps.", "Setup", _IN_SETUP,
        in_key_line=21, short="stages", writes=True, needs=DEFINE_PROCESSES, on_item=True,
    ),
    Command(
        "definition.editor", "Edit as text", ("E",), "Opens it in your editor.", "Setup", _IN_SETUP,
        in_key_line=22, short="editor", writes=True, needs=DEFINE_PROCESSES, on_item=True,
    ),
    Command(
        "definition.up", "Try earlier", ("<",), "Lets it be tried before the one above.", "Setup", _IN_SETUP,
        in_key_line=30, short=in_context("key line", "earlier"), writes=True, needs=DEFINE_PROCESSES, on_item=True,
    ),
    Command(
        "definition.down", "Try later", (">",), "Lets it be tried after the one below.", "Setup", _IN_SETUP,
        in_key_line=31, short=in_context("key line", "later"), writes=True, needs=DEFINE_PROCESSES, on_item=True,
    ),
    Command(
        "definition.activate", "Use process", ("a",), "Lets new records begin it.", "Setup", _IN_SETUP,
        in_key_line=32, short=in_context("key line", "use"), writes=True, needs=DEFINE_PROCESSES, on_item=True,
    ),
    Command(
        "definition.deactivate", "Take process out of use", ("d",), "Lets no new record begin it.", "Setup", _IN_SETUP,
        in_key_line=33, short=in_context("key line", "out of use"), writes=True, needs=DEFINE_PROCESSES, on_item=True,
    ),
    Command(
        "definition.copy", "Copy process", ("y",), "Copies it under another code.", "Setup", _IN_SETUP,
        in_key_line=40, short=in_context("key line", "copy"), writes=True, needs=DEFINE_PROCESSES, on_item=True,
    ),
    Command(
        "definition.check", "Check process", ("c",), "Says whether it is sound as things are now.", "Setup", _IN_SETUP,
        in_key_line=41, short=in_context("key line", "check"), on_item=True,
    ),
    Command(
        "definition.versions", "Versions", ("v",), "Shows its versions; a former one can be saved anew.", "Setup",
        _IN_SETUP, in_key_line=42, short="versions", on_item=True,
    ),
    Command(
        "definition.export", "Export process", ("x",), "Writes it into a new file.", "Setup", _IN_SETUP,
        in_key_line=43, short="export", on_item=True,
    ),
    Command(
        "definition.take_in", "Import process", ("i",), "Takes one in from a file.", "Setup", _IN_SETUP,
        in_key_line=44, short="import", writes=True, needs=DEFINE_PROCESSES,
    ),
    Command("outline.save", "Save", ("ctrl+s",), "Saves all of it as one version.", "Setup", _OUTLINE),
    Command("outline.edit", "Change", ("e", "enter"), "Changes what the cursor is on.", "Setup", _OUTLINE),
    Command("outline.add_step", "Add a step", ("n",), "Adds a step here.", "Setup", _OUTLINE),
    Command("outline.add_stage", "Add a stage", ("N",), "Adds a stage behind this one.", "Setup", _OUTLINE),
    Command("outline.required", "Required or not", ("space",), "Lets the gate ask for it.", "Setup", _OUTLINE),
    Command("outline.up", "Move up", ("<",), "Moves it up.", "Setup", _OUTLINE),
    Command("outline.down", "Move down", (">",), "Moves it down.", "Setup", _OUTLINE),
    Command("outline.delete", "Take out", ("d", "delete"), "Takes it out of the process.", "Setup", _OUTLINE),
)  # fmt: skip
