"""How far somebody has come in a walkthrough: told by what the log holds, not by which keys were pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from app.domain.core.frozen import frozen
from app.domain.history.rows import Happening
from app.walkthrough.script import Deed, Script, Step

State = Literal["done", "skipped", "open"]
Holds = Callable[[str], bool]
"""Whether a condition in the query language holds for the record of the story."""


@dataclass(slots=True)
class Marks:
    """What somebody decided, which no log holds.

    Attributes:
        start: The place in the log at which the walkthrough began.
        ending: The ending that was asked for; empty for the usual one.
        skipped: The ids of the steps that were gone past without being done.
        again: By step: the place in the log after which it has to be done, since it was opened again.
        shown: The deeds that change nothing and were carried out, as step and number.
    """

    start: int = 0
    ending: str = ""
    skipped: set[str] = field(default_factory=set)
    again: dict[str, int] = field(default_factory=dict)
    shown: set[tuple[str, int]] = field(default_factory=set)

    def as_json(self) -> dict[str, Any]:
        """The same to be kept in a file."""
        return {
            "start": self.start,
            "ending": self.ending,
            "skipped": sorted(self.skipped),
            "again": self.again,
            "shown": sorted(map(list, self.shown)),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Marks:
        """What was kept.

        Raises:
            KeyError: Something is missing.
            TypeError: Something has another shape.
            ValueError: Something holds what it cannot hold.
        """
        return cls(
            int(kept["start"]),
            str(kept["ending"]),
            set(map(str, kept["skipped"])),
            {str(step): int(seq) for step, seq in dict(kept["again"]).items()},
            {(str(step), int(number)) for step, number in kept["shown"]},
        )


@frozen
class StepState:
    """A step as it stands.

    Attributes:
        step: The step.
        state: Whether it is done, skipped or open.
        missing: Its deeds that are not done.
    """

    step: Step
    state: State
    missing: tuple[Deed, ...]


@frozen
class Standing:
    """How a walkthrough stands.

    Attributes:
        ending: The ending that is taken; empty where there is none to choose.
        steps: The steps up to that ending.
        story: The ids of the records that the story is about, its own first; none before there is one.
        title: What its own record is called.
        astray: What was done last that would have been the open step's deed, had it been about the story's record.
    """

    ending: str
    steps: tuple[StepState, ...]
    story: tuple[str, ...] = ()
    title: str = ""
    astray: Happening | None = None

    @property
    def record(self) -> str:
        """The id of the story's own record; empty before there is one."""
        return self.story[0] if self.story else ""

    @property
    def current(self) -> StepState | None:
        """The step that is to be done now; ``None`` at the end."""
        return next((each for each in self.steps if each.state == "open"), None)

    @property
    def number(self) -> int:
        """The number of the current step, from 1; that of the last one at the end."""
        return next((at for at, each in enumerate(self.steps, 1) if each.state == "open"), len(self.steps))

    def count(self, state: State) -> int:
        """How many steps are in a state."""
        return sum(each.state == state for each in self.steps)


def in_effect(happenings: Sequence[Happening]) -> list[Happening]:
    """Those that still stand: they were not undone, or their undoing was; the undoings themselves are left out."""
    undone: set[int] = set()
    for each in reversed(happenings):  # what undoes comes after what it undoes
        if each.undoes is not None and each.seq not in undone:
            undone.add(each.undoes)
    return [each for each in happenings if each.undoes is None and each.seq not in undone]


def since(happenings: Sequence[Happening], after: int) -> list[Happening]:
    """What has to be reversed so that all is as it was at a place in the log, oldest first."""
    undone: set[int] = set()
    found = []
    for each in reversed(happenings):
        if each.seq <= after or each.seq in undone:
            continue
        if each.undoes is None or each.undoes <= after:
            found.append(each)
        if each.undoes is not None:
            undone.add(each.undoes)
    return found[::-1]


def records_begun(script: Script, marks: Marks, happenings: Sequence[Happening]) -> Iterator[str]:
    """The ids of the records that the first step made, oldest first: the story is about the first that is there."""
    begins = script.steps[0]
    after = max(marks.start, marks.again.get(begins.id, 0))
    for each in in_effect(happenings):
        if each.seq > after and each.name in begins.deeds[0].log and each.kind == script.kind and each.record:
            yield each.record


def standing_of(
    script: Script, marks: Marks, happenings: Sequence[Happening], story: Sequence[str], title: str, holds: Holds
) -> Standing:
    """How a walkthrough stands.

    Args:
        script: The walkthrough.
        marks: What was decided.
        happenings: What was done since it began.
        story: The ids of the records that the story is about, its own first; none before there is one.
        title: What the story's own record is called.
        holds: What holds for it.
    """
    told = _Told(marks, in_effect(happenings), story, holds)
    asked = [each.id for each in script.endings if each.id == marks.ending]
    begun = [each.id for each in script.endings if not told.missing(each.steps[0])]
    ending = next(iter((*begun, *asked, *(each.id for each in script.endings))), "")
    steps = tuple(told.state(each) for each in script.path(ending))
    current = next((each for each in steps if each.state == "open"), None)
    return Standing(ending, steps, tuple(story), title, told.astray(current) if current else None)


class _Told:
    """What is told of steps by what stands in the log."""

    def __init__(self, marks: Marks, happenings: Sequence[Happening], story: Sequence[str], holds: Holds) -> None:
        self._marks = marks
        self._happenings = happenings
        self._story = frozenset(story)
        self._holds = holds

    def state(self, step: Step) -> StepState:
        """How a step stands; what is done is done, though it was skipped before."""
        missing = self.missing(step)
        state: State = "done" if not missing else "skipped" if step.id in self._marks.skipped else "open"
        return StepState(step, state, missing)

    def missing(self, step: Step) -> tuple[Deed, ...]:
        """The deeds of a step that are not done."""
        return tuple(each for number, each in enumerate(step.deeds) if not self._is_done(step, number, each))

    def _is_done(self, step: Step, number: int, deed: Deed) -> bool:
        if not self._story:
            return False
        if deed.shown:
            return (step.id, number) in self._marks.shown
        after = self._after(step)
        done = any(each.seq > after and each.name in deed.log and self._story & each.ids for each in self._happenings)
        return done and (deed.when is None or self._holds(deed.when))

    def astray(self, current: StepState) -> Happening | None:
        """The last thing done, where it was a deed of the open step on another record."""
        last = next(reversed(self._happenings), None)
        if last is None or not self._story or last.seq <= self._after(current.step) or self._story & last.ids:
            return None
        return last if any(last.name in deed.log for deed in current.missing) else None

    def _after(self, step: Step) -> int:
        return max(self._marks.start, self._marks.again.get(step.id, 0))
