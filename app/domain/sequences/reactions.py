"""How sequences answer to what happens in the areas below: steps done, replies, wishes, records that leave or come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func, or_, select

from app.domain.core.errors import NotAllowed, Refusal
from app.domain.fields.kinds import KINDS
from app.domain.leads.events import LeadChanged, LeadsCaptured, LeadStatusChanged
from app.domain.leads.records import Lead
from app.domain.outbox.events import MailAnswered
from app.domain.process.facts import fields_named
from app.domain.qualification.events import LeadDisqualified, LeadQualified
from app.domain.sales.events import OpportunityChanged, OpportunityClosed, OpportunityCreated
from app.domain.sales.records import Opportunity
from app.domain.sequences.course import Course, under_way
from app.domain.sequences.events import RecordMoved
from app.domain.sequences.joining import join, last_way
from app.domain.sequences.judging import facts_for
from app.domain.sequences.keeping import Laid, called, laid
from app.domain.sequences.making import INSTANCE
from app.domain.sequences.records import ReachedStep, Sequence, SequenceInstance, SequenceVersion
from app.domain.store.log import ChangeEntry
from app.domain.store.undo import TakingBack
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.events import ActivityChanged, ActivityLogged
from app.domain.timeline.records import Activity
from app.domain.timeline.rules import OPEN, is_automatic
from app.words import say, say_many

_FORGONE = ("cancelled", "deleted")
_DOES = {"call": "call", "email": "email", "appointment": "appointment"}
"""Which kind of step an activity does, by the activity's kind."""


def on_activity_logged(unit: UnitOfWork, event: ActivityLogged) -> None:
    """Let a reply end the way or answer its branch, and let what took place do the step that asks for it."""
    if event.kind not in _DOES or event.record_kind not in ("lead", "opportunity", "contact"):
        return
    if event.kind == "call" and event.status in OPEN:
        return
    activity = unit.session.get_one(Activity, event.activity_id)
    if INSTANCE in (activity.details or {}):
        return
    if activity.direction == "in":
        if event.kind == "email" and event.status == "completed":
            _replied(unit, activity, event.record_kind, event.record_id)
        return
    instance = under_way(unit, event.record_id)
    if instance is not None and (event.kind == "appointment" or event.status == "completed"):
        _did(unit, instance, activity)


def on_activity_changed(unit: UnitOfWork, event: ActivityChanged) -> None:
    """Let the step that an entry was made of follow what became of the entry."""
    reached = unit.session.scalars(select(ReachedStep).where(ReachedStep.activity_id == event.activity_id)).first()
    if reached is None:
        if event.change == "completed" and event.kind == "email":
            activity = unit.session.get_one(Activity, event.activity_id)
            for kind, record_id in event.records if activity.direction == "in" else ():
                _replied(unit, activity, kind, record_id)
        return
    if reached.done_at is not None:
        return
    course = Course(unit, unit.session.get_one(SequenceInstance, reached.instance_id))
    if course.instance.status != "active":
        return
    if event.change == "completed":
        course.end_step(reached, "done")
    elif event.change in _FORGONE:
        course.end_step(reached, "skipped")
    elif event.change in ("rescheduled", "edited"):
        reached.due_at = unit.session.get_one(Activity, event.activity_id).due_at or reached.due_at


def on_mail_answered(unit: UnitOfWork, event: MailAnswered) -> None:
    """Let a branch that waits for it go on."""
    instance_id = unit.session.scalar(
        select(ReachedStep.instance_id).where(ReachedStep.activity_id == event.activity_id)
    )
    instance = unit.get(SequenceInstance, instance_id) if instance_id else None
    if instance is not None and instance.status == "active":
        _answer(Course(unit, instance))


def on_lead_changed(unit: UnitOfWork, event: LeadChanged) -> None:
    """Let a lead leave when somebody asks not to contact it or the condition to leave holds, or begin by a rule."""
    _look_again(unit, event.lead_id, event.fields)
    _by_rule(unit, "lead", [event.lead_id], event.fields)


def on_leads_captured(unit: UnitOfWork, event: LeadsCaptured) -> None:
    """Let new leads begin by a rule."""
    _by_rule(unit, "lead", event.ids)


def on_lead_status_changed(unit: UnitOfWork, event: LeadStatusChanged) -> None:
    """Let a lead leave that is not to be contacted any more."""
    if event.after == "do_not_contact":
        _stop(unit, event.lead_id, "do_not_contact", "do_not_contact")


def on_lead_disqualified(unit: UnitOfWork, event: LeadDisqualified) -> None:
    """Let a lead leave that is no longer pursued."""
    _stop(unit, event.lead_id, "disqualified", "disqualify")


def on_lead_qualified(unit: UnitOfWork, event: LeadQualified) -> None:
    """Let a lead leave that became an opportunity."""
    _stop(unit, event.lead_id, "closed")


def on_opportunity_created(unit: UnitOfWork, event: OpportunityCreated) -> None:
    """Let a new opportunity begin by a rule."""
    _by_rule(unit, "opportunity", [event.opportunity_id])


def on_opportunity_changed(unit: UnitOfWork, event: OpportunityChanged) -> None:
    """Let an opportunity leave when the condition to leave holds, or begin by a rule."""
    _look_again(unit, event.opportunity_id, event.fields)
    _by_rule(unit, "opportunity", [event.opportunity_id], event.fields)


def on_opportunity_closed(unit: UnitOfWork, event: OpportunityClosed) -> None:
    """Let an opportunity leave that is decided."""
    _stop(unit, event.opportunity_id, "closed")


def on_record_moved(unit: UnitOfWork, event: RecordMoved) -> None:
    """Let a record begin the sequence that it moves to.

    Raises:
        Refusal: Something stands in the way.
    """
    kind = KINDS[event.kind]
    record = unit.session.get_one(kind.record, event.record_id)
    join(unit, called(laid(unit), event.sequence), kind, record, way="move", by_id=event.by_id)


def on_taking_back(unit: UnitOfWork, event: TakingBack) -> None:
    """Refuse to take back a version that records went through by now.

    Raises:
        NotAllowed: It names the version.
    """
    made = select(ChangeEntry.row_id).where(
        ChangeEntry.command_seq == event.command.seq,
        ChangeEntry.table_name == SequenceVersion.__tablename__,
        ChangeEntry.operation == "insert",
    )
    following = (
        select(SequenceVersion.edition, Sequence.name, func.count())
        .join(SequenceInstance, SequenceInstance.version_id == SequenceVersion.id)
        .join(Sequence, Sequence.id == SequenceVersion.sequence_id)
        .where(SequenceVersion.id.in_(made))
        .group_by(SequenceVersion.id, SequenceVersion.edition, Sequence.name)
    )
    for edition, name, number in unit.session.execute(following):
        message = say_many(
            "Version {version} of {process} stays: {n} record began with it.",
            "Version {version} of {process} stays: {n} records began with it.",
            number,
            version=edition,
            process=name,
        )
        raise NotAllowed(message, hint=say("Save an earlier version anew, or deactivate the sequence."))


def _did(unit: UnitOfWork, instance: SequenceInstance, activity: Activity) -> None:
    """Count what was entered as the step under way, if it asks for that; what was planned for it goes."""
    course = Course(unit, instance)
    reached = course.current()
    if reached.done_at is not None or reached.kind != _DOES[activity.kind]:
        return
    planned = unit.get(Activity, reached.activity_id) if reached.activity_id else None
    if planned is not None and planned.status in OPEN:
        planned.deleted_at = unit.now
    reached.activity_id = activity.id
    course.end_step(reached, "done")


def _replied(unit: UnitOfWork, activity: Activity, kind: str, record_id: str) -> None:
    """Let a reply answer a branch that waits for one, else end the ways that end on one."""
    if is_automatic(activity.details):
        return
    for instance in _ways_of(unit, kind, record_id):
        if activity.at < instance.started_at:
            continue
        course = Course(unit, instance)
        if not _answer(course) and "reply" in course.definition.stop_on:
            course.stop("replied")


def _answer(course: Course) -> bool:
    """Let the branch under way go on if what it waits for has come about; whether it has."""
    reached = course.current()
    if reached.kind != "branch" or reached.done_at is not None or not course.answer(reached):
        return False
    course.end_step(reached, "yes", yes=True)
    return True


def _ways_of(unit: UnitOfWork, kind: str, record_id: str) -> Iterable[SequenceInstance]:
    """The ways under way that a record is on, or that those are on who stand for a contact."""
    mine = SequenceInstance.record_id == record_id
    if kind == "contact":
        theirs = [select(each.id).where(each.contact_id == record_id) for each in (Lead, Opportunity)]
        mine = or_(*(SequenceInstance.record_id.in_(each) for each in theirs))
    return unit.session.scalars(select(SequenceInstance).where(mine, SequenceInstance.status == "active")).all()


def _stop(unit: UnitOfWork, record_id: str, reason: str, on: str = "") -> None:
    instance = under_way(unit, record_id)
    if instance is None:
        return
    course = Course(unit, instance)
    if not on or on in course.definition.stop_on:
        course.stop(reason)


def _look_again(unit: UnitOfWork, record_id: str, fields: Collection[str]) -> None:
    """Let a record leave if what changed says so."""
    instance = under_way(unit, record_id)
    if instance is None:
        return
    course = Course(unit, instance)
    decides = {"do_not_contact", *fields_named(course.definition.exit or None)}
    if decides.intersection(fields) and (why := course.why_leave()):
        course.stop(why)


def _by_rule(unit: UnitOfWork, kind: str, ids: Iterable[str], fields: Collection[str] | None = None) -> None:
    """Let records begin the first sequence whose rule they fit; whatever stands in the way of that is no harm.

    Args:
        unit: The command under way.
        kind: Their kind.
        ids: The records.
        fields: What of them changed; everything where they are new.
    """
    for each in laid(unit, Sequence.state == "active"):
        rule = each.definition.rule
        if not rule or each.definition.record != kind:
            continue
        if fields is not None and fields_named(rule).isdisjoint(fields):
            continue
        for record_id in ids:
            _by_one_rule(unit, each, kind, record_id)


def _by_one_rule(unit: UnitOfWork, each: Laid, kind: str, record_id: str) -> None:
    record: Any = unit.session.get_one(KINDS[kind].record, record_id)
    before = last_way(unit, each.row.id, record_id)
    if not facts_for(unit, kind, record_id, record.owner_id).hold(each.definition.rule):
        if before is not None and before.fits:
            before.fits = False
        return
    if before is not None and (before.fits or not each.definition.reentry):
        return
    try:
        with unit.part():
            join(unit, each, KINDS[kind], record, way="rule", by_id=None)
    except Refusal:
        return
