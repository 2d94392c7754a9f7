"""The commands of dialogs: forms, choosers, questions, and what each dialog adds."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command
from app.words import Words, in_context

#: Of a stage's actions, those that have a key.
_STARTS: Final[tuple[Words, ...]] = (
    "Start the first action",
    "Start the second action",
    "Start the third action",
    "Start the fourth action",
    "Start the fifth action",
    "Start the sixth action",
    "Start the seventh action",
    "Start the eighth action",
)
_STARTING: Final[tuple[Words, ...]] = (
    "Saves the steps and starts the first action of the stage.",
    "Saves the steps and starts the second action of the stage.",
    "Saves the steps and starts the third action of the stage.",
    "Saves the steps and starts the fourth action of the stage.",
    "Saves the steps and starts the fifth action of the stage.",
    "Saves the steps and starts the sixth action of the stage.",
    "Saves the steps and starts the seventh action of the stage.",
    "Saves the steps and starts the eighth action of the stage.",
)
#: From f7 on the function keys are those of the walkthrough.
_STARTING_KEYS: Final = ("f2", "f3", "f4", "f5", "f6", "ctrl+f2", "ctrl+f3", "ctrl+f4")

#: Of the steps that are missing when a lead is qualified, those that have a key.
_GOES_TO: Final[tuple[Words, ...]] = (
    "The first missing step",
    "The second missing step",
    "The third missing step",
    "The fourth missing step",
)
_GOING_TO: Final[tuple[Words, ...]] = (
    "Goes to the first missing step, and comes back to what was chosen.",
    "Goes to the second missing step, and comes back to what was chosen.",
    "Goes to the third missing step, and comes back to what was chosen.",
    "Goes to the fourth missing step, and comes back to what was chosen.",
)

_EVERY_DIALOG: Final = (
    Command(
        "dialog.close", in_context("command", "Close"), ("escape",), "Closes the dialog, or goes back a step.",
        "Dialogs", ("dialog",),
    ),
    Command("dialog.next", "Next field", ("tab",), "Goes to the next field or answer.", "Dialogs", ("dialog",)),
    Command(
        "dialog.previous", "Previous field", ("shift+tab",), "Goes to the field or answer before.", "Dialogs",
        ("dialog",),
    ),
    Command("copy", "Copy", ("ctrl+c", "super+c"), "Copies the text selected.", "Dialogs", ("dialog", "search")),
)  # fmt: skip

_FORM: Final = (
    Command("form.save", "Save", ("ctrl+s",), "Does what the dialog is for.", "Dialogs", ("form", "import")),
    Command(
        "form.next", "Next field", ("enter",), "Goes on to the next field; after the last one it saves.", "Dialogs",
        ("form",),
    ),
    Command("form.restore", "Restore", ("ctrl+r",), "Brings back what was typed earlier.", "Dialogs", ("form",)),
    Command(
        "form.complete", in_context("typing", "Complete"), ("tab",), "Takes what is offered under the cursor.",
        "Dialogs", ("options",),
        over=("dialog.next",),
    ),
    Command(
        "form.close_options", "Close the options", ("escape",), "Keeps what is typed as it is.", "Dialogs",
        ("options",), over=("dialog.close",),
    ),
    Command(
        "form.editor", "Your editor", ("ctrl+e",), "Opens the text in your own editor.", "Dialogs", ("prose",),
        over=("text.end",),
    ),
    Command("choice.tick", "Tick", ("space",), "Turns yes into no, and no into yes.", "Dialogs", ("tick",)),
)  # fmt: skip

_CHOOSING: Final = (
    Command("picker.choose", "Choose", ("enter",), "Takes the option under the cursor.", "Dialogs", ("picker",)),
    Command("picker.next", "Next option", ("ctrl+n",), "Goes to the next option.", "Dialogs", ("picker",)),
    Command("picker.first", "First option", ("ctrl+home",), "Goes to the first option.", "Dialogs", ("picker",)),
    Command(
        "assign.tick",
        "Tick",
        ("ctrl+t",),
        "Lets a colleague work on it beside the owner, or no longer.",
        "Dialogs",
        ("assign",),
    ),
    Command("picker.last", "Last option", ("ctrl+end",), "Goes to the last option.", "Dialogs", ("picker",)),
)

_ANSWERING: Final = (
    Command("question.answer", "Answer", ("enter",), "Gives the answer under the cursor.", "Dialogs", ("question",)),
    Command("question.yes", "Yes", ("y",), "Goes on.", "Dialogs", ("yes_no",)),
    Command("question.no", "No", ("n",), "Changes nothing.", "Dialogs", ("yes_no",)),
    Command("unsaved.discard", "Throw away", ("t",), "Throws away what is not saved.", "Dialogs", ("unsaved",)),
    Command("unsaved.keep", "Go on typing", ("g",), "Goes back to what is not saved.", "Dialogs", ("unsaved",)),
    Command(
        "direction.first",
        "The first line",
        ("1",),
        "Says that the first line reads correctly.",
        "Dialogs",
        ("direction",),
    ),
    Command(
        "direction.second", "The second line", ("2",), "Says that the second line does.", "Dialogs", ("direction",)
    ),
    Command("conflict.mine", "Keep mine", ("m",), "Saves what you typed.", "Dialogs", ("conflict",)),
    Command("conflict.theirs", "Take theirs", ("t",), "Keeps what stands there now.", "Dialogs", ("conflict",)),
)

_STEPS: Final = (
    Command(
        "stage.next", "Save, next stage", ("ctrl+n",), "Saves the steps and goes on to the next stage.", "Dialogs",
        ("stage",),
    ),
    *(
        Command(
            f"stage.start_{number}", starts, (_STARTING_KEYS[number - 1],), starting, "Dialogs", ("stage",),
            yields=True,
        )
        for number, (starts, starting) in enumerate(zip(_STARTS, _STARTING, strict=True), start=1)
    ),
    *(
        Command(
            f"qualify.step_{number}", goes, (f"f{number + 1}",), going, "Dialogs", ("qualify",), yields=True,
        )
        for number, (goes, going) in enumerate(zip(_GOES_TO, _GOING_TO, strict=True), start=1)
    ),
    Command("call.stop", "Stop the timer", ("ctrl+t",), "Notes that the call is over.", "Dialogs", ("call",)),
    Command("import.go", "Go on", ("enter",), "Looks at the file, imports it, or closes.", "Dialogs", ("import",)),
)  # fmt: skip

COMMANDS: Final = (*_EVERY_DIALOG, *_FORM, *_CHOOSING, *_ANSWERING, *_STEPS)
