"""A record's course through a sequence, inside a command: it comes to steps, waits, branches, moves on and ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final

from sqlalchemy import select

from app.domain.core.errors import Refusal
from app.domain.core.stamps import to_stamp
from app.domain.fields.kinds import KINDS, Kind
from app.domain.jobs.scheduling import NewJob, cancel, schedule
from app.domain.people.wishes import in_session, wish_against
from app.domain.sequences import asking
from app.domain.sequences.definitions import AWAITED, DUE, Definition, Step, definition_from_json
from app.domain.sequences.events import RecordMoved
from app.domain.sequences.hours import working_of_owner
from app.domain.sequences.judging import facts_of_record
from app.domain.sequences.records import ReachedStep, Sequence, SequenceInstance, SequenceVersion
from app.domain.sequences.saying import ended_sentence, step_words
from app.domain.sequences.setting import set_field
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.writing import record_event
from app.words import say

STEP_DUE: Final = "sequence.step"
"""The job of a step whose moment has come."""


class Course:
    """A record's way through a sequence.

    Attributes:
        unit: The command under way.
        instance: How far it has come.
        definition: The version that it follows.
    """

    def __init__(self, unit: UnitOfWork, instance: SequenceInstance, *, in_job: bool = False) -> None:
        """Take up a way.

        Args:
            unit: The command under way.
            instance: How far it has come.
            in_job: Whether the command is the job of its present step, which is not to call itself off.
        """
        self.unit = unit
        self.instance = instance
        self.definition = definition_of(unit, instance)
        self._in_job = in_job

    @cached_property
    def kind(self) -> Kind:
        """The kind of record."""
        return KINDS[self.instance.record_kind]

    @cached_property
    def record(self) -> Any:
        """The record; ``None`` where it is no longer there."""
        return self.unit.get(self.kind.record, self.instance.record_id)

    @cached_property
    def sequence(self) -> Sequence:
        """The sequence it is a version of."""
        return self.unit.session.get_one(Sequence, self.instance.sequence_id)

    def owner_id(self) -> str | None:
        """Who does what is reached now: the record's owner, or whoever connected it where it has none."""
        return getattr(self.record, "owner_id", None) or self.instance.started_by_id

    def current(self) -> ReachedStep:
        """The step under way, or the last that was reached."""
        mine = (ReachedStep.instance_id == self.instance.id, ReachedStep.number == self.instance.number)
        return self.unit.session.scalars(select(ReachedStep).where(*mine)).one()

    def step_of(self, reached: ReachedStep) -> Step:
        """What a step that was reached is, in the version that is followed."""
        return self.definition.step(reached.step)

    # Going on

    def begin(self) -> None:
        """Come to the first step."""
        self._go(self.definition.steps[0])

    def end_step(self, reached: ReachedStep, ending: str, note: str | None = None, *, yes: bool = True) -> None:
        """End the step under way, and go on to what comes after it.

        Args:
            reached: The step.
            ending: done, skipped, yes or no.
            note: Why it was skipped.
            yes: Whether it goes on as after yes; a branch alone has another way.
        """
        self._close(reached, ending, note)
        self._go(self.definition.after(self.step_of(reached), yes=yes))

    def stop(self, reason: str) -> None:
        """Leave the sequence before its end."""
        if self.instance.number:
            reached = self.current()
            if reached.done_at is None:
                self._close(reached, "stopped")
        self._finish("stopped", reason)

    def put_off(self, reached: ReachedStep, until: datetime, *, exact: bool = True) -> None:
        """Let the step under way become due at another moment."""
        self._call_off()
        self._await(reached, until, exact=exact)

    def why_leave(self) -> str:
        """Why the record is not to go on, as a reason; empty where nothing stands against it."""
        if self.record is None or getattr(self.record, "deleted_at", None) is not None:
            return "deleted"
        if "do_not_contact" in self.definition.stop_on and self._unwanted():
            return "do_not_contact"
        if not self.is_open() and ("disqualify" in self.definition.stop_on or not self._is_disqualified()):
            return "closed"
        if self.definition.exit and facts_of_record(self.unit, self.instance, self.owner_id()).hold(
            self.definition.exit
        ):
            return "exit"
        return ""

    def is_open(self) -> bool:
        """Whether the record is worked on."""
        closing = self.kind.closing
        return closing is None or getattr(self.record, closing.column) in closing.open

    def _is_disqualified(self) -> bool:
        return getattr(self.record, "state", None) == "disqualified"

    def _unwanted(self) -> bool:
        wish = wish_against("appointment", "out", ((self.kind, self.record),), in_session(self.unit.session))
        return wish is not None

    def _go(self, step: Step | None) -> None:
        """Come to a step, and through those that take no time, until one is waited for or the sequence ends."""
        seen: set[str] = set()
        while step is not None:
            if step.code in seen:
                self._finish("stopped", "loop")
                return
            seen.add(step.code)
            reached = self._reach(step)
            if step.kind == "move":
                self._move(reached, step)
                return
            if step.kind == "field":
                note = set_field(self.unit, self.kind, self.record, step, reached.owner_id)
                self._close(reached, "skipped" if note else "done", note)
                step = self.definition.after(step)
            elif step.kind == "branch" and (answer := self.answer(reached)) is not None:
                self._close(reached, "yes" if answer else "no")
                step = self.definition.after(step, yes=answer)
            else:
                self._await(reached, self._due(step, reached))
                return
        self._finish("finished", "end")

    def answer(self, reached: ReachedStep, *, at_last: bool = False) -> bool | None:
        """What a branch comes to; ``None`` where it is not known yet.

        Args:
            reached: The branch.
            at_last: Whether it is waited for no longer, so that what has not come about does not.
        """
        step = self.step_of(reached)
        found = asking.answer(self.unit, self.instance, step, self.owner_id())
        return False if found is None and (at_last or step.ask not in AWAITED) else found

    def _due(self, step: Step, reached: ReachedStep) -> datetime:
        """When a step that was just reached is due, or waited for no longer."""
        working = working_of_owner(self.unit.session, reached.owner_id)
        if step.kind in DUE:
            return working.next_open(self.unit.now)
        until = self.unit.now + timedelta(days=step.days)
        return working.add(until, timedelta(hours=step.working_hours)) if step.working_hours else until

    def _reach(self, step: Step) -> ReachedStep:
        self.instance.number += 1
        return self.unit.add(
            ReachedStep(
                instance_id=self.instance.id,
                number=self.instance.number,
                step=step.code,
                kind=step.kind,
                owner_id=self.owner_id(),
                reached_at=self.unit.now,
            )
        )

    def _await(self, reached: ReachedStep, due_at: datetime, *, exact: bool = False) -> None:
        """Have a step looked at when its moment comes."""
        reached.due_at = due_at
        at = to_stamp(due_at)
        job = NewJob(
            STEP_DUE,
            f"{STEP_DUE}:{self.instance.id}:{reached.number}:{at}",
            say("{sequence}: {step}", sequence=self.definition.name, step=step_words(self.step_of(reached))),
            due_at,
            (self.instance.record_kind, self.instance.record_id),
            {"instance": self.instance.id, "number": reached.number, "at": at, "exact": exact},
        )
        schedule(self.unit, job)

    def _close(self, reached: ReachedStep, ending: str, note: str | None = None) -> None:
        reached.done_at, reached.ending, reached.note = self.unit.now, ending, note
        if reached.due_at is not None and reached.activity_id is None:
            self._call_off()

    def _call_off(self) -> None:
        if not self._in_job:
            cancel(self.unit, STEP_DUE, self.instance.record_id)

    def _move(self, reached: ReachedStep, step: Step) -> None:
        """Leave for another sequence; what stands in the way of beginning it ends the way here all the same."""
        self._close(reached, "done")
        self._finish("finished", "moved")
        self.unit.session.flush()
        try:
            with self.unit.part():
                self.unit.publish(
                    RecordMoved(self.kind.name, self.record.id, step.sequence, self.instance.started_by_id)
                )
        except Refusal as refusal:
            reached.ending, reached.note = "skipped", "refused"
            record_event(
                self.unit,
                self.instance.record_kind,
                self.instance.record_id,
                "sequence_refused",
                {"sequence": step.sequence},
                say("Not moved to the sequence {name}: {reason}", name=step.sequence, reason=refusal.message),
            )

    def _finish(self, status: str, reason: str) -> None:
        self.instance.status, self.instance.reason, self.instance.ended_at = status, reason, self.unit.now
        if self.record is None or reason == "deleted":
            return
        record_event(
            self.unit,
            self.instance.record_kind,
            self.instance.record_id,
            "sequence_ended",
            {"sequence": self.sequence.key, "reason": reason},
            ended_sentence(self.definition.name, reason),
        )


def definition_of(unit: UnitOfWork, instance: SequenceInstance) -> Definition:
    """The version that an instance follows."""
    return definition_from_json(unit.session.get_one(SequenceVersion, instance.version_id).body)


def under_way(unit: UnitOfWork, record_id: str) -> SequenceInstance | None:
    """The way that a record is on now."""
    mine = select(SequenceInstance).where(SequenceInstance.record_id == record_id, SequenceInstance.status == "active")
    return unit.session.scalars(mine).first()
