"""What time sets off in sequences: a step is due, a wait is over, a branch waits no longer."""

from __future__ import annotations

from app.domain.core.stamps import from_stamp
from app.domain.fields.kinds import KINDS
from app.domain.jobs.rows import Claim
from app.domain.sequences.course import Course
from app.domain.sequences.definitions import DUE
from app.domain.sequences.hours import working_of_owner
from app.domain.sequences.making import make
from app.domain.sequences.records import ReachedStep, SequenceInstance
from app.domain.store.unit import UnitOfWork
from app.words import say


def on_step_due(unit: UnitOfWork, job: Claim) -> None:
    """Do what the step under way means now; one that was done, skipped or moved meanwhile is left alone."""
    kind = KINDS[job.subject_kind or ""]
    record = unit.get(kind.record, job.subject_id or "")  # held before what hangs on it, as by whoever changes it
    instance = unit.get(SequenceInstance, job.payload["instance"])
    if record is None or instance is None or instance.status != "active" or instance.number != job.payload["number"]:
        return
    course = Course(unit, instance, in_job=True)
    reached = course.current()
    if (
        reached.done_at is not None
        or reached.activity_id is not None
        or reached.due_at != from_stamp(job.payload["at"])
    ):
        return
    unit.describe(
        say("{record}: {sequence}.", record=kind.called(record), sequence=course.definition.name), kind.name, record.id
    )
    why = course.why_leave()
    if why:
        course.stop(why)
    elif reached.kind in DUE:
        _do(course, reached, exact=bool(job.payload.get("exact")))
    elif reached.kind == "branch":
        answer = bool(course.answer(reached, at_last=True))
        course.end_step(reached, "yes" if answer else "no", yes=answer)
    else:
        course.end_step(reached, "done")


def _do(course: Course, reached: ReachedStep, *, exact: bool) -> None:
    """Make a step that is due; where nobody works by now, since time went on unseen, it waits until they do."""
    opens = working_of_owner(course.unit.session, reached.owner_id).next_open(course.unit.now)
    if opens > course.unit.now and not exact:
        course.put_off(reached, opens, exact=False)
    else:
        make(course, reached)
