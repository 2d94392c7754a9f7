"""What time sets off for leads: when the next contact of one arrives, it is open again."""

from __future__ import annotations

from app.domain.core.stamps import from_stamp, to_stamp
from app.domain.jobs.rows import Claim
from app.domain.jobs.scheduling import NewJob, cancel, key_of, reschedule
from app.domain.leads.events import NextContactSet
from app.domain.leads.fields import BY_CODE
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.rules import opens_on_contact
from app.domain.leads.statuses import move_status
from app.domain.store.unit import UnitOfWork
from app.words import say

NEXT_CONTACT_ARRIVED = "lead.next_contact_arrived"


def on_next_contact_set(unit: UnitOfWork, event: NextContactSet) -> None:
    """Have the lead looked at when its next contact arrives, at no other moment than the one that holds now."""
    lead = unit.get(Lead, event.lead_id)
    if lead is None or event.at is None:
        call_off_arrival(unit, event.lead_id)
        return
    job = NewJob(
        NEXT_CONTACT_ARRIVED,
        key_of(NEXT_CONTACT_ARRIVED, lead.id, event.at),
        say("Next contact of {name}", name=LEAD.called(lead)),
        event.at,
        ("lead", lead.id),
        {"at": to_stamp(event.at)},
    )
    reschedule(unit, NEXT_CONTACT_ARRIVED, lead.id, [job])


def call_off_arrival(unit: UnitOfWork, lead_id: str) -> None:
    """Wait no longer for a lead's next contact; undoing the command waits for it again."""
    cancel(unit, NEXT_CONTACT_ARRIVED, lead_id)


def on_next_contact_arrived(unit: UnitOfWork, job: Claim) -> None:
    """Move a lead that waits to Open, for a rep should contact it now."""
    lead = unit.get(Lead, job.subject_id or "")
    if lead is None or lead.next_contact_at != from_stamp(job.payload["at"]):
        return
    if lead.deleted_at is not None or not opens_on_contact(lead.state, lead.status):
        return
    before = lead.status
    move_status(unit, lead, "open", say("next contact arrived"))
    message = say(
        "{name}: {before} → {after}, its next contact has arrived.",
        name=LEAD.called(lead),
        before=BY_CODE["status"].choice_label(before),
        after=BY_CODE["status"].choice_label(lead.status),
    )
    unit.describe(message, "lead", lead.id)
