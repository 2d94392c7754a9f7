"""How a record moves along its process: steps done, gates, branches, going back and the time it takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple, TypeAlias

from app.domain.core.errors import NotAllowed
from app.domain.core.frozen import frozen
from app.domain.process.definitions import END, Definition, RecordKind, Stage, Step
from app.domain.process.facts import Facts
from app.domain.process.steps import kind_of
from app.words import say, say_many, together

Status: TypeAlias = Literal["active", "finished", "abandoned"]
Values: TypeAlias = Mapping[str, object]
#: By step code: whether a box is ticked, or which activity carried an action out.
Ticks: TypeAlias = Mapping[str, bool | str]

_NOT_TICKED: Ticks = {}


@frozen
class StageVisit:
    """One stay in a stage; the one under way has not been left."""

    stage: str
    entered_at: datetime
    left_at: datetime | None = None

    def lasted(self, now: datetime) -> timedelta:
        """How long the stay took, or has taken so far; never less than nothing if the clock was set back."""
        return max((self.left_at or now) - self.entered_at, timedelta(0))


@frozen
class Progress:
    """Where a record stands in one process.

    Attributes:
        stage: The code of the stage it is in, or was in when the process ended.
        visited: Every stay in a stage, oldest first; while it is active and followed the last one is under way.
        ticked: The boxes ticked and actions taken, in any stage.
    """

    stage: str
    status: Status
    visited: tuple[StageVisit, ...]
    ticked: Ticks = field(default_factory=dict)


class StageProgress(NamedTuple):
    """How much of a stage is done, and the required steps that are not."""

    done: int
    total: int
    missing: tuple[Step, ...]


class StepsMissing(NotAllowed):
    """The gate: required steps of the stage are not done.

    Attributes:
        missing: The steps to do, in their order.
    """

    def __init__(self, missing: tuple[Step, ...], *, to_finish: bool) -> None:
        """Refuse to go on, or to finish the process."""
        steps = together(step.label for step in missing)
        message = (
            say_many(
                "{steps} is missing to finish the process.",
                "{steps} are missing to finish the process.",
                len(missing),
                steps=steps,
            )
            if to_finish
            else say_many(
                "{steps} is missing for the next stage.",
                "{steps} are missing for the next stage.",
                len(missing),
                steps=steps,
            )
        )
        super().__init__(message, field=missing[0].field or missing[0].code)
        self.missing = missing

    def as_json(self) -> dict[str, Any]:
        """The refusal with the codes of the missing steps."""
        return {**super().as_json(), "missing": [step.code for step in self.missing]}


# Choosing a process


def choose(
    definitions: Iterable[Definition], facts: Facts, roles: Collection[str], kind: RecordKind = "lead"
) -> Definition | None:
    """The process for a record: the first, in the manager's order, that is offered to it and whose condition holds."""
    return next((one for one in offered(definitions, roles, kind) if facts.hold(one.condition)), None)


def offered(
    definitions: Iterable[Definition], roles: Collection[str], kind: str | None = None
) -> tuple[Definition, ...]:
    """The processes the user may switch to, in the manager's order.

    Args:
        definitions: The active definitions.
        roles: The user's roles; a definition without roles is for everybody.
        kind: Only those with a stage for this kind of record, lead or opportunity.
    """
    fitting = (
        one
        for one in definitions
        if (not one.roles or any(role in roles for role in one.roles))
        and (kind is None or any(stage.kind == kind for stage in one.stages))
    )
    return tuple(sorted(fitting, key=lambda one: (one.order, one.code)))


# Steps and gates


def step_done(step: Step, values: Values, ticks: Ticks) -> bool:
    """Whether a step is done: the field is filled, the box ticked, the action taken."""
    return kind_of(step.kind).done(step, values, ticks)


def stage_progress(stage: Stage, values: Values, ticks: Ticks) -> StageProgress:
    """The steps done, the steps there are, and the required ones still missing."""
    open_steps = tuple(step for step in stage.steps if not step_done(step, values, ticks))
    missing = tuple(step for step in open_steps if step.required)
    return StageProgress(len(stage.steps) - len(open_steps), len(stage.steps), missing)


def tick(progress: Progress, step: Step, *, mark: bool | str) -> Progress:
    """The progress with a box ticked or cleared, or an action marked with its activity."""
    return replace(progress, ticked={**progress.ticked, step.code: mark})


# The way


def next_stage(definition: Definition, stage: Stage, facts: Facts, ticks: Ticks = _NOT_TICKED) -> Stage | None:
    """The stage that follows with these facts, or None at the end.

    The first branch that holds decides; without one it is the stage listed next.
    """
    for branch in stage.next:
        if facts.hold(branch.condition, ticks):
            return None if branch.to == END else definition.stage(branch.to)
    place = definition.stages.index(stage) + 1
    return definition.stages[place] if place < len(definition.stages) else None


def path(definition: Definition, progress: Progress, facts: Facts) -> tuple[Stage, ...]:
    """The stages on the bar: the way come so far, then the way ahead as the branches now choose.

    A stage that was left by going back is ahead again, and off the bar if another branch is chosen now.
    """
    return come(definition, progress) + _ahead(definition, progress, facts)


def come(definition: Definition, progress: Progress) -> tuple[Stage, ...]:
    """The stages that led to the present one, with it, without detours that were gone back on."""
    come: list[str] = []
    for visit in progress.visited:
        if visit.stage in come:
            del come[come.index(visit.stage) + 1 :]
        else:
            come.append(visit.stage)
    return tuple(definition.stage(code) for code in come if definition.has_stage(code))


def _ahead(definition: Definition, progress: Progress, facts: Facts) -> tuple[Stage, ...]:
    """The stages expected after the present one; none once the process is finished."""
    ahead: list[Stage] = []
    if progress.status == "finished":
        return ()
    following = next_stage(definition, definition.stage(progress.stage), facts, progress.ticked)
    while following is not None and following not in ahead:
        ahead.append(following)
        following = next_stage(definition, following, facts, progress.ticked)
    return tuple(ahead)


# Moving


def start(definition: Definition, now: datetime, kind: RecordKind = "lead") -> Progress:
    """A process begun in its first stage for this kind of record.

    Raises:
        NotAllowed: When the process has no stage for this kind of record.
    """
    for stage in definition.stages:
        if stage.kind == kind:
            return Progress(stage.code, "active", (StageVisit(stage.code, now),))
    message = (
        say("{process} has no stage for an opportunity.", process=definition.name)
        if kind == "opportunity"
        else say("{process} has no stage for a lead.", process=definition.name)
    )
    raise NotAllowed(message, hint=say("Choose another process."))


def advance(definition: Definition, progress: Progress, facts: Facts, now: datetime) -> Progress:
    """One stage on, or finished after the last.

    Raises:
        StepsMissing: When required steps of the stage are not done.
        NotAllowed: When the process has ended, or when only qualifying leads on.
    """
    _ask_active(progress)
    stage = definition.stage(progress.stage)
    following = next_stage(definition, stage, facts, progress.ticked)
    missing = stage_progress(stage, facts, progress.ticked).missing
    if missing:
        raise StepsMissing(missing, to_finish=following is None)
    if following is None:
        return finish(progress, now)
    if following.kind != stage.kind:
        raise NotAllowed(say("Qualify first: an opportunity is made by qualifying."))
    return _enter(progress, following, now)


def back(definition: Definition, progress: Progress, now: datetime) -> Progress:
    """One stage back on the way come; no step is asked for.

    Raises:
        NotAllowed: In the first stage, after the end, or from the opportunity's stages to the lead's.
    """
    _ask_active(progress)
    stage = definition.stage(progress.stage)
    earlier = come(definition, progress)[:-1]
    if not earlier:
        raise NotAllowed(say("{stage} is the first stage.", stage=stage.name))
    if earlier[-1].kind != stage.kind:
        raise NotAllowed(
            say(
                "{stage} is the opportunity's first stage; {earlier} belongs to the lead.",
                stage=stage.name,
                earlier=earlier[-1].name,
            ),
            hint=say("Reactivate the lead to go back there."),
        )
    return _enter(progress, earlier[-1], now)


def enter_opportunity(definition: Definition, progress: Progress, facts: Facts, now: datetime) -> Progress:
    """The process after qualifying: in the first opportunity stage of the path, or finished without one.

    Qualifying is a decision of its own, so the gate is not asked. A process that has ended, or is with an
    opportunity already, stays as it is.
    """
    if progress.status != "active" or definition.stage(progress.stage).kind == "opportunity":
        return progress
    for stage in _ahead(definition, progress, facts):
        if stage.kind == "opportunity":
            return _enter(progress, stage, now)
    return finish(progress, now)


def return_to_lead(definition: Definition, progress: Progress, now: datetime) -> Progress:
    """The process of a reactivated lead: active again in the last lead stage it was in.

    Raises:
        NotAllowed: When the process was begun on the opportunity.
    """
    for stage in reversed(come(definition, progress)):
        if stage.kind == "lead":
            stays = progress.status == "active" and stage.code == progress.stage
            return progress if stays else _enter(progress, stage, now)
    raise NotAllowed(
        say("{process} was begun on the opportunity.", process=definition.name), hint=say("Switch to another process.")
    )


def conclude(definition: Definition, progress: Progress, facts: Facts, now: datetime) -> Progress:
    """The process done by a person, in its last stage. An ended one stays as it is.

    Raises:
        StepsMissing: When required steps of the last stage are not done.
        NotAllowed: When stages are still ahead.
    """
    if progress.status != "active":
        return progress
    stage = definition.stage(progress.stage)
    following = next_stage(definition, stage, facts, progress.ticked)
    if following is not None:
        raise NotAllowed(
            say(
                "{process} cannot be finished in {stage}: {following} is still ahead.",
                process=definition.name,
                stage=stage.name,
                following=following.name,
            ),
            hint=say("Go on to the last stage, or abandon the process."),
        )
    return advance(definition, progress, facts, now)


def finish(progress: Progress, now: datetime) -> Progress:
    """The process done, wherever it is: a won opportunity asks for no steps. An ended one stays as it is."""
    return _end(progress, "finished", now)


def abandon(progress: Progress, now: datetime) -> Progress:
    """The process given up where it is. An ended one stays as it is."""
    return _end(progress, "abandoned", now)


def reopen(progress: Progress, now: datetime) -> Progress:
    """An ended process taken up again in the stage it ended in; an active one as it is."""
    if progress.status == "active":
        return progress
    visit = StageVisit(progress.stage, _no_earlier(progress, now))
    return replace(progress, status="active", visited=(*progress.visited, visit))


def rest(progress: Progress, now: datetime) -> Progress:
    """The process while another one is followed: it keeps its state, and no time passes in its stage."""
    return replace(progress, visited=_left(progress, _no_earlier(progress, now)))


def resume(progress: Progress, now: datetime) -> Progress:
    """A process that is followed again, in the stage it was left in; an ended one stays ended."""
    if progress.status != "active" or progress.visited[-1].left_at is None:
        return progress
    visit = StageVisit(progress.stage, _no_earlier(progress, now))
    return replace(progress, visited=(*progress.visited, visit))


# Time


def time_in_stages(progress: Progress, now: datetime) -> dict[str, timedelta]:
    """The total time spent in each stage visited, all stays together, in order of the first."""
    total: dict[str, timedelta] = {}
    for visit in progress.visited:
        total[visit.stage] = total.get(visit.stage, timedelta(0)) + visit.lasted(now)
    return total


def _ask_active(progress: Progress) -> None:
    if progress.status != "active":
        message = say("The process is finished.") if progress.status == "finished" else say("The process is abandoned.")
        raise NotAllowed(message, hint=say("Reopen it to move on."))


def _no_earlier(progress: Progress, now: datetime) -> datetime:
    """Now, or the last moment on record where the clock has been set back behind it."""
    marks = [moment for visit in progress.visited[-1:] for moment in (visit.entered_at, visit.left_at) if moment]
    return max([now, *marks])


def _left(progress: Progress, moment: datetime) -> tuple[StageVisit, ...]:
    """The visits with the one under way, if any, left at this moment."""
    return tuple(visit if visit.left_at is not None else replace(visit, left_at=moment) for visit in progress.visited)


def _enter(progress: Progress, stage: Stage, now: datetime) -> Progress:
    moment = _no_earlier(progress, now)
    visited = (*_left(progress, moment), StageVisit(stage.code, moment))
    return replace(progress, stage=stage.code, status="active", visited=visited)


def _end(progress: Progress, status: Status, now: datetime) -> Progress:
    if progress.status != "active":
        return progress
    return replace(progress, status=status, visited=_left(progress, _no_earlier(progress, now)))
