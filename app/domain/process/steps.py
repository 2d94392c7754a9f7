"""Kinds of step: what each needs, when it is done and what begins it; a new one is a class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal

from app.domain.core.area import joined, resolve
from app.domain.process.definitions import ACTIONS, Step, is_empty

if TYPE_CHECKING:
    from app.domain.process.rules import Ticks, Values


class StepKind:
    """A kind of step; this one is a box to tick, and others override what they do in another way."""

    name: str = "box"
    """What definitions call it."""
    about: Literal["", "field", "action"] = ""
    """Which key of a step says what it is about."""

    def done(self, step: Step, values: Values, ticks: Ticks) -> bool:  # noqa: ARG002 - other kinds look at the values
        """Whether a step is done, by the record's values and by what was ticked."""
        return bool(ticks.get(step.code))

    def command(self, action: str | None) -> str:  # noqa: ARG002 - only some know an action
        """The command that begins a step, offered below those that are filled in; empty for one that is filled in."""
        return ""


class FieldStep(StepKind):
    """A field to fill in."""

    name = "field"
    about = "field"

    def done(self, step: Step, values: Values, ticks: Ticks) -> bool:  # noqa: ARG002 - a field needs no tick
        """Whether it is answered: no and nought are answers, only nothing is none."""
        return not is_empty(values.get(step.field or ""))


class ActionStep(StepKind):
    """Something to do elsewhere, which ticks the step."""

    name = "action"
    about = "action"

    def command(self, action: str | None) -> str:
        """The command of its action."""
        return ACTIONS.get(action or "", "")


_SHIPPED: Final = {kind.name: kind for kind in (FieldStep(), StepKind(), ActionStep())}
"""The kinds that come with Leadline; areas name theirs in their manifests."""


def step_kinds() -> Mapping[str, StepKind]:
    """Every kind by its name."""
    contributed: tuple[StepKind, ...] = tuple(resolve(place) for area in joined() for place in area.step_kinds)
    return _SHIPPED | {kind.name: kind for kind in contributed}


def kind_of(name: str) -> StepKind:
    """The kind of that name; a box where no area has it any more."""
    return _SHIPPED.get(name) or step_kinds().get(name) or _SHIPPED["box"]
