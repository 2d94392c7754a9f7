"""Making a customer inside a command: of a lead, an opportunity, an account, a contact or an order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.core.folding import fold
from app.domain.customers.kinds import CUSTOMER
from app.domain.customers.records import Customer
from app.domain.leads.duplicates import find_duplicates
from app.domain.leads.handing_over import account_from, contact_from
from app.domain.leads.records import Lead
from app.domain.people.records import Account, Contact
from app.domain.sales.making import columns_now
from app.domain.store.counters import next_code
from app.domain.store.desk import Desk
from app.domain.store.unit import UnitOfWork


@dataclass(slots=True)
class Buyer:
    """Who becomes a customer.

    Attributes:
        name: What they are called.
        account: Their organisation.
        contact: The person, or whom we talk to there.
        made: Short codes of the records that were made for it, by kind.
    """

    name: str = ""
    account: Account | None = None
    contact: Contact | None = None
    made: dict[str, list[str]] = field(default_factory=dict)


def buyer_of(unit: UnitOfWork, desk: Desk, account_id: str | None, contact_id: str | None, lead: Lead | None) -> Buyer:
    """Who buys: an organisation where there is one, else a person; made of the lead where it names neither yet.

    An account or contact that is certainly the same as the lead's is used, not made again.

    Args:
        unit: The command under way.
        desk: Who works.
        account_id: The account that is known.
        contact_id: The contact that is known.
        lead: The lead it came from; it is linked to what was made.
    """
    session = unit.session
    account = _standing(session.get(Account, account_id) if account_id else None)
    contact = _standing(session.get(Contact, contact_id) if contact_id else None)
    buyer = Buyer(account=account, contact=contact)
    if lead is not None:
        _complete(unit, desk, buyer, lead)
    if buyer.account is None and buyer.contact is not None and buyer.contact.account_id:
        buyer.account = _standing(session.get(Account, buyer.contact.account_id))
    named = buyer.account or buyer.contact
    buyer.name = named.name if named is not None else lead.title if lead is not None else ""
    return buyer


def _complete(unit: UnitOfWork, desk: Desk, buyer: Buyer, lead: Lead) -> None:
    """Find or make the account and the contact of a lead, as far as it names a company and a person."""
    session = unit.session
    if buyer.account is None and lead.company:
        unit.hold(f"account of {fold(lead.company)}")
        buyer.account = session.get(Account, _same(session, desk, lead, "account"))
        if buyer.account is None:
            buyer.account = account_from(unit, lead, desk.region)
            buyer.made["account"] = [buyer.account.code]
    if buyer.contact is None and lead.name:
        buyer.contact = session.get(Contact, _same(session, desk, lead, "contact"))
        if buyer.contact is None:
            account_id = buyer.account.id if buyer.account else None
            buyer.contact = contact_from(unit, lead, account_id, desk.region)
            buyer.made["contact"] = [buyer.contact.code]
    lead.account_id = lead.account_id or (buyer.account.id if buyer.account else None)
    lead.contact_id = lead.contact_id or (buyer.contact.id if buyer.contact else None)


def _same(session: Session, desk: Desk, lead: Lead, kind: str) -> str:
    """The id of the account or contact that is certainly the same as a lead's; empty for none."""
    hits = find_duplicates(session, columns_now(lead), region=desk.region, not_id=lead.id, kinds=(kind,))
    return next((hit.id for hit in hits if hit.certain), "")


def _standing(record: Any) -> Any:
    return None if record is None or record.deleted_at is not None else record


def known_customer(session: Session, buyer: Buyer) -> Customer | None:
    """The customer that an organisation is already, or that a person without one is."""
    if buyer.account is not None:
        same = Customer.account_id == buyer.account.id
    elif buyer.contact is not None:
        same = (Customer.contact_id == buyer.contact.id) & Customer.account_id.is_(None)
    else:
        return None
    return session.scalar(select(Customer).where(same, Customer.deleted_at.is_(None)))


def create(unit: UnitOfWork, desk: Desk, buyer: Buyer, origin: str, **columns: Any) -> Customer:
    """Make a customer of a buyer who is none yet; its lead's status is left to the caller.

    Args:
        unit: The command under way.
        desk: Who works.
        buyer: Who it is.
        origin: What it is made from: lead, opportunity, account, contact or order.
        columns: Further columns, such as the lead and the owner.
    """
    customer = Customer(
        **columns,
        code=next_code(unit.session, CUSTOMER.prefix),
        name=buyer.name,
        kind="organisation" if buyer.account is not None else "person",
        account_id=buyer.account.id if buyer.account else None,
        contact_id=buyer.contact.id if buyer.contact else None,
        origin=origin,
        since=desk.today(),
        custom={},
    )
    customer.owner_id = customer.owner_id or unit.actor_id
    derive(customer)
    return unit.add(customer)


def derive(customer: Customer, _region: str = "") -> None:
    """Set what follows from a customer's own fields."""
    customer.name_key = fold(customer.name)
    custom = (each for each in (customer.custom or {}).values() if isinstance(each, str))
    parts = (customer.code, customer.name, customer.customer_group, customer.notes, *custom)
    customer.search_text = fold(" ".join(part for part in parts if part))
