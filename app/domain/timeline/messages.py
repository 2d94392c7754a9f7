"""What messages mean for the status of a lead: one from it opens it, our answer waits for it again."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Final

from sqlalchemy import select

from app.domain.leads.records import Lead
from app.domain.leads.rules import status_after_message
from app.domain.leads.statuses import move_status
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.events import ActivityChanged, ActivityLogged
from app.domain.timeline.records import Activity, TimelineLink
from app.domain.timeline.rules import is_automatic
from app.words import Message

_CAUSES: Final[Mapping[str, Message]] = {"open": "message received", "replied": "answered"}


def on_activity_logged(unit: UnitOfWork, event: ActivityLogged) -> None:
    """Let a message that came or went move the lead it is with."""
    if event.kind == "email" and event.status == "completed" and event.record_kind == "lead":
        _move(unit, event.activity_id, event.record_id)


def on_activity_changed(unit: UnitOfWork, event: ActivityChanged) -> None:
    """The same for one that was planned, and went now."""
    if event.kind == "email" and event.change == "completed":
        for kind, record_id in event.records:
            if kind == "lead":
                _move(unit, event.activity_id, record_id)


def _move(unit: UnitOfWork, activity_id: str, lead_id: str) -> None:
    """Move the status, unless a later message has said already how things stand; what a machine sent says nothing."""
    lead = unit.get(Lead, lead_id)
    if lead is None or lead.deleted_at is not None:
        return
    newest = unit.session.execute(
        select(Activity.id, Activity.direction, Activity.details)
        .join(TimelineLink, TimelineLink.activity_id == Activity.id)
        .where(
            TimelineLink.record_id == lead_id,
            Activity.kind == "email",
            Activity.status == "completed",
            Activity.deleted_at.is_(None),
        )
        .order_by(TimelineLink.at.desc(), TimelineLink.activity_id.desc())
    )
    written = list(islice((row for row in newest if not is_automatic(row.details)), 2))
    if not written or written[0].id != activity_id:
        return
    before = written[1].direction if len(written) > 1 else None
    status = status_after_message(lead.state, lead.status, written[0].direction or "out", before)
    if status is not None:
        move_status(unit, lead, status, _CAUSES[status])
