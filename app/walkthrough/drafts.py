"""What a person writes as a walkthrough: its shape, and the mistakes that are refused, each at its place."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from app.domain.core.errors import Invalid, InvalidFields
from app.domain.core.fields import ParseContext
from app.domain.core.frozen import frozen
from app.domain.fields.kinds import KINDS
from app.domain.process.misshapen import misshapen
from app.domain.process.mistakes import Found, Location, Parts, Written
from app.domain.process.places import Places
from app.domain.query.condition import Condition
from app.domain.query.context import QueryContext
from app.domain.query.errors import QueryProblem
from app.walkthrough.script import Deed, Script, Step, script_from
from app.words import Said, say

#: The longest script read, in characters.
MAX_TEXT: Final = 256 * 1024
#: The most steps of a part, endings of a script, deeds of a step.
MAX_STEPS, MAX_ENDINGS, MAX_DEEDS = 40, 6, 12
#: How deep tables and lists may be nested; the values of a deed of an ending lie seven deep.
MAX_NESTING: Final = 9
#: With which conditions are tried while a script is checked; what they say of time holds at any.
_ANY_TIME: Final = QueryContext(ParseContext(datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("UTC")), me="")
_NEEDED_MARKS: Final = "\u200c\u200d\u200e\u200f"

_PARTS: Final[Parts] = {
    "deeds": lambda number: say("deed {number}", number=number),
    "endings": lambda number: say("ending {number}", number=number),
    "log": lambda number: say("name {number}", number=number),
    "before": lambda number: say("command {number}", number=number),
}


@frozen
class Known:
    """What a script may name.

    Attributes:
        commands: The commands of the workspace by id, each with the names that the log knows its deed by.
        panels: The panels of records.
    """

    commands: Mapping[str, tuple[str, ...]]
    panels: Collection[str]

    @property
    def logged(self) -> frozenset[str]:
        """Every name that the log may know a deed by."""
        return frozenset().union(*self.commands.values())


def _printable(text: str) -> str:
    if any(not char.isprintable() and char not in _NEEDED_MARKS for char in text):
        raise PydanticCustomError("control_character", "holds a control character")
    return text


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Name = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_printable)]
Text = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_printable)]
Typed = Annotated[str, Field(max_length=2000), AfterValidator(_printable)]
Query = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_printable)]


class _Draft(BaseModel):
    """A table of the file: nothing is converted, and a key that is not known is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class DeedDraft(_Draft):
    """One thing to do."""

    command: Name
    title: Name | None = None
    title_ar: Name | None = None
    panel: Name | None = None
    record: Name | None = None
    log: list[Name] = Field([], max_length=20)
    shown: bool = False
    when: Query | None = None
    before: list[Name] = Field([], max_length=20)
    values: dict[str, Typed] = Field({}, max_length=60)
    values_ar: dict[str, Typed] = Field({}, max_length=60)


class StepDraft(_Draft):
    """A step."""

    id: Code
    title: Name
    title_ar: Name | None = None
    what: Text
    what_ar: Text | None = None
    why: Text
    why_ar: Text | None = None
    pause: bool = False
    deeds: list[DeedDraft] = Field(min_length=1, max_length=MAX_DEEDS)


class EndingDraft(_Draft):
    """A way in which it may end."""

    id: Code
    title: Name
    title_ar: Name | None = None
    steps: list[StepDraft] = Field(min_length=1, max_length=MAX_STEPS)


class ScriptDraft(_Draft):
    """A whole walkthrough."""

    title: Name
    title_ar: Name | None = None
    kind: Name = "lead"
    without: Query | None = None
    steps: list[StepDraft] = Field(min_length=1, max_length=MAX_STEPS)
    endings: list[EndingDraft] = Field([], max_length=MAX_ENDINGS)


def load_script(text: str, source: str, known: Known) -> Script:
    """The walkthrough in a TOML text.

    Args:
        text: The file's content.
        source: What to call it in a refusal, usually the file's name.
        known: What it may name.

    Raises:
        InvalidFields: With one problem for each mistake, naming its place in the file.
        Invalid: When the text is no TOML at all.
    """
    if len(text) > MAX_TEXT:
        message = say("{file} is longer than {number} KB.", file=source, number=MAX_TEXT // 1024)
        raise Invalid(message, hint=say("Make several walkthroughs of it."))
    try:
        written = tomllib.loads(text)
    except ValueError as error:
        message = say("{file} is not a TOML file: {problem}.", file=source, problem=error)
        raise Invalid(message, hint=say("Correct it there.")) from None
    except RecursionError:
        raise _too_deep(source) from None
    if _nested_deeper(written, MAX_NESTING):
        raise _too_deep(source)
    there = Written(source, written, Places(text), _PARTS)
    try:
        draft = ScriptDraft.model_validate(written)
    except ValidationError as error:
        raise InvalidFields(there.in_order(map(_misshapen, error.errors()))) from None
    plain = draft.model_dump(exclude_none=True)
    script = script_from(_with_logs(plain, known))
    problems = there.in_order(_mistakes(script, plain, known))
    if problems:
        raise InvalidFields(problems)
    return script


def _with_logs(plain: dict[str, Any], known: Known) -> dict[str, Any]:
    """A script in which every deed names what the log knows it by: the names of its command, where it names none."""
    for steps in (plain["steps"], *(ending["steps"] for ending in plain.get("endings", ()))):
        for step in steps:
            for deed in step["deeds"]:
                if not deed.get("log") and not deed.get("shown"):
                    deed["log"] = list(known.commands.get(deed["command"], ()))
    return plain


# Mistakes in what the parts mean together


def _mistakes(script: Script, plain: Mapping[str, Any], known: Known) -> Iterator[Found]:
    if script.kind not in KINDS:
        unknown = say("there is no kind of record “{name}”.", name=script.kind)
        yield Found(("kind",), unknown, _nearest(script.kind, KINDS))
        return
    yield from _misread(("without",), script.without, script.kind)
    yield from _repeated(plain)
    for at, step in _placed(script):
        first = at == ("steps", 0)
        if first and not any(name.endswith(".add") for name in step.deeds[0].log):
            message = say("no record of the story comes to be in the first step.")
            yield Found(at, message, say("Begin with a deed that adds one, such as the command lead.add."))
        for number, deed in enumerate(step.deeds):
            yield from _deed_mistakes((*at, "deeds", number), deed, script.kind, known)
    yield from _not_told_apart(script)


def _placed(script: Script) -> Iterator[tuple[Location, Step]]:
    yield from ((("steps", number), step) for number, step in enumerate(script.steps))
    for place, ending in enumerate(script.endings):
        yield from ((("endings", place, "steps", number), step) for number, step in enumerate(ending.steps))


def _repeated(plain: Mapping[str, Any]) -> Iterator[Found]:
    """Ids that two steps, or two endings, have."""
    seen: set[str] = set()
    steps: list[tuple[Location, Any]] = [(("steps", number), each) for number, each in enumerate(plain["steps"])]
    names: set[str] = set()
    for place, ending in enumerate(plain.get("endings", ())):
        if ending["id"] in names:
            yield Found(
                ("endings", place), say('two endings are called "{id}".', id=ending["id"]), say("Rename one of them.")
            )
        names.add(ending["id"])
        steps += [(("endings", place, "steps", number), each) for number, each in enumerate(ending["steps"])]
    for at, step in steps:
        if step["id"] in seen:
            yield Found(at, say('two steps are called "{id}".', id=step["id"]), say("Rename one of them."))
        seen.add(step["id"])


def _deed_mistakes(at: Location, deed: Deed, kind: str, known: Known) -> Iterator[Found]:
    for place, command in (
        (("command",), deed.command),
        *((("before", n), each) for n, each in enumerate(deed.before)),
    ):
        if command not in known.commands:
            message = say("there is no command “{name}”.", name=command)
            yield Found(
                (*at, *place), message, _nearest(command, known.commands) or say("leadline keys lists every command.")
            )
    if deed.panel and deed.panel not in known.panels:
        message = say("there is no panel “{name}”.", name=deed.panel)
        yield Found((*at, "panel"), message, _nearest(deed.panel, known.panels))
    if deed.record and deed.record not in KINDS:
        message = say("there is no kind of record “{name}”.", name=deed.record)
        yield Found((*at, "record"), message, _nearest(deed.record, KINDS))
    logged = known.logged
    for number, name in enumerate(deed.log):
        if name not in logged:
            message = say("nothing is ever called “{name}” in the log, so the step could not end.", name=name)
            yield Found((*at, "log", number), message, _nearest(name, logged))
    if deed.command in known.commands and not deed.log and not deed.shown:
        message = say("nothing would tell that it was done: {command} changes nothing.", command=deed.command)
        yield Found(at, message, say("Write shown = true, or name in log what tells it."))
    if deed.shown and (deed.log or deed.values):
        message = say("what is shown changes nothing, and has neither log nor values.")
        yield Found(at, message, say("Take shown out, or those."))
    yield from _misread((*at, "when"), deed.when, kind)


def _not_told_apart(script: Script) -> Iterator[Found]:
    """Endings that begin with the same deed: nobody could tell which was taken."""
    if len(script.endings) == 1:
        yield Found(("endings", 0), say("one ending alone is no choice."), say("Add its steps to the others."))
    begun: dict[tuple[object, ...], str] = {}
    for place, ending in enumerate(script.endings):
        first = ending.steps[0].deeds[0]
        sign = (first.log or first.command, first.when)
        if sign in begun:
            message = say("it begins as the ending {other} does, so nobody could tell them apart.", other=begun[sign])
            yield Found(("endings", place), message, say("Begin it with another deed, or give it a condition."))
        begun.setdefault(sign, ending.id)


def _misread(at: Location, condition: str | None, kind: str) -> Iterator[Found]:
    """What is wrong with a condition, and at which of its characters."""
    if condition is None:
        return
    try:
        Condition.parse(condition, KINDS[kind].fields, _ANY_TIME)
    except QueryProblem as problem:
        message = say(
            "{problem} (at character {number}).", problem=problem.message.rstrip("."), number=problem.position + 1
        )
        yield Found(at, message, problem.hint, problem.position)


def _misshapen(detail: ErrorDetails) -> Found:
    """A mistake that the validator found, in our words."""
    at = detail["loc"]
    if at and at[-1] == "deeds" and detail["type"] in ("missing", "too_short"):
        return Found(at[:-1], say("it has no deeds."), say("Add at least one."), spot=at)
    return misshapen(detail)


def _nearest(name: str, known: Iterable[str]) -> Said | None:
    nearest = get_close_matches(name, list(known), 1)
    return say('"{name}" is close.', name=nearest[0]) if nearest else None


def _too_deep(source: str) -> Invalid:
    message = say("{file} is nested too deeply.", file=source)
    return Invalid(message, hint=say("Use fewer levels of tables and lists."))


def _nested_deeper(value: object, levels: int) -> bool:
    entries = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return bool(entries) and (levels == 0 or any(_nested_deeper(entry, levels - 1) for entry in entries))
