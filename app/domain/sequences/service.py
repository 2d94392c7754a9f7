"""Use cases of sequences: records are connected, skip steps, put them off and leave; one public verb is one command."""

from __future__ import annotations

from collections.abc import Sequence as Several
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.core.errors import Invalid, NotAllowed, Refusal
from app.domain.core.fields import Field, parse
from app.domain.core.moments import when as in_words
from app.domain.core.outcomes import Outcome
from app.domain.core.stopping import Stopped, tell_progress
from app.domain.fields.kinds import Kind, find_record
from app.domain.sequences.counting import read_stats
from app.domain.sequences.course import Course, under_way
from app.domain.sequences.joining import join
from app.domain.sequences.keeping import RECORDS, Laid, called, laid
from app.domain.sequences.queries import read_ways
from app.domain.sequences.records import ReachedStep, SequenceInstance
from app.domain.sequences.rows import SequenceStats, WayView
from app.domain.sequences.saying import step_words
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.events import ActivityChanged
from app.domain.timeline.records import Activity
from app.domain.timeline.rules import OPEN
from app.domain.timeline.writing import move, places
from app.words import Said, say, say_many, sentences

_NAMED = 3
"""Refusals that the message names; the outcome has them all."""
_WHEN = Field("when", "When", "moment")


class SequenceService:
    """Records in sequences."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def ways(self, ref: str) -> tuple[WayView, ...]:
        """A record's ways through sequences, the one under way first, then the newest.

        Raises:
            NotFound: There is no such lead or opportunity.
        """
        with self._desk.read() as reader:
            _, record_id = find_record(reader.connection, ref, RECORDS)
            return read_ways(reader, record_id)

    def stats(self, name: str) -> SequenceStats:
        """What became of the records in a sequence.

        Raises:
            NotFound: There is no such sequence.
        """
        with self._desk.read() as reader:
            return read_stats(reader, name)

    def connect(self, name: str, refs: Several[str], *, way: str = "hand") -> Outcome:
        """Let leads or opportunities begin a sequence; those that cannot are left as they are and named.

        Args:
            name: The code or name of the sequence.
            refs: Which records.
            way: hand or query.

        Raises:
            Invalid: No record was named.
            NotFound: There is no such sequence, or the one record is not there.
            NotAllowed: None of them can begin it.
        """
        if not refs:
            raise Invalid(say("No record is named."), field="records", hint=say("Name leads or opportunities."))
        refused: dict[str, str] = {}
        done: list[tuple[Kind, Any]] = []
        with self._desk.write("sequence.connect") as unit:
            sequence = called(laid(unit), name)
            for number, ref in enumerate(dict.fromkeys(refs)):
                tell_progress(number, len(refs))
                try:
                    with unit.part():
                        done.append(self._join(unit, sequence, ref, way))
                except Stopped:
                    raise
                except Refusal as refusal:
                    if len(refs) == 1:
                        raise
                    refused[ref] = refusal.message
            if not done:
                raise NotAllowed(_told(say_many("{n} record connected.", "{n} records connected.", 0), refused))
            kind, record = done[0]
            said = (
                say("{record} begins the sequence {name}.", record=kind.called(record), name=sequence.definition.name)
                if len(refs) == 1
                else say_many("{n} record connected.", "{n} records connected.", len(done))
            )
            message = _told(said, refused)
            unit.describe(message, kind.name, record.id)
        return Outcome(record.id, record.code, ("sequence",), message, unit.seq, refused=refused)

    def disconnect(self, ref: str) -> Outcome:
        """Let a record leave its sequence; what was planned for its step is called off.

        Raises:
            NotFound: There is no such record.
            NotAllowed: It is in no sequence.
        """
        with self._desk.write("sequence.disconnect") as unit:
            course = self._under_way(unit, ref)
            self._call_off(course.unit, course.current())
            course.stop("disconnected")
            message = say(
                "{record} left the sequence {name}.",
                record=course.kind.called(course.record),
                name=course.definition.name,
            )
            unit.describe(message, course.kind.name, course.record.id)
        return Outcome(course.record.id, course.record.code, ("sequence",), message, unit.seq)

    def skip(self, ref: str) -> Outcome:
        """Go on to the next step without doing the one under way; a branch goes the way of no.

        Raises:
            NotFound: There is no such record.
            NotAllowed: It is in no sequence.
        """
        with self._desk.write("sequence.skip") as unit:
            course = self._under_way(unit, ref)
            reached = course.current()
            step = course.step_of(reached)
            self._call_off(unit, reached, course)
            if reached.done_at is None:
                course.end_step(reached, "skipped", yes=False)
            message = sentences(say("{step} skipped.", step=step_words(step)), self._now_at(course))
            unit.describe(message, course.kind.name, course.record.id)
        return Outcome(course.record.id, course.record.code, ("step",), message, unit.seq)

    def snooze(self, ref: str, when: datetime | str) -> Outcome:
        """Put the step under way off until another moment.

        Args:
            ref: The record.
            when: The moment, typed or as text.

        Raises:
            NotFound: There is no such record.
            NotAllowed: It is in no sequence.
            Invalid: The moment has passed, or is none.
        """
        with self._desk.write("sequence.snooze") as unit:
            course = self._under_way(unit, ref)
            until = parse(_WHEN, when, self._desk.context())
            if until is None or until <= unit.now:
                raise Invalid(
                    say("When: a moment that is still to come is needed."),
                    field="when",
                    hint=say("Such as tomorrow 10."),
                )
            reached = course.current()
            activity = unit.get(Activity, reached.activity_id) if reached.activity_id else None
            if activity is None:
                course.put_off(reached, until)
            else:
                reached.due_at = activity.due_at = until
                move(unit, activity, until)
                unit.publish(ActivityChanged(activity.id, activity.kind, "rescheduled", places(unit.session, activity)))
            message = self._now_at(course)
            unit.describe(message, course.kind.name, course.record.id)
        return Outcome(course.record.id, course.record.code, ("due_at",), message, unit.seq)

    def _join(self, unit: UnitOfWork, sequence: Laid, ref: str, way: str) -> tuple[Kind, Any]:
        kind, record = _record(unit.session, ref)
        join(unit, sequence, kind, record, way=way, by_id=self._desk.actor.id)
        return kind, record

    def _under_way(self, unit: UnitOfWork, ref: str) -> Course:
        """The way a record is on.

        Raises:
            NotAllowed: It is on none.
        """
        kind, record = _record(unit.session, ref)
        instance = under_way(unit, record.id)
        if instance is None:
            raise NotAllowed(
                say("{record} is in no sequence.", record=kind.called(record)),
                hint=say("Connect it first: leadline sequence connect SEQUENCE {code}", code=record.code),
            )
        return Course(unit, instance)

    def _call_off(self, unit: UnitOfWork, reached: ReachedStep, course: Course | None = None) -> None:
        """Call off what was planned for a step that is not done; the step of a skipped one ends with it."""
        activity = unit.get(Activity, reached.activity_id) if reached.activity_id else None
        if activity is None or activity.status not in OPEN:
            return
        activity.status = "cancelled"
        if course is None:
            reached.done_at, reached.ending = unit.now, "stopped"
        unit.publish(ActivityChanged(activity.id, activity.kind, "cancelled", places(unit.session, activity)))

    def _now_at(self, course: Course) -> Said:
        """Which step is under way now, and until when it waits."""
        instance: SequenceInstance = course.instance
        name = course.definition.name
        if instance.status != "active":
            moved = under_way(course.unit, instance.record_id)
            if moved is None:
                return say("The sequence {name} is over.", name=name)
            course = Course(course.unit, moved)
        reached = course.current()
        step = course.step_of(reached)
        called_so = step_words(step)
        if reached.due_at is None:
            return say("Now at: {step}.", step=called_so)
        due = in_words(reached.due_at, course.unit.now, self._desk.zone)
        return say("Now at: {step}, {when}.", step=called_so, when=due)


def _record(session: Session, ref: str) -> tuple[Kind, Any]:
    """The lead or opportunity that a reference names, held by the command."""
    kind, record_id = find_record(session, ref, RECORDS)
    return kind, session.get_one(kind.record, record_id)


def _told(done: Said, refused: dict[str, str]) -> Said:
    """What was done, and why the others were left."""
    if not refused:
        return done
    named, more = sentences(*list(refused.values())[:_NAMED]), len(refused) - _NAMED
    return sentences(
        done,
        say_many("{n} refused: {refusals}", "{n} refused: {refusals}", len(refused), refusals=named),
        say_many("And {n} more.", "And {n} more.", more) if more > 0 else "",
    )
