"""What a manager writes as a sequence: its shape, and the mistakes that are refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from app.domain.core.errors import Invalid, InvalidFields
from app.domain.process.drafts import MAX_TEXT, Code, Condition, Line, Text, nested_deeper
from app.domain.process.misshapen import misshapen
from app.domain.process.mistakes import Mistake, Parts, Written
from app.domain.process.places import Places, spot_of_problem
from app.domain.sequences.definitions import (
    MAX_DAYS,
    MAX_STEPS,
    MAX_WORKING_HOURS,
    STOPS,
    Definition,
    definition_from_json,
)
from app.domain.sequences.soundness import Known, by_codes, mistakes_in
from app.words import say

#: How deep tables and lists may be nested; the outcomes of a step lie three deep.
_NESTING: Final = 5
_LONGEST_TEXT: Final = 20_000
_MARKS: Final = "\n\t\u200c\u200d\u200e\u200f"
_PARTS: Final[Parts] = {"outcomes": lambda number: say("outcome {number}", number=number)}


def _writable(text: str) -> str:
    if any(not char.isprintable() and char not in _MARKS for char in text):
        raise PydanticCustomError("control_character", "holds a control character")
    return text


_Long = Annotated[str, Field(min_length=1, max_length=_LONGEST_TEXT), AfterValidator(_writable)]


class _Draft(BaseModel):
    """A table of the file: nothing is converted, and a key that is not known is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class StepDraft(_Draft):
    """A step."""

    code: Code
    kind: Literal["call", "email", "task", "appointment", "post", "wait", "field", "move", "branch"]
    name: Line | None = None
    name_ar: Line | None = None
    subject: Line | None = None
    text: _Long | None = None
    automatic: bool = False
    priority: Literal["low", "normal", "high"] = "normal"
    days: int = Field(0, ge=0, le=MAX_DAYS)
    working_hours: int = Field(0, ge=0, le=MAX_WORKING_HOURS)
    field: Line | None = None
    value: Line | None = None
    sequence: Code | None = None
    ask: Literal["opened", "replied", "clicked", "outcome", "condition", "stage", "split"] | None = None
    of: Code | None = None
    outcomes: list[Line] = Field([], max_length=MAX_STEPS)
    condition: Condition | None = None
    stage: Code | None = None
    percent: int = Field(50, ge=1, le=99)
    next: Code | None = None
    no: Code | None = None


class SequenceDraft(_Draft):
    """A whole sequence."""

    code: Code
    name: Line
    name_ar: Line | None = None
    description: Text = ""
    description_ar: Text | None = None
    record: Literal["lead", "opportunity"] = "lead"
    entry: Condition | None = None
    exit: Condition | None = None
    rule: Condition | None = None
    reentry: bool = False
    stop_on: list[Literal["reply", "disqualify", "do_not_contact"]] = Field(list(STOPS), max_length=len(STOPS))
    steps: list[StepDraft] = Field(min_length=1, max_length=MAX_STEPS)


def load_sequence(text: str, source: str, known: Known) -> tuple[Definition, Written]:
    """The sequence in a TOML text, and how it was written.

    Args:
        text: The file's content.
        source: What to call it in a refusal, usually the file's name.
        known: What its steps and conditions may name.

    Raises:
        InvalidFields: With one problem for each mistake, naming its place in the file.
        Invalid: When the text is no TOML at all.
    """
    if len(text) > MAX_TEXT:
        message = say("{file} is longer than {number} KB.", file=source, number=MAX_TEXT // 1024)
        raise Invalid(message, hint=say("Make several sequences of it."))
    try:
        written = tomllib.loads(text)
    except ValueError as error:  # TOML's own, and Python's about a number of thousands of digits
        message = say("{file} is not a TOML file: {problem}.", file=source, problem=error)
        line, column = spot_of_problem(str(error)) or (0, 0)
        raise Mistake(message, hint=say("Correct it there."), line=line, column=column) from None
    except RecursionError:
        raise _too_deep(source) from None
    return _checked(written, source, known, Places(text))


def _checked(written: Mapping[str, Any], source: str, known: Known, places: Places) -> tuple[Definition, Written]:
    if nested_deeper(written, _NESTING):
        raise _too_deep(source)
    there = Written(source, written, places, _PARTS)
    try:
        draft = SequenceDraft.model_validate(dict(written))
    except ValidationError as error:
        raise InvalidFields(there.in_order([misshapen(each) for each in error.errors()])) from None
    definition = definition_from_json(draft.model_dump(exclude_none=True))
    problems = there.in_order(mistakes_in(definition, known))
    if problems:
        raise InvalidFields(problems)
    return by_codes(definition, known), there


def _too_deep(source: str) -> Invalid:
    message = say("{file} is nested too deeply.", file=source)
    return Invalid(message, hint=say("Use fewer levels of tables and lists."))
