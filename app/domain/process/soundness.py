"""What is wrong with what the parts of a definition mean together: codes, fields, branches, conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from itertools import chain
from typing import TypeAlias
from zoneinfo import ZoneInfo

from app.domain.core.fields import Field, ParseContext
from app.domain.core.folding import fold
from app.domain.core.roles import ROLES
from app.domain.core.suggestions import quoted
from app.domain.process.definitions import ACTIONS, END, Branch, Definition, Stage
from app.domain.process.mistakes import Found, Location
from app.domain.query.ast import words_of
from app.domain.query.condition import Condition
from app.domain.query.context import QueryContext
from app.domain.query.errors import QueryProblem
from app.words import Said, in_each_language, listed, say

#: The fields that leads and opportunities have, by the kind of record.
KnownFields: TypeAlias = Mapping[str, Sequence[Field]]

#: With which conditions are tried while a definition is checked; what they say of time holds at any.
_ANY_TIME = QueryContext(ParseContext(datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("UTC")), me="")


def read_condition(condition: str | None, stage: Stage | None, fields: KnownFields) -> str | None:
    """A condition with its fields by their codes; that of a branch may ask about boxes and actions of its stage.

    Raises:
        QueryProblem: It cannot be understood, or asks what cannot be asked.
    """
    if condition is None:
        return None
    own = [Field(step.code, step.label, "yes_no") for step in stage.steps if step.field is None] if stage else []
    read = Condition.parse(condition, (*chain(*fields.values()), *own), _ANY_TIME)
    for word in words_of(read.tree):
        hint = say("Compare a field, such as: source = web.")
        raise QueryProblem(say("{word} compares nothing", word=quoted(word.text)), word.place, hint=hint)
    return str(read)


def mistakes_in(definition: Definition, fields: KnownFields) -> Iterator[Found]:
    """Every mistake of a definition whose shape is right."""
    yield from _misread(("condition",), definition.condition, None, fields)
    for number, role in enumerate(definition.roles):
        if role not in ROLES:
            hint = _nearest(role, ROLES) or say("Roles are {names}.", names=listed(ROLES))
            yield Found(("roles", number), say('the role "{name}" is not known.', name=role), hint)
    yield from _repeated(definition)
    codes = [stage.code for stage in definition.stages]
    for place, stage in enumerate(definition.stages):
        yield from _stage_mistakes(definition, place, fields)
        for number, branch in enumerate(stage.next):
            at = ("stages", place, "next", number)
            yield from _misread((*at, "condition"), branch.condition, stage, fields)
            if branch.condition is None and number + 1 < len(stage.next):
                message = say("the branches after this one are never taken.")
                yield Found(at, message, say("Give it a condition or put it last."))
            if branch.to != END and branch.to not in codes:
                hint = _nearest(branch.to, codes) or say('Name a stage of this process, or "{end}".', end=END)
                yield Found(at, say('leads to "{stage}", which is no stage.', stage=branch.to), hint, spot=(*at, "to"))
            elif branch.to != END:
                yield from _backward(definition, place, branch, at)


def _misread(at: Location, condition: str | None, stage: Stage | None, fields: KnownFields) -> Iterator[Found]:
    """What is wrong with a condition, and at which of its characters."""
    try:
        read_condition(condition, stage, fields)
    except QueryProblem as problem:
        message = say(
            "{problem} (at character {number}).", problem=problem.message.rstrip("."), number=problem.position + 1
        )
        yield Found(at, message, problem.hint, problem.position)


def _stage_mistakes(definition: Definition, place: int, fields: KnownFields) -> Iterator[Found]:
    stage = definition.stages[place]
    if stage.code == END:
        message = say('"{end}" is what a branch calls the end.', end=END)
        yield Found(("stages", place), message, say("Give the stage another code."), spot=("stages", place, "code"))
    before = [earlier for earlier in definition.stages[:place] if earlier.kind == "opportunity"]
    if stage.kind == "lead" and before:
        message = say('a lead stage comes after the opportunity stage "{stage}".', stage=before[0].code)
        yield Found(("stages", place), message, say("Put the lead's stages first."), spot=("stages", place, "kind"))
    for number, step in enumerate(stage.steps):
        at = ("stages", place, "steps", number)
        if step.field is not None:
            yield from _field_mistakes(step.field, stage, at, fields)
        if step.action is not None and step.action not in ACTIONS:
            hint = _nearest(step.action, ACTIONS) or say("Actions are {names}.", names=listed(ACTIONS))
            message = say('the action "{name}" is not known.', name=step.action)
            yield Found(at, message, hint, spot=(*at, "action"))


def _field_mistakes(field: str, stage: Stage, at: Location, fields: KnownFields) -> Iterator[Found]:
    """What is wrong with a field that a stage asks for: nobody has it, or the other kind of record alone."""
    own = [each.code for each in fields[stage.kind]]
    if field in own:
        return
    spot = (*at, "field")
    if any(field == each.code for each in chain(*fields.values())):
        message = (
            say('the field "{name}" belongs to opportunities; this is a stage of the lead.', name=field)
            if stage.kind == "lead"
            else say('the field "{name}" belongs to leads; this is a stage of the opportunity.', name=field)
        )
        yield Found(at, message, _nearest(field, own), spot=spot)
    else:
        yield Found(at, say('the field "{name}" is not known.', name=field), _nearest(field, own), spot=spot)


def _repeated(definition: Definition) -> Iterator[Found]:
    stages: set[str] = set()
    names: set[str] = set()
    steps: set[str] = set()
    for place, stage in enumerate(definition.stages):
        at = ("stages", place)
        if stage.code in stages:
            message = say('another stage has the code "{code}" too.', code=stage.code)
            yield Found(at, message, say("Give it its own code."), spot=(*at, "code"))
        stages.add(stage.code)
        own = {fold(name) for name in in_each_language(stage.name)} - {"?"}
        if names & own:
            message = say("another stage is called “{name}” too.", name=stage.name)
            yield Found(at, message, say("Call it something else."), spot=(*at, "name"))
        names |= own
        for number, step in enumerate(stage.steps):
            if step.code in steps:
                message = say('another step has the code "{code}" too.', code=step.code)
                hint = say("Codes of steps are unique in the process.")
                yield Found((*at, "steps", number), message, hint, spot=(*at, "steps", number, "code"))
            steps.add(step.code)


def _backward(definition: Definition, place: int, branch: Branch, at: Location) -> Iterator[Found]:
    """What is wrong with a branch to an earlier stage, or to its own: only such a one can close a circle."""
    codes = [stage.code for stage in definition.stages]
    stage, target = definition.stages[place], definition.stage(branch.to)
    if stage.kind == "opportunity" and target.kind == "lead":
        message = say('leads from an opportunity stage to the lead stage "{stage}".', stage=target.code)
        yield Found(at, message, say("Lead it onwards."), spot=(*at, "to"))
    elif codes.index(target.code) <= place and stage.code in reachable(definition.stages, target.code):
        message = say('leads back to "{stage}", in a circle.', stage=target.code)
        yield Found(at, message, say("Lead it onwards, or end there."), spot=(*at, "to"))


def reachable(stages: tuple[Stage, ...], start: str) -> set[str]:
    """The stages to which some way through the branches leads from one, that one included."""
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
    return seen


def _nearest(name: str, known: Iterable[str]) -> Said | None:
    nearest = get_close_matches(name, list(known), 1)
    return say('"{name}" is close.', name=nearest[0]) if nearest else None
