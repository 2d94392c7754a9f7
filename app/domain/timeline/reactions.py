"""What timelines do when something happens to a lead: record it, keep its next contact in the calendar."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Select, select

from app.domain.leads.events import (
    AssigneesChanged,
    LeadAssigned,
    LeadsAssigned,
    LeadsCaptured,
    LeadStatusChanged,
    NextContactSet,
)
from app.domain.leads.jobs import call_off_arrival
from app.domain.leads.records import Lead
from app.domain.people.linking import names_of
from app.domain.people.records import User
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.events import ActivityChanged
from app.domain.timeline.records import Activity, TimelineLink
from app.domain.timeline.rules import next_contact_subject
from app.domain.timeline.writing import make_searchable, move, places, put, record_event, record_events
from app.words import in_english

NEXT_CONTACT = "next_contact"
NEXT_CONTACT_SECONDS = 15 * 60
"""How long a next contact takes in the calendar."""


def on_leads_captured(unit: UnitOfWork, event: LeadsCaptured) -> None:
    """Note where leads entered by hand came from; an import says it once, in the log."""
    if event.by_import:
        return
    for lead_id in event.ids:
        lead = unit.get(Lead, lead_id)
        source = lead.source if lead else None
        record_event(unit, "lead", lead_id, "captured", {"source": source} if source else {})


def on_status_changed(unit: UnitOfWork, event: LeadStatusChanged) -> None:
    """Note from which status to which, and why."""
    details = {"from": event.before, "to": event.after, "cause": event.cause}
    record_event(unit, "lead", event.lead_id, "status_changed", details)


def on_lead_assigned(unit: UnitOfWork, event: LeadAssigned) -> None:
    """Note who had the lead and who has it now."""
    details = {
        "from": _name(unit, event.before),
        "to": _name(unit, event.after),
        "from_id": event.before,
        "to_id": event.after,
    }
    record_event(unit, "lead", event.lead_id, "assigned", details)


def on_leads_assigned(unit: UnitOfWork, event: LeadsAssigned) -> None:
    """Note the same of many leads at once."""
    names = names_of(unit.session, [user for each in event.each for user in (each.before, each.after)])
    record_events(
        unit,
        "lead",
        "assigned",
        [
            (
                each.lead_id,
                {
                    "from": names.get(each.before),
                    "to": names.get(each.after),
                    "from_id": each.before,
                    "to_id": each.after,
                },
            )
            for each in event.each
        ],
    )


def on_assignees_changed(unit: UnitOfWork, event: AssigneesChanged) -> None:
    """Note who works on the lead beside its owner from now on, and who no longer."""
    details = {
        "added": [_name(unit, each) for each in event.added],
        "removed": [_name(unit, each) for each in event.removed],
        "added_ids": list(event.added),
        "removed_ids": list(event.removed),
    }
    record_event(unit, "lead", event.lead_id, "assignees_changed", details)


def on_next_contact_set(unit: UnitOfWork, event: NextContactSet) -> None:
    """Keep exactly one appointment for a lead's next contact: made, moved, or taken away."""
    planned = _planned_contact(unit, event.lead_id)
    lead = unit.get(Lead, event.lead_id)
    if lead is None:
        return
    if event.at is None:
        if planned is not None:
            planned.deleted_at = unit.now
            _tell(unit, planned, "deleted")
        return
    finish = event.at + timedelta(seconds=NEXT_CONTACT_SECONDS)
    person = event.by_id or lead.owner_id
    subject = in_english(next_contact_subject(lead.title))
    if planned is None:
        appointment = Activity(
            kind="appointment",
            status="planned",
            subject=subject,
            at=event.at,
            author_id=unit.actor_id,
            owner_id=person,
            start_at=event.at,
            end_at=finish,
            duration_seconds=NEXT_CONTACT_SECONDS,
            event=NEXT_CONTACT,
            details=dict(event.override or {}),
        )
        put(unit, appointment, "lead", lead.id)
        return
    planned.subject, planned.owner_id = subject, person
    planned.start_at, planned.end_at, planned.duration_seconds = event.at, finish, NEXT_CONTACT_SECONDS
    if event.override:
        planned.details = {**(planned.details or {}), **event.override}
    move(unit, planned, event.at)
    make_searchable(unit.session, planned)
    _tell(unit, planned, "rescheduled")


def let_next_contact_stand(unit: UnitOfWork, lead: Lead) -> None:
    """Let the appointment of a lead's next contact stand by itself, and leave the lead without a next contact.

    One whose moment has passed stands as an open task, since an appointment that is over reminds nobody.
    """
    if lead.next_contact_at is None:
        return
    planned = _planned_contact(unit, lead.id)
    if planned is None:
        on_next_contact_set(unit, NextContactSet(lead.id, lead.next_contact_at, lead.next_contact_by_id))
        planned = _planned_contact(unit, lead.id)
    lead.next_contact_at = lead.next_contact_by_id = None
    call_off_arrival(unit, lead.id)
    if planned is None:
        return
    planned.event = None
    if planned.at <= unit.now:
        planned.kind, planned.status, planned.priority, planned.due_at = "task", "open", "normal", planned.at
        planned.start_at = planned.end_at = planned.duration_seconds = None
    _tell(unit, planned, "edited")


def next_contact_of(lead_id: str) -> Select[Activity]:
    """The statement of the appointment that is planned for a lead's next contact."""
    return (
        select(Activity)
        .join(TimelineLink, TimelineLink.activity_id == Activity.id)
        .where(
            TimelineLink.record_id == lead_id,
            Activity.event == NEXT_CONTACT,
            Activity.status == "planned",
            Activity.deleted_at.is_(None),
        )
        .order_by(Activity.id.desc())
        .limit(1)
    )


def _planned_contact(unit: UnitOfWork, lead_id: str) -> Activity | None:
    return unit.session.scalar(next_contact_of(lead_id))


def _tell(unit: UnitOfWork, activity: Activity, change: str) -> None:
    unit.publish(ActivityChanged(activity.id, activity.kind, change, places(unit.session, activity)))


def _name(unit: UnitOfWork, user_id: str | None) -> str | None:
    user = unit.get(User, user_id) if user_id else None
    return user.name if user else None
