"""A stage of the process with its steps: fields to fill, boxes to tick, actions to start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from app.domain.core.fields import Field, ParseContext
from app.domain.process.rows import StageView, StepView
from app.domain.process.steps import kind_of
from app.screens.dialogs.base import Hint
from app.screens.dialogs.form_dialog import FormDialog, Values
from app.widgets.called import kind_name
from app.widgets.text import safe_line
from app.words import say, say_many, sentences

if TYPE_CHECKING:
    from app.commands.command import Command, Place


@dataclass(frozen=True, slots=True)
class StageAnswer:
    """What to do with a stage.

    Attributes:
        values: What has changed, by code of the step.
        then: ``next`` for going on to the next stage, the command that begins a step, or empty.
    """

    values: Values
    then: str = ""


def _field_of(step: StepView, fields: Mapping[str, Field]) -> Field:
    known = fields.get(step.field or "")
    type_ = "yes_no" if known is None else known.type
    return Field(
        step.code,
        step.label,
        type_,
        choices=known.choices if known else (),
        open=bool(known and known.open),
        help=_help_of(step, known),
        minimum=known.minimum if known else None,
        maximum=known.maximum if known else None,
    )


def _help_of(step: StepView, known: Field | None) -> str | None:
    """What helps to fill a step in; one that asks for a record says so, whatever its question is."""
    if known is None:
        return step.help or say("{choice.tick} ticks it.")
    if known.field_type.entry(known) == "link":
        asks = say(
            "Which {kind}: type a part of the name, and pick one; empty for none.",
            kind=kind_name(known.field_type.completes),
        )
        return sentences(step.help or "", asks)
    return step.help or known.help


class StageDialog(FormDialog[StageAnswer]):
    """Shows a stage's steps to fill in, or to read; returns a ``StageAnswer``.

    Args:
        stage: The stage with the values of its steps.
        fields: The fields of its record, by code; steps take their type and choices from them.
        context: In which text is read.
        read_only: Whether the record is closed or the steps belong to another one.
        missing: The steps for which a gate has asked.
        options: As for ``FormDialog``: suggest, draft, attempt.
    """

    DEFAULT_CSS = """
    StageDialog #actions {
        margin: 1 0 0 0;
        padding: 0 1;
        color: $foreground 80%;
    }
    """
    PLACES: ClassVar[tuple[Place, ...]] = ("stage", *FormDialog.PLACES)
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **FormDialog.COMMAND_ACTIONS,
        "stage.next": "then('next')",
        **{f"stage.start_{number}": f"act({number})" for number in range(1, 9)},
    }
    chrome = 12

    def __init__(
        self,
        stage: StageView,
        fields: Mapping[str, Field],
        context: ParseContext,
        *,
        read_only: bool = False,
        missing: Sequence[str] = (),
        **options: Any,
    ) -> None:
        self.stage = stage
        self._then = ""
        self._missing = tuple(missing)
        self._begun_by = {step.code: kind_of(step.kind).command(step.action) for step in stage.steps}
        self._actions = [step for step in stage.steps if self._begun_by[step.code]]
        steps = [step for step in stage.steps if not self._begun_by[step.code]]
        days = say_many("{n} day", "{n} days", stage.days) if stage.entered_at else say("not yet entered")
        steps_done = say("{done} of {total} steps", done=stage.done, total=len(stage.steps))
        super().__init__(
            f"{stage.name} · {steps_done} · {days}",
            [_field_of(step, fields) for step in steps],
            context,
            values={step.code: step.value for step in steps},
            read_only=read_only,
            **options,
        )
        self.codes = tuple((step.field, step.code) for step in steps if step.field)
        for step in steps:
            self.form.row(step.code).required = step.required

    def compose_body(self) -> Iterable[Widget]:
        """The steps to fill in, then those to do."""
        yield from super().compose_body()
        lines = [
            f"{'✓' if step.done else '○'} {safe_line(step.label)}{' *' if step.required else ''}"
            + ("" if self.read_only else f"   {self._start_key(number)}")
            for number, step in enumerate(self._actions, start=1)
        ]
        if lines:
            yield Static(Content("\n".join(lines)), id="actions")

    def on_mount(self) -> None:
        """Mark what a gate has asked for."""
        super().on_mount()
        for code in self._missing:
            self.form.complain(code, say("The next stage asks for it."))

    def hints(self) -> Sequence[Hint]:
        """Saving, going on, leaving."""
        if self.read_only:
            return super().hints()
        onward: tuple[Hint, ...] = (("stage.next", say("save, next stage")),) if self.stage.status == "current" else ()
        return (("form.save", say("save")), *onward, ("choice.tick", say("tick")), ("dialog.close", say("cancel")))

    def answers(self, command: Command) -> bool:
        """Whether the command can be run here: one that starts an action, if there is that action."""
        starts = command.id.startswith("stage.start_")
        startable = not self.read_only and int(command.id.rpartition("_")[2]) <= len(self._actions) if starts else True
        return startable and super().answers(command)

    def result(self, values: Values) -> StageAnswer:  # noqa: ARG002 - only what has changed is asked for
        """What has changed, and what comes then."""
        return StageAnswer(self.form.changes(), self._then)

    def action_save(self) -> None:
        """Save, and stay in the stage."""
        self._then = ""
        super().action_save()

    def action_then(self, word: str) -> None:
        """Save, and go on."""
        if self.stage.status == "current" or word != "next":
            self._then = word
            super().action_save()

    def action_act(self, number: int) -> None:
        """Save, and start the action of that number."""
        self.action_then(self._begun_by[self._actions[number - 1].code])

    def _start_key(self, number: int) -> str:
        """The key that starts an action; the last ones of a long stage may have none."""
        id = f"stage.start_{number}"
        return self.register.key(id) if id in self.COMMAND_ACTIONS else ""
