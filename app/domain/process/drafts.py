"""What a manager writes as a process definition: its shape, and the mistakes that are refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError, PydanticKnownError

from app.domain.core.errors import Invalid, InvalidFields
from app.domain.process.conditions import LONGEST
from app.domain.process.definitions import (
    END,
    MAX_STAGES,
    MAX_STEPS,
    Branch,
    Definition,
    RecordKind,
    definition_from_json,
)
from app.domain.process.misshapen import misshapen
from app.domain.process.mistakes import Mistake, Written
from app.domain.process.places import Places, spot_of_problem
from app.domain.process.soundness import KnownFields, mistakes_in, read_condition
from app.domain.process.steps import kind_of, step_kinds
from app.words import say

#: The longest definition read, in characters; 30 stages of 30 steps with long helps have about as much.
MAX_TEXT = 512 * 1024
#: How deep tables and lists may be nested; a branch lies five deep.
MAX_NESTING = 8
#: The last place in the manager's order.
MAX_ORDER = 10_000

#: Joiners and direction marks: invisible, but Arabic and Persian text needs them.
_NEEDED_MARKS = "\u200c\u200d\u200e\u200f"


def _printable(text: str) -> str:
    if any(not char.isprintable() and char not in _NEEDED_MARKS for char in text):
        raise PydanticCustomError("control_character", "holds a control character")
    return text


def _known_kind(name: str) -> str:
    known = step_kinds()
    if name not in known:
        *others, last = map(repr, known)
        raise PydanticKnownError("literal_error", {"expected": f"{', '.join(others)} or {last}"})
    return name


KindOfStep = Annotated[str, AfterValidator(_known_kind)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Line = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_printable)]
Text = Annotated[str, Field(max_length=400), AfterValidator(_printable)]
Condition = Annotated[str, Field(min_length=1, max_length=LONGEST), AfterValidator(_printable)]


class _Draft(BaseModel):
    """A table of the file: nothing is converted, and a key that is not known is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class BranchDraft(_Draft):
    """A way out of a stage."""

    to: Code
    condition: Condition | None = None


class StepDraft(_Draft):
    """A thing to do in a stage."""

    code: Code
    label: Line
    label_ar: Line | None = None
    kind: KindOfStep
    field: Line | None = None
    action: Line | None = None
    required: bool = False
    help: Text = ""
    help_ar: Text | None = None

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> StepDraft:
        for key, given in (("field", self.field), ("action", self.action)):
            needed = kind_of(self.kind).about == key
            if needed != (given is not None):
                words = {"kind": self.kind, "key": key}
                if needed:
                    raise PydanticCustomError("form_needs", 'a step of kind "{kind}" needs {key}', words)
                raise PydanticCustomError("form_takes_no", 'a step of kind "{kind}" takes no {key}', words)
        return self


class StageDraft(_Draft):
    """A part of the way."""

    code: Code
    name: Line
    name_ar: Line | None = None
    kind: RecordKind
    steps: list[StepDraft] = Field(min_length=1, max_length=MAX_STEPS)
    next: list[BranchDraft] = Field([], max_length=MAX_STAGES)


class DefinitionDraft(_Draft):
    """A whole process definition."""

    code: Code
    name: Line
    name_ar: Line | None = None
    description: Text = ""
    description_ar: Text | None = None
    order: int = Field(100, ge=0, le=MAX_ORDER)
    roles: list[Line] = Field([], max_length=20)
    condition: Condition | None = None
    stages: list[StageDraft] = Field(min_length=1, max_length=MAX_STAGES)


def load_definition(text: str, source: str, fields: KnownFields) -> Definition:
    """The definition in a TOML text.

    Args:
        text: The file's content.
        source: What to call it in a refusal, usually the file's name.
        fields: The fields that leads and opportunities have, by the kind of record.

    Raises:
        InvalidFields: With one problem for each mistake, naming its place in the file.
        Invalid: When the text is no TOML at all.
    """
    if len(text) > MAX_TEXT:
        message = say("{file} is longer than {number} KB.", file=source, number=MAX_TEXT // 1024)
        raise Invalid(message, hint=say("Make several processes of it."))
    try:
        written = tomllib.loads(text)
    except ValueError as error:  # TOML's own, and Python's about a number of thousands of digits
        message = say("{file} is not a TOML file: {problem}.", file=source, problem=error)
        line, column = spot_of_problem(str(error)) or (0, 0)
        raise Mistake(message, hint=say("Correct it there."), line=line, column=column) from None
    except RecursionError:
        raise _too_deep(source) from None
    return check_definition(written, source, fields, text)


def check_definition(written: Mapping[str, Any], source: str, fields: KnownFields, text: str = "") -> Definition:
    """The definition in a table of the same shape as the TOML files; refuses as `load_definition` does.

    Args:
        written: The table.
        source: What to call it in a refusal.
        fields: The fields that leads and opportunities have, by the kind of record.
        text: The text it was read from, where it was, so that lines can be told.
    """
    if nested_deeper(written, MAX_NESTING):
        raise _too_deep(source)
    there = Written(source, written, Places(text) if text else None)
    try:
        draft = DefinitionDraft.model_validate(dict(written))
    except ValidationError as error:
        found = error.errors()
        sound = _put_right(dict(written), found)
        also = mistakes_in(definition_from_json(sound), fields) if sound else ()
        raise InvalidFields(there.in_order([*(misshapen(each) for each in found), *also])) from None
    plain = draft.model_dump(by_alias=True, exclude_none=True)
    definition = definition_from_json(plain)
    problems = there.in_order(mistakes_in(definition, fields))
    if problems:
        raise InvalidFields(problems)
    return _by_codes(definition, plain, fields)


def _too_deep(source: str) -> Invalid:
    message = say("{file} is nested too deeply.", file=source)
    return Invalid(message, hint=say("Use fewer levels of tables and lists."))


def _by_codes(definition: Definition, plain: Mapping[str, Any], fields: KnownFields) -> Definition:
    """The definition whose conditions call every field by its code, whatever name was written."""
    stages = [
        {
            **written,
            "next": [Branch(each.to, read_condition(each.condition, stage, fields)).as_json() for each in stage.next],
        }
        for stage, written in zip(definition.stages, plain["stages"], strict=True)
    ]
    return definition_from_json(
        {**plain, "condition": read_condition(definition.condition, None, fields), "stages": stages}
    )


def nested_deeper(value: object, levels: int) -> bool:
    """Whether tables and lists are nested deeper than so many levels."""
    entries = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return bool(entries) and (levels == 0 or any(nested_deeper(entry, levels - 1) for entry in entries))


# Looking on, where the shape is wrong: so that whoever corrects the one mistake does not meet the next

_ROUNDS: Final = 4
"""How often a part is put right before it is given up; a step has its own mistakes only when its keys have none."""
_STAND_IN: Final[Mapping[str, Any]] = {"name": "?", "label": "?", "to": END}


def _put_right(written: dict[str, Any], found: list[ErrorDetails]) -> dict[str, Any] | None:
    """A definition in which what is misshapen is replaced by what says nothing; ``None`` where that cannot be."""
    sound = deepcopy(written)
    for number in range(_ROUNDS):
        if not all(_replace(sound, each, number) for each in found):
            return None
        try:
            return DefinitionDraft.model_validate(sound).model_dump(by_alias=True, exclude_none=True)
        except ValidationError as error:
            found = error.errors()
    return None


def _replace(sound: dict[str, Any], detail: ErrorDetails, number: int) -> bool:
    """Put one part right; whether that is possible."""
    *way, key = detail["loc"] or ("",)
    if detail["type"] in ("form_needs", "form_takes_no"):
        step = _part(sound, detail["loc"])
        step.update(kind="box")
        step.pop("field", None)
        step.pop("action", None)
        return True
    holder = _part(sound, way)
    if not isinstance(holder, dict) or detail["type"] == "too_long":
        return False
    if key == "stages" or (not way and key == "code"):
        holder["code"] = "unnamed"
        return key != "stages"
    if key == "code":
        holder["code"] = f"unnamed_{number}_{'_'.join(map(str, way))}"
    elif key == "steps":
        holder["steps"] = [{"code": f"unnamed_{number}_{'_'.join(map(str, way))}", "label": "?", "kind": "box"}]
    elif key == "kind" and way[-2:-1] == ["steps"]:
        return _replace(sound, {**detail, "type": "form_needs", "loc": tuple(way)}, number)
    elif key == "kind":
        before = _part(sound, ["stages"])[: way[-1]]
        known = [each.get("kind") for each in before if isinstance(each, dict)]
        holder["kind"] = known[-1] if known else "lead"
    elif key in _STAND_IN:
        holder[str(key)] = _STAND_IN[str(key)]
    else:
        holder.pop(str(key), None)
    return True


def _part(written: Any, way: Sequence[str | int]) -> Any:
    for each in way:
        written = written[each]
    return written
