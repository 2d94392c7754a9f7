"""What time sets off for quotations: when the last day of an offer is over, it is expired."""

from __future__ import annotations

from app.domain.core.stamps import from_stamp, to_stamp
from app.domain.jobs.rows import Claim
from app.domain.jobs.scheduling import NewJob, cancel, key_of, reschedule
from app.domain.quotes.fields import OFFERED
from app.domain.quotes.kinds import QUOTATION
from app.domain.quotes.making import note, settle_lead
from app.domain.quotes.records import Quotation
from app.domain.store.unit import UnitOfWork
from app.words import say

EXPIRED = "quote.expired"


def expire_in_time(unit: UnitOfWork, quotation: Quotation) -> None:
    """Have an offer looked at when its last day is over, at no other moment than the one that holds now."""
    job = NewJob(
        EXPIRED,
        key_of(EXPIRED, quotation.id, quotation.expires_at),
        say("Last day of quotation {code} is over", code=quotation.code),
        quotation.expires_at,
        (QUOTATION.name, quotation.id),
        {"at": to_stamp(quotation.expires_at)},
    )
    reschedule(unit, EXPIRED, quotation.id, [job])


def call_off_expiry(unit: UnitOfWork, quotation_id: str) -> None:
    """Wait no longer for the last day of a quotation; undoing the command waits for it again."""
    cancel(unit, EXPIRED, quotation_id)


def expire(unit: UnitOfWork, quotation: Quotation) -> None:
    """Note that an offer is none any more, and give its lead the status that its other documents mean."""
    quotation.status = "expired"
    told = say("Quotation {code} expired", code=quotation.code)
    note(unit, quotation, "quote_expired", told)
    settle_lead(unit, quotation, told)


def on_expired(unit: UnitOfWork, job: Claim) -> None:
    """Expire an offer that nobody has decided about; one that is decided is left alone."""
    quotation = unit.get(Quotation, job.subject_id or "")
    if quotation is None or quotation.deleted_at is not None or quotation.status not in OFFERED:
        return
    if quotation.expires_at != from_stamp(job.payload["at"]):
        return
    expire(unit, quotation)
    unit.describe(
        say("{code} expired: its last day was {day}.", code=quotation.code, day=quotation.valid_until.isoformat()),
        QUOTATION.name,
        quotation.id,
    )
