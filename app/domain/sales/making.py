"""Making an opportunity inside a command, for qualification and imports."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect

from app.domain.leads.records import Lead
from app.domain.sales.events import OpportunityCreated
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.records import Opportunity
from app.domain.sales.rules import handed_over, searchable
from app.domain.store.base import Record
from app.domain.store.counters import next_code
from app.domain.store.unit import UnitOfWork


def create(
    unit: UnitOfWork,
    lead: Lead,
    *,
    name: str | None = None,
    account_id: str | None = None,
    contact_id: str | None = None,
) -> Opportunity:
    """Make an opportunity from a lead; fields of the same meaning are copied once.

    Stakeholders, competitors, activities, the process and the lead's own status are left to the caller.

    Args:
        unit: The command.
        lead: The lead it comes from.
        name: What it is called; the lead's topic, else its customer, without one.
        account_id: The customer's organisation; the lead's own without one.
        contact_id: The person to talk to; the lead's own without one.
    """
    columns = handed_over(columns_now(lead))
    opportunity = unit.add(
        Opportunity(
            **columns | {"name": name or columns["name"]},
            code=next_code(unit.session, OPPORTUNITY.prefix),
            status="open",
            lead_id=lead.id,
            account_id=account_id or lead.account_id,
            contact_id=contact_id or lead.contact_id,
            last_activity_at=lead.last_activity_at,
            custom={},
        )
    )
    derive(opportunity)
    unit.publish(OpportunityCreated(opportunity.id, lead.id))
    return opportunity


def derive(opportunity: Opportunity, _region: str = "") -> None:
    """Set what follows from an opportunity's own fields."""
    opportunity.search_text = searchable(columns_now(opportunity))


def columns_now(record: Record) -> dict[str, Any]:
    """A record's columns as they are, saved or not."""
    return {column.key: getattr(record, column.key) for column in inspect(type(record)).columns}
