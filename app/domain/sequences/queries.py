"""Reads of a record's ways through sequences; they run warm or cold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from app.domain.sequences.definitions import Definition, Step, definition_from_json
from app.domain.sequences.named import STEPS_REACHED, WAYS_OF_RECORD, StepRow, WayRow
from app.domain.sequences.rows import StepLine, WayView
from app.domain.sequences.saying import step_words
from app.domain.store.named import NamedReader

_WAYS: Final = 20
"""How many ways of a record are shown at the most."""


def read_ways(reader: NamedReader, record_id: str) -> tuple[WayView, ...]:
    """A record's ways through sequences, the one under way first, then the newest.

    Args:
        reader: Where to read.
        record_id: The lead or opportunity.
    """
    ways = reader.named(WAYS_OF_RECORD, record_id=record_id, limit=_WAYS)
    if not ways:
        return ()
    steps = reader.named(STEPS_REACHED, record_id=record_id)
    return tuple(_way(way, [each for each in steps if each.instance_id == way.id]) for way in ways)


def _way(way: WayRow, reached: Sequence[StepRow]) -> WayView:
    definition = definition_from_json(way.body)
    is_active = way.status == "active"
    lines = [_line(definition, each) for each in reached]
    if is_active and reached:
        lines += _ahead(definition, definition.step(reached[-1].step))
    return WayView(
        way.id,
        definition.code,
        definition.name,
        way.edition,
        way.status,
        way.reason,
        way.started_at,
        way.ended_at,
        way.started_by,
        tuple(lines),
    )


def _line(definition: Definition, row: StepRow) -> StepLine:
    return StepLine(
        row.number,
        row.step,
        step_words(definition.step(row.step)),
        row.kind,
        row.ending or "current",
        row.reached_at,
        row.due_at,
        row.done_at,
        row.note,
        row.activity,
        row.owner,
    )


def _ahead(definition: Definition, step: Step) -> Iterator[StepLine]:
    """The steps that follow one where every branch is answered with yes."""
    seen = {step.code}
    following = definition.after(step) if step.kind != "move" else None
    while following is not None and following.code not in seen:
        seen.add(following.code)
        yield StepLine(0, following.code, step_words(following), following.kind, "ahead")
        following = definition.after(following) if following.kind != "move" else None
