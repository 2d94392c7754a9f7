"""Sentences about what became of a record's process."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.process.definitions import Definition
from app.domain.process.rules import Progress
from app.words import Said, listed, say


def changed_sentence(definition: Definition, changed: Collection[str]) -> Said:
    """Which steps were filled in, each by its code or that of its field."""
    process = definition.name
    steps = [step for stage in definition.stages for step in stage.steps]
    labels = {code: step.label for step in reversed(steps) for code in (step.field, step.code) if code}
    if not changed:
        return say("{process}: nothing changed.", process=process)
    return say("{process}: {steps} changed.", process=process, steps=listed(labels.get(code, code) for code in changed))


def ended_already(definition: Definition, status: str) -> Said:
    """That a process is what it was to become."""
    process = definition.name
    if status == "active":
        return say("{process} is active already.", process=process)
    if status == "finished":
        return say("{process} is finished already.", process=process)
    return say("{process} is abandoned already.", process=process)


def moved_sentence(definition: Definition, before: Progress, after: Progress) -> Said:
    """Where a process came to, or how it ended."""
    process, stage = definition.name, definition.stage(after.stage).name
    if after.status == before.status:
        return say("{process}: now in {stage}.", process=process, stage=stage)
    if after.status == "active":
        return say("{process} goes on in {stage}.", process=process, stage=stage)
    if after.status == "finished":
        return say("{process} finished.", process=process)
    return say("{process} abandoned.", process=process)
