"""Every rule of process flows, a row each: what is given, what is done, and what holds then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest

from app.domain.core.errors import InvalidFields, NotAllowed
from app.domain.process import rules
from app.domain.process.definitions import END, MAX_STAGES, MAX_STEPS, Branch, Definition, Stage, Step
from app.domain.process.drafts import load_definition
from app.domain.process.mistakes import Mistake
from app.domain.process.toml import as_toml
from tests.conftest import NOW
from tests.process.samples import BY_KIND, FORKED, LARGE, box, known, process, stage

Values = Mapping[str, Any]
_NONE: Values = {}
_NO_HOURS: Mapping[str, int] = {}


def field_step(code: str) -> Step:
    """A required step that asks for a field."""
    return Step(code, code.capitalize(), "field", field=code, required=True)


# Choosing


class Choice(NamedTuple):
    """Which process a new lead gets; given by the order, condition and roles of each."""

    name: str
    given: Mapping[str, tuple[int, str | None, tuple[str, ...]]]
    record: Values
    role: str
    then: str | None


_WEB = "source = web"
CHOICES = (
    Choice("the manager's order decides", {"b": (1, None, ()), "a": (2, None, ())}, {}, "rep", "b"),
    Choice("codes decide where the order does not", {"b": (1, None, ()), "a": (1, None, ())}, {}, "rep", "a"),
    Choice("a condition that holds", {"a": (1, _WEB, ()), "b": (2, None, ())}, {"source": "web"}, "rep", "a"),
    Choice("one that does not is passed", {"a": (1, _WEB, ()), "b": (2, None, ())}, {"source": "ad"}, "rep", "b"),
    Choice("any field may be asked", {"a": (1, LARGE, ()), "b": (2, None, ())}, {"budget": 100}, "rep", "a"),
    Choice("what is not known holds not", {"a": (1, LARGE, ()), "b": (2, None, ())}, {}, "rep", "b"),
    Choice("a role of the user", {"a": (1, None, ("rep",)), "b": (2, None, ())}, {}, "rep", "a"),
    Choice("another's role is passed", {"a": (1, None, ("admin",)), "b": (2, None, ())}, {}, "rep", "b"),
    Choice("condition and role, both", {"a": (1, _WEB, ("admin",))}, {"source": "web"}, "rep", None),
    Choice("none that fits", {"a": (1, _WEB, ())}, {}, "rep", None),
)


@pytest.mark.parametrize("row", CHOICES, ids=lambda row: row.name)
def test_a_lead_gets_the_first_process_whose_condition_and_roles_fit(row: Choice) -> None:
    definitions = [
        replace(process(stage("first"), code=code, order=order, roles=roles), condition=condition)
        for code, (order, condition, roles) in row.given.items()
    ]
    chosen = rules.choose(definitions, known(row.record), {row.role})
    assert (chosen.code if chosen else None) == row.then


# Moving


class Move(NamedTuple):
    """A way through a process; ``when`` is a list of verbs, parted by commas.

    Attributes:
        then: The stage and the status at the end, and the codes on the bar.
        said: How the last refusal begins, or nothing where nothing was refused.
        missing: The steps that it names.
        hours: The time in each stage at the end.
        stays: When each was entered and left, in hours from the beginning.
    """

    name: str
    given: Definition
    record: Values
    when: str
    then: tuple[str, str, str]
    said: str = ""
    missing: tuple[str, ...] = ()
    hours: Mapping[str, int] = _NO_HOURS
    stays: tuple[tuple[str, int, int | None], ...] = ()


GATED = process(
    stage("a", box("sent", required=True), field_step("budget"), field_step("decision_maker"), box("nice")), stage("b")
)
BOXED = process(stage("a", box("urgent"), branches=(Branch("c", "urgent = yes"),)), stage("b"), stage("c"))
ENDING = process(stage("a", branches=(Branch(END, LARGE),)), stage("b"))
LINE = process(stage("a"), stage("b"), stage("c"))
SOLD = process(stage("a", box("ok", required=True)), stage("b", kind="opportunity"), stage("c", kind="opportunity"))
_ALL = ("sent", "budget", "decision_maker")

MOVES = (
    Move("gate names each missing step", GATED, {}, "next", ("a", "active", "a b"), "Sent, Budget and", _ALL),
    Move("gate names only those", GATED, {"budget": 5}, "tick sent, next", ("a", "active", "a b"), "D", _ALL[2:]),
    Move(
        "a box must be ticked",
        GATED,
        {"budget": 5, "decision_maker": True},
        "tick sent, clear sent, next",
        ("a", "active", "a b"),
        "Sent is missing for the next stage.",
        ("sent",),
    ),
    Move(
        "no and 0 are answers",
        GATED,
        {"budget": 0, "decision_maker": False},
        "tick sent, next",
        ("b", "active", "a b"),
    ),
    Move("a step that is not required holds nothing up", LINE, {}, "next", ("b", "active", "a b c")),
    Move("back asks for no step", GATED, {}, "skip, back", ("a", "active", "a b")),
    Move("no way before the first", LINE, {}, "back", ("a", "active", "a b c"), "A is the first stage."),
    Move("next does not qualify", SOLD, {}, "tick ok, next", ("a", "active", "a b c"), "Qualify first:"),
    Move("the gate is asked before that", SOLD, {}, "next", ("a", "active", "a b c"), "Ok is missing", ("ok",)),
    Move("qualifying does", SOLD, {}, "qualify", ("b", "active", "a b c")),
    Move("qualifying twice stays", SOLD, {}, "qualify, next, qualify", ("c", "active", "a b c")),
    Move("no way back to the lead", SOLD, {}, "qualify, back", ("b", "active", "a b c"), "B is the opportunity's"),
    Move("but by reactivating", SOLD, {}, "qualify, next, reactivate", ("a", "active", "a b c")),
    Move("a value chooses the branch", FORKED, {"budget": 100}, "", ("a", "active", "a b c d")),
    Move("another value another", FORKED, {"budget": 99}, "", ("a", "active", "a c d")),
    Move("the bar follows the value at once", FORKED, {"budget": 99}, "budget 100", ("a", "active", "a b c d")),
    Move("a box chooses too", BOXED, {}, "tick urgent", ("a", "active", "a c")),
    Move("no branch holds: the one listed next", BOXED, {}, "", ("a", "active", "a b c")),
    Move("branches meet", FORKED, {"budget": 100}, "next, next, next", ("d", "active", "a b c d")),
    Move("branches end", ENDING, {"budget": 100}, "next", ("a", "finished", "a")),
    Move("or go on", ENDING, {"budget": 1}, "next", ("b", "active", "a b")),
    Move("back by the long way gone", FORKED, {"budget": 100}, "next, next, budget 1, back",
         ("b", "active", "a b c d")),
    Move("back by the short way gone", FORKED, {"budget": 1}, "next, budget 100, back", ("a", "active", "a b c d")),
    Move("a way gone stays on the bar", FORKED, {"budget": 100}, "next, budget 1", ("b", "active", "a b c d")),
    Move("a way gone back on is off it", FORKED, {"budget": 100}, "next, back, budget 1", ("a", "active", "a c d")),
    Move("the last stage finishes", LINE, {}, "next, next, next", ("c", "finished", "a b c")),
    Move("its steps are asked for", process(stage("a", box("x", required=True))), {}, "finish", ("a", "active", "a"),
         "X is missing to finish the process.", ("x",)),
    Move("no end while stages are ahead", LINE, {}, "finish", ("a", "active", "a b c"),
         "Sample cannot be finished in A"),
    Move("what is finished moves no more", LINE, {}, "next, next, next, back", ("c", "finished", "a b c"),
         "The process is finished."),
    Move("nor what is abandoned", LINE, {}, "next, abandon, next", ("b", "abandoned", "a b c"),
         "The process is abandoned."),
    Move("reopened where it ended", LINE, {}, "next, abandon, reopen, back", ("a", "active", "a b c")),
    Move("an end stays what it is", LINE, {}, "abandon, finish", ("a", "abandoned", "a b c")),
    Move("times add up over stays", LINE, {}, "wait 2, next, wait 3, back, wait 4", ("a", "active", "a b c"),
         hours={"a": 6, "b": 3}, stays=(("a", 0, 2), ("b", 2, 5), ("a", 5, None))),
    Move("none while another is followed", LINE, {}, "wait 2, rest, wait 50, resume, wait 1", ("a", "active", "a b c"),
         hours={"a": 3}, stays=(("a", 0, 2), ("a", 52, None))),
    Move("nor after the end", LINE, {}, "wait 2, abandon, wait 50, reopen, wait 1", ("a", "active", "a b c"),
         hours={"a": 3}),
    Move("an end stays one over a switch", LINE, {}, "wait 1, abandon, rest, wait 9, resume, wait 9",
         ("a", "abandoned", "a b c"), hours={"a": 1}),
    Move("ticks are kept over a switch", GATED, {"budget": 0, "decision_maker": False}, "tick sent, rest, resume, next",
         ("b", "active", "a b")),
)  # fmt: skip


class Traveller:
    """A record on its way through a process, without a database."""

    def __init__(self, definition: Definition, values: Values) -> None:
        self.definition, self.values, self.now = definition, dict(values), NOW
        self.progress = rules.start(definition, NOW)
        self.refused: NotAllowed | None = None

    def go(self, way: str) -> None:
        """Do one thing after the other; only the last may be refused, which is remembered."""
        for verb, *words in map(str.split, filter(None, way.split(","))):
            assert self.refused is None
            try:
                self._do(verb, *words)
            except NotAllowed as refused:
                self.refused = refused

    def _do(self, verb: str, word: str = "") -> None:
        flow, progress, facts, now = self.definition, self.progress, known(self.values), self.now
        steps = {step.code: step for each in flow.stages for step in each.steps}
        deeds: dict[str, Callable[[], rules.Progress]] = {
            "next": lambda: rules.advance(flow, progress, facts, now),
            "skip": lambda: rules.advance(replace(flow, stages=tuple(map(ungated, flow.stages))), progress, facts, now),
            "back": lambda: rules.back(flow, progress, now),
            "qualify": lambda: rules.enter_opportunity(flow, progress, facts, now),
            "reactivate": lambda: rules.return_to_lead(flow, progress, now),
            "finish": lambda: rules.conclude(flow, progress, facts, now),
            "abandon": lambda: rules.abandon(progress, now),
            "reopen": lambda: rules.reopen(progress, now),
            "rest": lambda: rules.rest(progress, now),
            "resume": lambda: rules.resume(progress, now),
            "tick": lambda: rules.tick(progress, steps[word], mark=True),
            "clear": lambda: rules.tick(progress, steps[word], mark=False),
        }
        if verb == "wait":
            self.now += timedelta(hours=int(word))
        elif verb == "budget":
            self.values["budget"] = int(word)
        else:
            self.progress = deeds[verb]()


def ungated(each: Stage) -> Stage:
    """A stage that asks for nothing."""
    return replace(each, steps=tuple(replace(step, required=False) for step in each.steps))


@pytest.mark.parametrize("row", MOVES, ids=lambda row: row.name)
def test_a_record_moves_by_the_rules(row: Move) -> None:
    one = Traveller(row.given, row.record)
    one.go(row.when)
    bar = " ".join(each.code for each in rules.path(one.definition, one.progress, known(one.values)))
    assert (one.progress.stage, one.progress.status, bar) == row.then
    assert one.refused is None if not row.said else str(one.refused).startswith(row.said)
    missing = one.refused.missing if isinstance(one.refused, rules.StepsMissing) else ()
    assert tuple(step.code for step in missing) == row.missing
    if row.hours:
        spent = rules.time_in_stages(one.progress, one.now)
        assert spent == {code: timedelta(hours=number) for code, number in row.hours.items()}
    if row.stays:
        assert tuple((each.stage, hours(each.entered_at), hours(each.left_at)) for each in one.progress.visited) == (
            row.stays
        )


def hours(moment: datetime | None) -> int | None:
    """How long after the beginning a moment is."""
    return None if moment is None else (moment - NOW) // timedelta(hours=1)


# Defining


def many(number: int, prefix: str = "s") -> list[str]:
    """So many codes."""
    return [f"{prefix}{each}" for each in range(number)]


def boxes(number: int, prefix: str) -> tuple[Step, ...]:
    """So many boxes."""
    return tuple(map(box, many(number, prefix)))


def renamed(each: Stage, name: str) -> Stage:
    """A stage called something else."""
    return replace(each, name=name)


class Draft(NamedTuple):
    """A definition that is saved; ``then`` is the place and the mistake, or nothing where there is none."""

    name: str
    given: Definition
    then: tuple[str, ...] = ()


_FULL = [stage(code, *boxes(MAX_STEPS, f"{code}_")) for code in many(MAX_STAGES)]
_LONG = "it has 31 {}; 30 are allowed."
DRAFTS = (
    Draft("30 stages of 30 steps", process(*_FULL)),
    Draft("31 stages", process(*map(stage, many(31))), ("sample.toml, line {}: ", _LONG.format("stages"))),
    Draft("31 steps", process(stage("a"), stage("b", *boxes(31, "b"))), ("stage 2 (b): ", _LONG.format("steps"))),
    Draft("no steps", process(stage("a"), replace(stage("b"), steps=())), ("stage 2 (b): ", "it has no steps.")),
    Draft("a branch to nowhere", process(stage("a", branches=(Branch("x"),)), stage("b")),
          ("stage 1 (a), branch 1: ", 'leads to "x", which is no stage.')),
    Draft("a cycle", process(stage("a"), stage("b"), stage("c", branches=(Branch("a", LARGE),))),
          ("stage 3 (c), branch 1: ", 'leads back to "a", in a circle.')),
    Draft("a stage that leads to itself", process(stage("a", branches=(Branch("a", LARGE),)), stage("b")),
          ("stage 1 (a), branch 1: ", 'leads back to "a", in a circle.')),
    Draft("an unknown field in a step", process(stage("a", box("x"), field_step("coffee"))),
          ("stage 1 (a), step 2 (coffee): ", 'the field "coffee" is not known.')),
    Draft("an unknown field in a branch", process(stage("a", branches=(Branch("b", "coffee = 1"),)), stage("b")),
          ("stage 1 (a), branch 1, condition: ", "Unknown field “coffee”")),
    Draft("an unknown field in the condition", replace(LINE, condition="coffee = 1"),
          ("condition: ", "Unknown field “coffee”")),
    Draft("two stages of one name", process(stage("a"), renamed(stage("b"), "A")),
          ("stage 2 (b): ", "another stage is called “A” too.")),
    Draft("whatever the capitals", process(renamed(stage("a"), "Ask"), renamed(stage("b"), "ASK")),
          ("stage 2 (b): ", "another stage is called “ASK” too.")),
    Draft("two stages of one code", process(stage("a"), renamed(stage("a", box("other")), "B")),
          ("stage 2 (a): ", 'another stage has the code "a" too.')),
    Draft("two steps of one code", process(stage("a", box("x")), stage("b", box("x"))),
          ("stage 2 (b), step 1 (x): ", 'another step has the code "x" too.')),
)  # fmt: skip


@pytest.mark.parametrize("row", DRAFTS, ids=lambda row: row.name)
def test_a_definition_is_saved_or_refused_with_the_place_of_its_mistake(row: Draft) -> None:
    if not row.then:
        assert load_definition(as_toml(row.given), "sample.toml", BY_KIND) == row.given
        return
    with pytest.raises(InvalidFields) as refused:
        load_definition(as_toml(row.given), "sample.toml", BY_KIND)
    (mistake,) = refused.value.problems
    assert isinstance(mistake, Mistake)
    assert mistake.line > 0
    place, problem = row.then
    assert f"{place.format(mistake.line)}{problem}" in mistake.message
    assert mistake.message.startswith(f"sample.toml, line {mistake.line}")


# Where the database matters
