"""The stages and steps of a definition, laid out by keys and saved as one version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import work
from textual.widget import Widget

from app.domain.core.errors import Invalid, InvalidFields, Refusal
from app.domain.core.fields import Field, ParseContext
from app.domain.core.folding import fold
from app.domain.process.definitions import ACTIONS, definition_from_json
from app.domain.process.steps import step_kinds
from app.screens.dialogs.base import Dialog, Hint, Width
from app.screens.dialogs.confirm import UnsavedDialog
from app.screens.dialogs.form_dialog import FormDialog, Values, ValuesDialog
from app.widgets.definitions import Outline
from app.widgets.line_pane import Notice
from app.words import WordsByCode, in_context, own, say, say_many

if TYPE_CHECKING:
    from app.commands.command import Place
    from app.domain.process.rows import DefinitionLine
    from app.screens.host import Attempt

_KINDS: Final[WordsByCode] = (
    ("lead", in_context("stage of", "Lead")),
    ("opportunity", in_context("stage of", "Opportunity")),
)
_STEP_KINDS: Final[WordsByCode] = (
    ("field", in_context("kind of step", "A field to fill")),
    ("box", in_context("kind of step", "A box to tick")),
    ("action", in_context("kind of step", "An action to take")),
)
_ACTIONS: Final[WordsByCode] = (
    ("log_call", "Log a call"),
    ("book_appointment", "Book an appointment"),
    ("add_stakeholder", "Add a stakeholder"),
    ("add_competitor", "Add a competitor"),
)
_BRANCH: Final = re.compile(r"\s*(\w+)(?:\s+(?:if|إذا)\s+(.+?))?\s*")
_AT: Final = re.compile(r"stages\.(\d+)(?:\.steps\.(\d+))?")


class StagesDialog(Dialog[list[dict[str, Any]]]):
    """Lays out stages and steps; returns the stages as a definition writes them.

    Args:
        line: The definition.
        fields: The fields that steps may name, by the kind of record.
        context: In which text is read.
        attempt: Tries to save before the dialog closes; a refusal keeps it open.
    """

    PLACES: ClassVar[tuple[Place, ...]] = ("outline", "dialog")
    COMMAND_ACTIONS: ClassVar[Mapping[str, str]] = {
        **Dialog.COMMAND_ACTIONS,
        "outline.save": "save",
        "outline.edit": "edit",
        "outline.add_step": "add_step",
        "outline.add_stage": "add_stage",
        "outline.required": "required",
        "outline.up": "shift(-1)",
        "outline.down": "shift(1)",
        "outline.delete": "delete",
    }
    width: Width = "wide"

    def __init__(
        self, line: DefinitionLine, fields: Mapping[str, Sequence[Field]], context: ParseContext, *, attempt: Attempt
    ) -> None:
        super().__init__(say("Stages of {process}", process=line.name))
        self._body = line.definition.as_json()
        self._stages: list[dict[str, Any]] = [{**each, "steps": list(each["steps"])} for each in self._body["stages"]]
        self._before = repr(self._stages)
        self._fields = fields
        self._parse_context = context
        self._attempt = attempt
        self.outline = Outline(empty=Notice("There is no stage yet.", "{outline.add_stage} adds the first"))

    def compose_body(self) -> Iterable[Widget]:
        """The outline."""
        yield self.outline

    def on_mount(self) -> None:
        """Show the stages as they are."""
        self._show()
        self.on_resize()
        self.outline.focus()

    def on_resize(self) -> None:
        """Take the lines there are."""
        super().on_resize()
        self.outline.styles.height = self.room

    def hints(self) -> Sequence[Hint]:
        """What can be done with the line under the cursor, saving, leaving."""
        return (
            ("outline.save", say("save")),
            ("outline.edit", say("change")),
            ("outline.add_step", say("step")),
            ("outline.add_stage", say("stage")),
            ("outline.required", say("required")),
            ("outline.up outline.down", say("move")),
            ("outline.delete", say("delete")),
            ("dialog.close", say("cancel")),
        )

    # what is laid out ------------------------------------------------------------------------------------------

    def _show(self, cursor: str = "") -> None:
        self.outline.show_definition(definition_from_json({**self._body, "stages": self._stages}))
        if cursor:
            self.outline.move_to(cursor)

    def _place(self) -> tuple[int, int | None]:
        """The stage under the cursor and, where it is on one, the step; counted from 0."""
        code, _, step = self.outline.cursor_id.partition("/")
        at = next((number for number, each in enumerate(self._stages) if each["code"] == code), -1)
        if not step or at < 0:
            return at, None
        codes = [each["code"] for each in self._stages[at]["steps"]]
        return at, codes.index(step)

    def _say_nothing_there(self) -> None:
        self.say(say("There is no stage yet; add one first."), "warn")

    @work(group="outline", exit_on_error=False)
    async def action_edit(self) -> None:
        """Change the stage or step under the cursor."""
        at, number = self._place()
        if at < 0:
            self._say_nothing_there()
            return
        stage = self._stages[at]
        if number is None:
            values = await self.app.push_screen_wait(self._stage_form(stage))
            if values is not None:
                self._stages[at] = {**_filled(values), "code": stage["code"], "steps": stage["steps"]}
                self._show()
            return
        step = stage["steps"][number]
        values = await self.app.push_screen_wait(self._step_form(stage, step))
        if values is not None:
            stage["steps"][number] = {**_filled(values), "code": step["code"]}
            self._show()

    @work(group="outline", exit_on_error=False)
    async def action_add_step(self) -> None:
        """Add a step behind the one under the cursor."""
        at, number = self._place()
        if at < 0:
            self._say_nothing_there()
            return
        stage = self._stages[at]
        values = await self.app.push_screen_wait(self._step_form(stage, {"kind": "box"}))
        if values is not None:
            taken = [each["code"] for one in self._stages for each in one["steps"]]
            code = free_code(values["label"], taken, "step")
            stage["steps"].insert(0 if number is None else number + 1, {**_filled(values), "code": code})
            self._show(f"{stage['code']}/{code}")

    @work(group="outline", exit_on_error=False)
    async def action_add_stage(self) -> None:
        """Add a stage behind the one under the cursor."""
        at, _ = self._place()
        kind = self._stages[at]["kind"] if at >= 0 else "lead"
        values = await self.app.push_screen_wait(self._stage_form({"kind": kind}))
        if values is not None:
            code = free_code(values["name"], [each["code"] for each in self._stages], "stage")
            self._stages.insert(at + 1, {**_filled(values), "code": code, "steps": []})
            self._show(code)

    def action_required(self) -> None:
        """Let the gate ask for the step under the cursor, or not."""
        at, number = self._place()
        if number is None:
            self.say(say("Only a step can be required."), "warn")
            return
        step = self._stages[at]["steps"][number]
        self._stages[at]["steps"][number] = {**step, "required": not step.get("required", False)}
        self._show()

    def action_shift(self, by: int) -> None:
        """Move the stage or step under the cursor; a step goes on into the next stage, or back into the one before."""
        at, number = self._place()
        if at < 0:
            return
        if number is None:
            if 0 <= at + by < len(self._stages):
                self._stages[at], self._stages[at + by] = self._stages[at + by], self._stages[at]
                self._show()
            return
        steps = self._stages[at]["steps"]
        step = steps.pop(number)
        if 0 <= number + by <= len(steps):
            steps.insert(number + by, step)
        elif 0 <= at + by < len(self._stages):
            at += by
            other = self._stages[at]["steps"]
            other.insert(0 if by > 0 else len(other), step)
        else:
            steps.insert(number, step)
        self._show(f"{self._stages[at]['code']}/{step['code']}")

    def action_delete(self) -> None:
        """Take the stage or step under the cursor out; nothing is saved yet, so leaving brings it back."""
        at, number = self._place()
        if at < 0:
            return
        taken = self._stages.pop(at) if number is None else self._stages[at]["steps"].pop(number)
        self._show()
        self.say(say("{name} is taken out.", name=taken.get("label") or taken["name"]))

    # saving ----------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="finish", exit_on_error=False)
    async def action_save(self) -> None:
        """Save everything as one version; what is wrong is said, and marked where it stands."""
        stages = [
            {key: value for key, value in each.items() if value != []} | {"steps": each["steps"]}
            for each in self._stages
        ]
        try:
            await self._attempt(stages)
        except Refusal as refusal:
            self._complain(refusal)
        else:
            self.dismiss(stages)

    def _complain(self, refusal: Refusal) -> None:
        problems = refusal.problems if isinstance(refusal, InvalidFields) else [refusal]
        wrong = [place for each in problems if (place := self._line_of(each.field or ""))]
        self.outline.mark(frozenset(wrong))
        if wrong:
            self.outline.move_to(wrong[0])
        first = str(problems[0])
        more = say_many("{n} more is marked.", "{n} more are marked.", len(problems) - 1) if len(problems) > 1 else ""
        self.say(f"{first} {more}".strip(), "bad")

    def _line_of(self, field: str) -> str:
        """The line of the outline that a mistake is about; empty where it is none."""
        found = _AT.match(field)
        if found is None or int(found[1]) > len(self._stages):
            return ""
        stage = self._stages[int(found[1]) - 1]
        number = int(found[2]) - 1 if found[2] else -1
        if not 0 <= number < len(stage["steps"]):
            return str(stage["code"])
        return f"{stage['code']}/{stage['steps'][number]['code']}"

    def action_close(self) -> None:
        """Close; ask first if something was changed."""
        if repr(self._stages) == self._before:
            self.dismiss(None)
        else:
            self._ask_before_closing()

    @work(exclusive=True, group="close", exit_on_error=False)
    async def _ask_before_closing(self) -> None:
        question = UnsavedDialog(say("Not saved"), say("{what}: what you changed is not saved.", what=self.heading))
        if await self.app.push_screen_wait(question):
            self.dismiss(None)

    # forms -----------------------------------------------------------------------------------------------------

    def _stage_form(self, stage: Mapping[str, Any]) -> FormDialog[Values]:
        codes = [each["code"] for each in self._stages if each["code"] != stage.get("code")]
        branches = Field(
            "next",
            "Branches",
            "prose",
            help=say(
                "A line each, the first that holds is taken: {example}. Stages: {codes}.",
                example="close if budget < 10k",
                codes=", ".join([*codes, "end"]),
            ),
        )
        fields = (
            Field("name", "Name"),
            Field("name_ar", "Name in Arabic"),
            Field("kind", "Belongs to", "choice", choices=_KINDS),
            branches,
        )
        written = "\n".join(
            f"{each['to']} if {each['condition']}" if each.get("condition") else each["to"]
            for each in stage.get("next", ())
        )
        title = say("Stage · {name}", name=stage["name"]) if stage.get("name") else say("New stage")
        return StageForm(
            title, fields, self._parse_context, values={**stage, "next": written}, required=("name", "kind")
        )

    def _step_form(self, stage: Mapping[str, Any], step: Mapping[str, Any]) -> FormDialog[Values]:
        known = {code for code, _ in _STEP_KINDS}
        kinds = (*_STEP_KINDS, *((each, own(each)) for each in step_kinds() if each not in known))
        fields = (
            Field("label", "Label"),
            Field("label_ar", "Label in Arabic"),
            Field("kind", "Kind", "choice", choices=kinds),
            Field(
                "field",
                "Field",
                "choice",
                choices=tuple((each.code, own(each.label)) for each in self._fields[stage["kind"]]),
                help="Which field it fills.",
            ),
            Field(
                "action",
                "Action",
                "choice",
                choices=tuple(each for each in _ACTIONS if each[0] in ACTIONS),
                help="What it begins.",
            ),
            Field("required", "Required", "yes_no", help="Whether the gate asks for it."),
            Field("help", "Help"),
            Field("help_ar", "Help in Arabic"),
        )
        title = say("Step · {name}", name=step["label"]) if step.get("label") else say("New step")
        return ValuesDialog(title, fields, self._parse_context, values=step, required=("label", "kind"))


class StageForm(FormDialog[Values]):
    """A stage; returns it as a definition writes it, but for its code and steps."""

    def result(self, values: Values) -> Values:
        """The stage, its branches read line by line.

        Raises:
            Invalid: A branch cannot be read.
        """
        branches: list[dict[str, str]] = []
        for line in filter(str.strip, (values.get("next") or "").splitlines()):
            found = _BRANCH.fullmatch(line)
            if found is None:
                raise Invalid(
                    say("“{line}” is no branch.", line=line.strip()[:60]),
                    field="next",
                    hint=say("Write it like {example}.", example="close if budget < 10k"),
                )
            branches.append({"to": found[1], **({"condition": found[2]} if found[2] else {})})
        return {**values, "next": branches}


def _filled(values: Values) -> dict[str, Any]:
    """What a form says, without what is empty."""
    return {code: value for code, value in values.items() if value not in (None, "", False, [])}


def free_code(name: str, taken: Sequence[str], otherwise: str) -> str:
    """A code made of a name, which nothing else has."""
    letters = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:36]
    code = letters if letters[:1].isalpha() and letters.isascii() and letters != "end" else otherwise
    number, free = 1, code
    while free in taken or free == "end":
        number += 1
        free = f"{code}_{number}"
    return free
