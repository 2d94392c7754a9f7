"""The commands of dialogs: forms, choosers, questions, and what each dialog adds."""

from __future__ import annotations

from typing import Final

from app.commands.command import Command

#: Of a stage's actions, those that have a key.
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")

_EVERY_DIALOG: Final = (
    Command("dialog.close", "Close", ("escape",), "Closes the dialog, or goes back a step.", "Dialogs", ("dialog",)),
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
        "form.complete", "Complete", ("tab",), "Takes what is offered under the cursor.", "Dialogs", ("options",),
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
    Command("picker.last", "Last option", ("ctrl+end",), "Goes to the last option.", "Dialogs", ("picker",)),
)

_ANSWERING: Final = (
    Command("question.answer", "Answer", ("enter",), "Gives the answer under the cursor.", "Dialogs", ("question",)),
    Command("question.yes", "Yes", ("y",), "Goes on.", "Dialogs", ("yes_no",)),
    Command("question.no", "No", ("n",), "Changes nothing.", "Dialogs", ("yes_no",)),
    Command("unsaved.discard", "Throw away", ("t",), "Throws away what is not saved.", "Dialogs", ("unsaved",)),
    Command("unsaved.keep", "Go on typing", ("g",), "Goes back to what is not saved.", "Dialogs", ("unsaved",)),
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
            f"stage.start_{number}", f"Start the {ordinal} action", (f"f{number + 1}",),
            f"Saves the steps and starts the {ordinal} action of the stage.", "Dialogs", ("stage",), yields=True,
        )
        for number, ordinal in enumerate(_ORDINALS, start=1)
    ),
    Command("call.stop", "Stop the timer", ("ctrl+t",), "Notes that the call is over.", "Dialogs", ("call",)),
    Command("import.go", "Go on", ("enter",), "Looks at the file, imports it, or closes.", "Dialogs", ("import",)),
)  # fmt: skip

COMMANDS: Final = (*_EVERY_DIALOG, *_FORM, *_CHOOSING, *_ANSWERING, *_STEPS)
