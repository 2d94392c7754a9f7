"""Statements that read customers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.domain.customers.kinds import CUSTOMER
from app.domain.customers.records import Customer
from app.domain.fields.statements import card_select
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.people.records import Account, Contact, User
from app.domain.people.statements import LINK_TABLES
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.store.named import builds


@builds(CUSTOMER.card)
def customer_card() -> Select[Any]:
    """A customer in full; binds ``id``."""
    return card_select(CUSTOMER, {**LINK_TABLES, "lead": LEAD.table, "opportunity": OPPORTUNITY.table})


def customer_rows() -> Select[Any]:
    """Customers that were not put away, as lists show them."""
    columns: tuple[Any, ...] = (
        Customer.id,
        Customer.code,
        Customer.name,
        Customer.kind,
        Customer.customer_group,
        Customer.account_id,
        Account.code.label("account_code"),
        Customer.contact_id,
        Contact.code.label("contact_code"),
        Contact.name.label("contact"),
        Customer.lead_id,
        Lead.code.label("lead_code"),
        Customer.since,
        User.name.label("owner"),
        Customer.updated_at,
        Customer.version,
    )
    return (
        select(*columns)
        .select_from(Customer)
        .outerjoin(Account, Account.id == Customer.account_id)
        .outerjoin(Contact, Contact.id == Customer.contact_id)
        .outerjoin(Lead, Lead.id == Customer.lead_id)
        .outerjoin(User, User.id == Customer.owner_id)
        .where(Customer.deleted_at.is_(None))
    )
