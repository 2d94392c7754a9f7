"""What opportunities mean for the status of the lead they were made from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.domain.leads.records import Lead
from app.domain.leads.service import move_status
from app.domain.sales.fields import WORKING
from app.domain.sales.records import Opportunity
from app.domain.sales.rules import STRONGER, status_before
from app.domain.store.finding import Asked
from app.domain.store.log import ChangeEntry
from app.domain.store.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class Standing:
    """An opportunity that holds its lead's status: it is worked on or won."""

    id: str
    code: str
    name: str
    status: str


def standing_of(asked: Asked, lead_id: str) -> tuple[Standing, ...]:
    """The opportunities made from a lead that are open, on hold or won, oldest first."""
    rows = asked.execute(
        select(Opportunity.id, Opportunity.code, Opportunity.name, Opportunity.status)
        .where(
            Opportunity.lead_id == lead_id,
            Opportunity.deleted_at.is_(None),
            Opportunity.status.in_((*WORKING, "won")),
        )
        .order_by(Opportunity.id)
    )
    return tuple(Standing(*row) for row in rows)


def fall_back(unit: UnitOfWork, lead_id: str | None, cause: str) -> None:
    """Give a lead back the status it had before, when the last opportunity that held its status is gone."""
    lead = unit.session.get(Lead, lead_id) if lead_id else None
    if lead is None or lead.status != "opportunity" or standing_of(unit.session, lead.id):
        return
    entries = unit.session.execute(
        select(ChangeEntry.before, ChangeEntry.after)
        .where(ChangeEntry.row_id == lead.id, ChangeEntry.operation == "update")
        .order_by(ChangeEntry.seq.desc())
    )
    changes = [((before or {}).get("status"), (after or {}).get("status")) for before, after in entries]
    move_status(unit, lead, status_before(changes), cause)


def hold(unit: UnitOfWork, lead_id: str | None, cause: str) -> None:
    """Give a lead the status that an opportunity means, unless it is disqualified or has a stronger one."""
    lead = unit.session.get(Lead, lead_id) if lead_id else None
    if lead is not None and lead.state != "disqualified" and lead.status not in STRONGER:
        move_status(unit, lead, "opportunity", cause)
