"""What is read of leads by name, and what its rows are."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from app.domain.store.named import Named


class LeadRow(NamedTuple):
    """A line of the list of leads, column by column."""

    id: str
    code: str
    kind: str
    state: str
    status: str
    title: str
    name: str | None
    company: str | None
    topic: str | None
    source: str | None
    rating: str | None
    owner: str | None
    email: str | None
    phone: str | None
    city: str | None
    country: str | None
    budget_minor: int | None
    budget_currency: str | None
    next_contact_at: datetime | None
    last_activity_at: datetime | None
    created_at: datetime
    updated_at: datetime


class OwnReach(NamedTuple):
    """The primary email, phone and address of a lead, contact or account, each with what it is called."""

    kind: str
    id: str
    called: str
    email: str | None
    email_label: str | None
    phone: str | None
    phone_label: str | None
    street: str | None
    city: str | None
    region: str | None
    postal_code: str | None
    country: str | None
    address_label: str | None


class AssigneeRow(NamedTuple):
    """A colleague who works on a lead beside its owner."""

    user_id: str
    name: str


FIRST_LEADS: Final = Named("app.domain.leads", "leads.first", LeadRow)
REACH: Final = Named("app.domain.leads", "reach.own", OwnReach)
ASSIGNEES: Final = Named("app.domain.leads", "lead.assignees", AssigneeRow)
