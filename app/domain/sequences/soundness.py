"""What is wrong with what the steps of a sequence mean together: names, branches, conditions, circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, ParseContext, parse
from app.domain.core.folding import fold
from app.domain.process.mistakes import Found, Location
from app.domain.process.soundness import read_condition
from app.domain.query.errors import QueryProblem
from app.domain.sequences.definitions import AWAITED, END, Definition, Step
from app.domain.sequences.templates import PLACES, places_in
from app.words import Said, listed, say


@dataclass(frozen=True, slots=True)
class Known:
    """What a sequence may name.

    Attributes:
        fields: The fields that records have, by their kind.
        others: The other sequences there are, in their newest versions.
    """

    fields: Mapping[str, Sequence[Field]]
    others: tuple[Definition, ...] = ()


_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "call": ("name",),
    "task": ("name",),
    "appointment": ("name",),
    "email": ("subject", "text"),
    "post": ("text",),
    "field": ("field",),
    "move": ("sequence",),
    "branch": ("ask",),
}
"""The keys that a step of a kind must have."""
_TAKES: Final[Mapping[str, tuple[str, ...]]] = {
    "call": ("text",),
    "task": ("text", "priority"),
    "appointment": ("text",),
    "email": ("automatic",),
    "post": (),
    "wait": ("days", "working_hours"),
    "field": ("value",),
    "move": (),
    "branch": ("no",),
}
"""The keys that it may have besides."""
_ASK_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "outcome": ("outcomes",),
    "condition": ("condition",),
    "stage": ("stage",),
}
_ASK_TAKES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(AWAITED, ("of", "days", "working_hours")),
    "outcome": ("of",),
    "split": ("percent",),
}
#: Keys that every step may have.
_COMMON: Final = ("code", "kind", "name", "name_ar", "next")
_ASKED_OF: Final[Mapping[str, str]] = {**dict.fromkeys(AWAITED, "email"), "outcome": "call"}
"""Which kind of step a branch asks about."""
#: Fields that a step cannot set: those that follow from what is done.
_NOT_SET: Final = ("kind",)
_ANY_TIME: Final = ParseContext(datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("UTC"), "USD")


def mistakes_in(definition: Definition, known: Known) -> Iterator[Found]:
    """Every mistake of a definition whose shape is right."""
    fields = {definition.record: known.fields[definition.record]}
    for key in ("entry", "exit", "rule"):
        yield from _misread((key,), getattr(definition, key), fields)
    if len(set(definition.stop_on)) < len(definition.stop_on):
        yield Found(("stop_on",), say("it names something twice."), say("Name each once."))
    codes = Counter(step.code for step in definition.steps)
    for place, step in enumerate(definition.steps):
        at = ("steps", place)
        yield from _of_code(step, codes, at)
        yield from _of_keys(step, at)
        yield from _of_targets(step, codes, at)
        yield from _of_kind(definition, place, known, fields)
    if all(count == 1 for count in codes.values()):
        yield from _circles(definition, known)


def by_codes(definition: Definition, known: Known) -> Definition:
    """The definition whose conditions and fields go by their codes, whatever names were written."""
    fields = {definition.record: known.fields[definition.record]}

    def read(condition: str) -> str:
        return read_condition(condition or None, None, fields) or ""

    steps = tuple(replace(step, condition=read(step.condition)) for step in definition.steps)
    return replace(
        definition,
        entry=read(definition.entry),
        exit=read(definition.exit),
        rule=read(definition.rule),
        steps=steps,
    )


def _misread(at: Location, condition: str, fields: Mapping[str, Sequence[Field]]) -> Iterator[Found]:
    """What is wrong with a condition, and at which of its characters."""
    try:
        read_condition(condition or None, None, fields)
    except QueryProblem as problem:
        message = say(
            "{problem} (at character {number}).", problem=problem.message.rstrip("."), number=problem.position + 1
        )
        yield Found(at, message, problem.hint, problem.position)


def _of_code(step: Step, codes: Mapping[str, int], at: Location) -> Iterator[Found]:
    if step.code == END:
        message = say('"{end}" is what a step calls the end.', end=END)
        yield Found(at, message, say("Give the step another code."), spot=(*at, "code"))
    if codes[step.code] > 1:
        message = say('another step has the code "{code}" too.', code=step.code)
        yield Found(at, message, say("Give it its own code."), spot=(*at, "code"))


def _of_keys(step: Step, at: Location) -> Iterator[Found]:
    """Keys that its kind, or what it asks, needs or does not take."""
    given = set(step.as_json())
    called = say('a step of kind "{kind}"', kind=step.kind)
    needed, taken = _NEEDS.get(step.kind, ()), _TAKES[step.kind]
    if step.kind == "branch" and step.ask:
        called = say('a branch that asks "{ask}"', ask=step.ask)
        needed, taken = (*needed, *_ASK_NEEDS.get(step.ask, ())), (*taken, *_ASK_TAKES.get(step.ask, ()))
    for key in needed:
        if key not in given:
            yield Found(at, say("{step} needs {key}.", step=called, key=key))
    for key in sorted(given - {*needed, *taken, *_COMMON}):
        yield Found(at, say("{step} takes no {key}.", step=called, key=key), say("Take it out."), spot=(*at, key))
    if (step.kind == "wait" or step.ask in AWAITED) and not step.days and not step.working_hours:
        yield Found(at, say("it does not say how long."), say("Give days, working_hours or both."))


def _of_targets(step: Step, codes: Mapping[str, int], at: Location) -> Iterator[Found]:
    for key in ("next", "no"):
        target = getattr(step, key)
        if target and target != END and target not in codes:
            hint = _nearest(target, codes) or say('Name a step of this sequence, or "{end}".', end=END)
            yield Found(at, say('leads to "{step}", which is no step.', step=target), hint, spot=(*at, key))
    if step.kind == "move" and step.next:
        yield Found(at, say("nothing comes after a move."), say("Take it out."), spot=(*at, "next"))
    if step.kind == "branch" and not step.next and not step.no:
        yield Found(at, say("both of its ways lead to the same step."), say("Say where next or no leads."))


def _of_kind(
    definition: Definition, place: int, known: Known, fields: Mapping[str, Sequence[Field]]
) -> Iterator[Found]:
    step, at = definition.steps[place], ("steps", place)
    yield from _of_places(step, at)
    if step.condition:
        yield from _misread((*at, "condition"), step.condition, fields)
    if step.kind == "field" and step.field:
        yield from _of_field(step, at, fields[definition.record])
    if step.kind == "move" and step.sequence:
        yield from _of_move(definition, step, at, known)
    asked = _ASKED_OF.get(step.ask)
    if asked:
        yield from _of_asked(definition, step, at, asked)


def _of_places(step: Step, at: Location) -> Iterator[Found]:
    for key in ("subject", "text"):
        for name in places_in(getattr(step, key)):
            if name not in PLACES:
                hint = _nearest(name, PLACES) or say("Places are {names}.", names=listed(PLACES))
                yield Found(
                    at, say("nothing fills the place {place}.", place=f"{{{name[:40]}}}"), hint, spot=(*at, key)
                )


def _of_field(step: Step, at: Location, fields: Sequence[Field]) -> Iterator[Found]:
    """What is wrong with a field that is given a value, and with the value."""
    field = next((each for each in fields if each.code == step.field), None)
    if field is None:
        hint = _nearest(step.field, [each.code for each in fields])
        yield Found(at, say('the field "{name}" is not known.', name=step.field), hint, spot=(*at, "field"))
        return
    if field.computed or field.code in _NOT_SET:
        message = say('the field "{name}" cannot be set; it follows from what is done.', name=step.field)
        yield Found(at, message, say("Choose another field."), spot=(*at, "field"))
        return
    try:
        if step.value and not field.field_type.link:
            parse(field, step.value, _ANY_TIME)
    except Invalid as problem:
        yield Found(at, problem.message, problem.hint, spot=(*at, "value"))


def _of_move(definition: Definition, step: Step, at: Location, known: Known) -> Iterator[Found]:
    if step.sequence == definition.code:
        return
    target = next((each for each in known.others if each.code == step.sequence), None)
    spot = (*at, "sequence")
    if target is None:
        hint = _nearest(step.sequence, [each.code for each in known.others])
        yield Found(at, say('there is no sequence "{name}".', name=step.sequence), hint, spot=spot)
    elif target.record != definition.record:
        message = (
            say('"{name}" is for leads; this sequence is for opportunities.', name=step.sequence)
            if target.record == "lead"
            else say('"{name}" is for opportunities; this sequence is for leads.', name=step.sequence)
        )
        yield Found(at, message, say("Name another sequence."), spot=spot)


def _of_asked(definition: Definition, step: Step, at: Location, asked: str) -> Iterator[Found]:
    """What is wrong with the step that a branch asks about."""
    there = {each.code: each.kind for each in definition.steps}
    spot = (*at, "of")
    if step.of and step.of not in there:
        hint = _nearest(step.of, there)
        yield Found(at, say('asks about "{step}", which is no step.', step=step.of), hint, spot=spot)
    elif step.of and there[step.of] != asked:
        message = (
            say('asks about "{step}", which is no email.', step=step.of)
            if asked == "email"
            else say('asks about "{step}", which is no call.', step=step.of)
        )
        yield Found(at, message, say("Name another step."), spot=spot)
    elif asked not in there.values():
        message = (
            say("asks about an email, and the sequence has none.")
            if asked == "email"
            else say("asks about a call, and the sequence has none.")
        )
        yield Found(at, message, say("Add one before it."))


def _circles(definition: Definition, known: Known) -> Iterator[Found]:
    """Ways that come back to where they began without a wait, in the sequence itself or by moves through others."""
    targets = {each.code for each in definition.steps} | {END, ""}
    if any({step.next, step.no} - targets for step in definition.steps):
        return
    for place, step in enumerate(definition.steps):
        if not step.takes_time and _comes_back(definition, step):
            message = say("leads back to itself without a wait.")
            yield Found(
                ("steps", place), message, say("Put a wait of at least an hour on the way, or lead it onwards.")
            )
            return
    way = _moves_back(definition, known)
    if way:
        place = next(n for n, step in enumerate(definition.steps) if step.kind == "move" and step.sequence == way[0])
        message = say("moves in a circle without a wait: {sequences}.", sequences=" → ".join((definition.code, *way)))
        hint = say("Put a wait of at least an hour on the way, or move elsewhere.")
        yield Found(("steps", place), message, hint, spot=("steps", place, "sequence"))


def _comes_back(definition: Definition, start: Step) -> bool:
    seen: set[str] = set()
    waiting = [*definition.ways(start)] if start.kind != "move" else []
    while waiting:
        step = waiting.pop()
        if step == start:
            return True
        if step.code not in seen and not step.takes_time and step.kind != "move":
            seen.add(step.code)
            waiting += definition.ways(step)
    return False


def moves_at_once(definition: Definition) -> tuple[str, ...]:
    """The sequences to which some way of one leads without a wait."""
    seen: set[str] = set()
    found: dict[str, None] = {}
    waiting = list(definition.steps[:1])
    while waiting:
        step = waiting.pop()
        if step.code in seen or step.takes_time:
            continue
        seen.add(step.code)
        if step.kind == "move":
            found[step.sequence] = None
        else:
            waiting += definition.ways(step)
    return tuple(found)


def _moves_back(definition: Definition, known: Known) -> tuple[str, ...]:
    """The sequences through which one moves back to itself without a wait; none where it does not."""
    newest = {each.code: each for each in known.others} | {definition.code: definition}
    ways: list[tuple[str, ...]] = [(code,) for code in moves_at_once(definition)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == definition.code:
            return way
        if way[-1] not in seen and way[-1] in newest:
            seen.add(way[-1])
            ways += [(*way, code) for code in moves_at_once(newest[way[-1]])]
    return ()


def _nearest(name: str, known: Iterable[str]) -> Said | None:
    nearest = get_close_matches(fold(name), list(known), 1)
    return say('"{name}" is close.', name=nearest[0]) if nearest else None
