"""What became of the records in a sequence, step by step."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import case, func, select

from app.domain.sequences.definitions import Definition, definition_from_json
from app.domain.sequences.keeping import Laid, called, newest
from app.domain.sequences.records import ReachedStep, Sequence, SequenceInstance, SequenceVersion
from app.domain.sequences.rows import SequenceStats, StepStats
from app.domain.sequences.saying import step_words
from app.domain.store.database import Reader

_DAY: Final = 86400
_DONE: Final = ("done", "yes")
_SKIPPED: Final = ("skipped", "no")


def read_stats(reader: Reader, name: str) -> SequenceStats:
    """What became of the records in a sequence.

    Raises:
        NotFound: There is no such sequence.
    """
    rows = reader.connection.execute(newest(Sequence.id, Sequence.key, Sequence.code, SequenceVersion.body)).all()
    found = called([Laid(row, "", definition_from_json(row.body)) for row in rows], name)
    endings = Counter[tuple[str, str]]()
    counted = (
        select(SequenceInstance.status, SequenceInstance.reason, func.count())
        .where(SequenceInstance.sequence_id == found.row.id)
        .group_by(SequenceInstance.status, SequenceInstance.reason)
    )
    for status, reason, number in reader.connection.execute(counted):
        endings[status, reason or ""] += number
    return SequenceStats(
        sequence=found.definition.code,
        name=found.definition.name,
        begun=endings.total(),
        active=sum(number for (status, _), number in endings.items() if status == "active"),
        finished=sum(number for (status, _), number in endings.items() if status == "finished"),
        stopped={reason: number for (status, reason), number in sorted(endings.items()) if status == "stopped"},
        steps=tuple(_steps(reader, found.definition, found.row.id)),
    )


def _steps(reader: Reader, definition: Definition, sequence_id: str) -> Iterator[StepStats]:
    """Each step with what became of it; those of older versions alone come last."""
    replied = case((SequenceInstance.reason == "replied", 1), else_=0)
    wanted = (
        select(
            ReachedStep.step, ReachedStep.kind, ReachedStep.ending, replied, ReachedStep.reached_at, ReachedStep.done_at
        )
        .join(SequenceInstance, SequenceInstance.id == ReachedStep.instance_id)
        .where(SequenceInstance.sequence_id == sequence_id)
        .order_by(ReachedStep.id)
    )
    by_step: dict[str, list[Any]] = defaultdict(list)
    for row in reader.connection.execute(wanted):
        by_step[row.step].append(row)
    names = {step.code: (step_words(step), step.kind) for step in definition.steps}
    for code in dict.fromkeys((*names, *by_step)):
        rows = by_step.get(code, [])
        called_so, kind = names.get(code) or (code, rows[0].kind)
        yield _step(code, called_so, kind, rows)


def _step(code: str, name: str, kind: str, rows: Iterable[Any]) -> StepStats:
    endings: Counter[str | None] = Counter()
    replied, seconds = 0, []
    for _, _, ending, by_reply, reached_at, done_at in rows:
        endings[ending] += 1
        replied += by_reply if ending == "stopped" else 0
        if done_at is not None and ending != "stopped":
            seconds.append((done_at - reached_at).total_seconds())
    return StepStats(
        step=code,
        name=name,
        kind=kind,
        reached=endings.total(),
        done=sum(endings[each] for each in _DONE),
        skipped=sum(endings[each] for each in _SKIPPED),
        stopped=endings["stopped"],
        replied=replied,
        waiting=endings[None],
        average_days=round(sum(seconds) / len(seconds) / _DAY, 2) if seconds else None,
    )
