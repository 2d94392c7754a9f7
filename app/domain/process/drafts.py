"""What a manager writes as a process definition: its shape, and the mistakes that are refused."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError, PydanticKnownError

from app.domain.core.errors import Invalid, InvalidFields
from app.domain.core.fields import Field as KnownField
from app.domain.core.fields import ParseContext
from app.domain.core.suggestions import quoted
from app.domain.process.definitions import (
    ACTIONS,
    END,
    MAX_STAGES,
    MAX_STEPS,
    Branch,
    Definition,
    RecordKind,
    Stage,
    definition_from_json,
)
from app.domain.process.misshapen import in_our_words
from app.domain.process.steps import kind_of, step_kinds
from app.domain.query.ast import words_of
from app.domain.query.condition import Condition as WrittenCondition
from app.domain.query.context import QueryContext
from app.domain.query.errors import QueryProblem
from app.words import Said, listed, say

#: The longest definition read, in characters; 30 stages of 30 steps with long helps have about as much.
MAX_TEXT = 512 * 1024
#: How deep tables and lists may be nested; a branch lies five deep.
MAX_NESTING = 8
#: With which conditions are tried while a definition is checked; what they say of time holds at any.
_ANY_TIME = QueryContext(ParseContext(datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("UTC")), me="")

#: Joiners and direction marks: invisible, but Arabic and Persian text needs them.
_NEEDED_MARKS = "\u200c\u200d\u200e\u200f"

#: Where in the file, as pydantic says it: ``("stages", 1, "steps", 0, "field")``.
Location = Sequence[str | int]
_PARTS: Final[Mapping[str, Callable[[int], str]]] = {
    "stages": lambda number: say("stage {number}", number=number),
    "steps": lambda number: say("step {number}", number=number),
    "next": lambda number: say("branch {number}", number=number),
    "roles": lambda number: say("role {number}", number=number),
}
"""What the parts of a definition are called, by the key of their list."""


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
Condition = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_printable)]


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
    order: int = Field(100, ge=0, le=10_000)
    roles: list[Line] = Field([], max_length=20)
    condition: Condition | None = None
    stages: list[StageDraft] = Field(min_length=1, max_length=MAX_STAGES)


def load_definition(text: str, source: str, fields: Sequence[KnownField]) -> Definition:
    """The definition in a TOML text.

    Args:
        text: The file's content.
        source: What to call it in a refusal, usually the file's name.
        fields: The fields that leads and opportunities have.

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
        raise Invalid(message, hint=say("Correct it there.")) from None
    except RecursionError:
        raise _too_deep(source) from None
    return check_definition(written, source, fields)


def check_definition(written: Mapping[str, Any], source: str, fields: Sequence[KnownField]) -> Definition:
    """The definition in a table of the same shape as the TOML files; refuses as `load_definition` does."""
    if _nested_deeper(written, MAX_NESTING):
        raise _too_deep(source)
    try:
        draft = DefinitionDraft.model_validate(dict(written))
    except ValidationError as error:
        raise InvalidFields([_misshapen(detail, written, source) for detail in error.errors()]) from None
    plain = draft.model_dump(by_alias=True, exclude_none=True)
    definition = definition_from_json(plain)
    problems = [
        _problem(location, plain, source, message, hint) for location, message, hint in _mistakes(definition, fields)
    ]
    if problems:
        raise InvalidFields(problems)
    return _by_codes(definition, plain, fields)


def _too_deep(source: str) -> Invalid:
    message = say("{file} is nested too deeply.", file=source)
    return Invalid(message, hint=say("Use fewer levels of tables and lists."))


def _by_codes(definition: Definition, plain: Mapping[str, Any], fields: Sequence[KnownField]) -> Definition:
    """The definition whose conditions call every field by its code, whatever name was written."""
    stages = [
        {**written, "next": [Branch(each.to, _read(each.condition, stage, fields)).as_json() for each in stage.next]}
        for stage, written in zip(definition.stages, plain["stages"], strict=True)
    ]
    return definition_from_json({**plain, "condition": _read(definition.condition, None, fields), "stages": stages})


def _read(condition: str | None, stage: Stage | None, fields: Sequence[KnownField]) -> str | None:
    """A condition with its fields by their codes; that of a branch may ask about boxes and actions of its stage.

    Raises:
        QueryProblem: It cannot be understood, or asks what cannot be asked.
    """
    if condition is None:
        return None
    own = [KnownField(step.code, step.label, "yes_no") for step in stage.steps if step.field is None] if stage else []
    read = WrittenCondition.parse(condition, (*fields, *own), _ANY_TIME)
    for word in words_of(read.tree):
        hint = say("Compare a field, such as: source = web.")
        raise QueryProblem(say("{word} compares nothing", word=quoted(word.text)), word.place, hint=hint)
    return str(read)


# Mistakes in what the parts mean together

_Mistake = tuple[Location, Said, Said | None]


def _mistakes(definition: Definition, fields: Sequence[KnownField]) -> Iterator[_Mistake]:
    yield from _misread(("condition",), definition.condition, None, fields)
    yield from _repeated(definition)
    codes = [stage.code for stage in definition.stages]
    for place, stage in enumerate(definition.stages):
        yield from _stage_mistakes(definition, place, fields)
        for number, branch in enumerate(stage.next):
            at = ("stages", place, "next", number)
            yield from _misread((*at, "condition"), branch.condition, stage, fields)
            if branch.condition is None and number + 1 < len(stage.next):
                message = say("the branches after this one are never taken.")
                yield at, message, say("Give it a condition or put it last.")
            if branch.to != END and branch.to not in codes:
                hint = _nearest(branch.to, codes) or say('Name a stage of this process, or "{end}".', end=END)
                yield at, say('leads to "{stage}", which is no stage.', stage=branch.to), hint
            elif branch.to != END:
                yield from _backward(definition, place, branch, at)


def _misread(
    at: Location, condition: str | None, stage: Stage | None, fields: Sequence[KnownField]
) -> Iterator[_Mistake]:
    """What is wrong with a condition, and at which of its characters."""
    try:
        _read(condition, stage, fields)
    except QueryProblem as problem:
        message = say(
            "{problem} (at character {number}).", problem=problem.message.rstrip("."), number=problem.position + 1
        )
        yield at, message, problem.hint


def _stage_mistakes(definition: Definition, place: int, fields: Sequence[KnownField]) -> Iterator[_Mistake]:
    stage = definition.stages[place]
    if stage.code == END:
        message = say('"{end}" is what a branch calls the end.', end=END)
        yield ("stages", place), message, say("Give the stage another code.")
    before = [earlier for earlier in definition.stages[:place] if earlier.kind == "opportunity"]
    if stage.kind == "lead" and before:
        message = say('a lead stage comes after the opportunity stage "{stage}".', stage=before[0].code)
        yield ("stages", place), message, say("Put the lead's stages first.")
    for number, step in enumerate(stage.steps):
        at = ("stages", place, "steps", number)
        if step.field is not None:
            codes = {each.code for each in fields}
            if step.field not in codes:
                message = say('the field "{name}" is not known.', name=step.field)
                yield at, message, _nearest(step.field, codes)
        if step.action is not None and step.action not in ACTIONS:
            hint = _nearest(step.action, ACTIONS) or say("Actions are {names}.", names=listed(ACTIONS))
            yield at, say('the action "{name}" is not known.', name=step.action), hint


def _repeated(definition: Definition) -> Iterator[_Mistake]:
    stages: set[str] = set()
    steps: set[str] = set()
    for place, stage in enumerate(definition.stages):
        if stage.code in stages:
            message = say('another stage has the code "{code}" too.', code=stage.code)
            yield ("stages", place), message, say("Give it its own code.")
        stages.add(stage.code)
        for number, step in enumerate(stage.steps):
            if step.code in steps:
                message = say('another step has the code "{code}" too.', code=step.code)
                yield ("stages", place, "steps", number), message, say("Codes of steps are unique in the process.")
            steps.add(step.code)


def _backward(definition: Definition, place: int, branch: Branch, at: Location) -> Iterator[_Mistake]:
    """What is wrong with a branch to an earlier stage, or to its own: only such a one can close a circle."""
    codes = [stage.code for stage in definition.stages]
    stage, target = definition.stages[place], definition.stage(branch.to)
    if stage.kind == "opportunity" and target.kind == "lead":
        message = say('leads from an opportunity stage to the lead stage "{stage}".', stage=target.code)
        yield at, message, say("Lead it onwards.")
    elif codes.index(target.code) <= place and _reaches(definition.stages, target.code, stage.code):
        message = say('leads back to "{stage}", in a circle.', stage=target.code)
        yield at, message, say("Lead it onwards, or end there.")


def _reaches(stages: tuple[Stage, ...], start: str, goal: str) -> bool:
    """Whether some way through the branches leads from one stage to the other."""
    following: dict[str, set[str]] = {}
    for place, stage in enumerate(stages):
        following.setdefault(stage.code, {branch.to for branch in stage.next})
        if place + 1 < len(stages) and all(branch.condition for branch in stage.next):
            following[stage.code].add(stages[place + 1].code)
    seen, waiting = {start}, [start]
    while waiting:
        fresh = following.get(waiting.pop(), set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return goal in seen


def _nearest(name: str, known: Iterable[str]) -> Said | None:
    nearest = get_close_matches(name, list(known), 1)
    return say('"{name}" is close.', name=nearest[0]) if nearest else None


# Saying where


def _problem(at: Location, written: object, source: str, message: Said, hint: Said | None = None) -> Invalid:
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in at)
    place = listed([source, *_named(at, written)])
    return Invalid(say("{place}: {problem}", place=place, problem=message), field=field or None, hint=hint)


def _named(at: Location, written: object) -> Iterator[str]:
    """The parts of a place as a person counts them: ``stage 2 (develop)``, ``step 3 (budget)``."""
    counted = ""
    for part in at:
        try:
            written = written[part]  # type: ignore[index]  # any shape may have been written
        except (KeyError, IndexError, TypeError):
            written = None
        if isinstance(part, int):
            code = written.get("code") if isinstance(written, dict) else None
            known = isinstance(code, str) and len(code) <= 40 and code.isprintable()
            where = _PARTS[counted](part + 1) if counted in _PARTS else f"{counted} {part + 1}"
            yield say("{part} ({code})", part=where, code=code) if known else where
        elif part not in _PARTS:
            yield part
        counted = str(part)


def _misshapen(detail: ErrorDetails, written: object, source: str) -> Invalid:
    """A mistake that pydantic found, in our words."""
    at, kind, limits = detail["loc"], detail["type"], detail.get("ctx", {})
    key = at[-1] if at else ""
    if key in ("stages", "steps") and kind in ("missing", "too_short"):
        message = say("it has no stages.") if key == "stages" else say("it has no steps.")
        return _problem(at[:-1], written, source, message, say("Add at least one."))
    if kind == "too_long":
        number, most = limits["actual_length"], limits["max_length"]
        too_many = _TOO_MANY.get(str(key), _too_many_of(str(key)))(number, most)
        return _problem(at[:-1], written, source, too_many, say("Make several of it."))
    if kind == "missing":
        return _problem(at[:-1], written, source, say('"{key}" is missing.', key=key))
    if kind == "extra_forbidden":
        message = say("{key} is not known here.", key=repr(str(key)[:40]))
        return _problem(at[:-1], written, source, message, say("Take it out."))
    if kind == "string_pattern_mismatch":
        hint = say("Start with a small letter, then up to 39 of a-z, 0-9 and _.")
        return _problem(at, written, source, say("it is not a code."), hint)
    return _problem(at, written, source, in_our_words(detail))


_TOO_MANY: Final[Mapping[str, Callable[[int, int], Said]]] = {
    "stages": lambda number, most: say("it has {number} stages; {most} are allowed.", number=number, most=most),
    "steps": lambda number, most: say("it has {number} steps; {most} are allowed.", number=number, most=most),
    "next": lambda number, most: say("it has {number} branches; {most} are allowed.", number=number, most=most),
    "roles": lambda number, most: say("it has {number} roles; {most} are allowed.", number=number, most=most),
}
"""What is said of a list that is too long, by its key."""


def _too_many_of(key: str) -> Callable[[int, int], Said]:
    return lambda number, most: say("it has {number} {key}; {most} are allowed.", number=number, key=key, most=most)


def _nested_deeper(value: object, levels: int) -> bool:
    entries = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return bool(entries) and (levels == 0 or any(_nested_deeper(entry, levels - 1) for entry in entries))
