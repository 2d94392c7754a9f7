"""What may surprise whoever lays a sequence out, though nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.sequences.definitions import Definition
from app.words import Said, listed, say


def notices_of(definition: Definition) -> tuple[Said, ...]:
    """What is worth knowing of a sequence, in sentences."""
    return tuple(_notices(definition))


def _notices(definition: Definition) -> Iterator[Said]:
    lost = [step.code for step in definition.steps if step.code not in _reached(definition)]
    if lost:
        yield say("No way leads to: {steps}.", steps=listed(lost))
    asks = any(step.ask == "replied" for step in definition.steps)
    if asks and "reply" in definition.stop_on:
        yield say("A reply ends the sequence, unless the branch that asks for it is under way.")


def _reached(definition: Definition) -> set[str]:
    """The codes of the steps to which some way leads."""
    seen: set[str] = set()
    waiting = list(definition.steps[:1])
    while waiting:
        step = waiting.pop()
        if step.code not in seen:
            seen.add(step.code)
            waiting += definition.ways(step) if step.kind != "move" else ()
    return seen
