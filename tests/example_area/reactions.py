"""What happens to samples when something happens to their lead, in the same transaction."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.qualification.events import LeadDisqualified
from app.domain.store.unit import UnitOfWork
from tests.example_area.records import Sample


def on_lead_disqualified(unit: UnitOfWork, event: LeadDisqualified) -> None:
    """Ask for what a lead still has to try."""
    still_there = select(Sample).where(Sample.record_id == event.lead_id, Sample.status == "sent")
    for sample in unit.session.scalars(still_there):
        sample.status = "asked_back"
