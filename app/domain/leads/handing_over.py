"""Handing over: the account and the contact that are made of a lead, with its fields of the same meaning."""

from __future__ import annotations

from typing import Any

from app.domain.core.field_types.profiles import is_of_company
from app.domain.leads.records import Lead
from app.domain.people.derived import derive_account, derive_contact
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.reaching import carry_points
from app.domain.people.records import Account, Contact
from app.domain.store.counters import next_code
from app.domain.store.unit import UnitOfWork

ACCOUNT_COLUMNS = (
    "website",
    "linkedin",
    "industry",
    "employees",
    "annual_revenue_minor",
    "annual_revenue_currency",
    "street",
    "city",
    "region",
    "postal_code",
    "country",
    "owner_id",
)
"""Columns of the same meaning on lead and account."""
CONTACT_COLUMNS = (
    "salutation",
    "first_name",
    "middle_name",
    "last_name",
    "gender",
    "job_title",
    "department",
    "company",
    "email",
    "phone",
    "linkedin",
    "preferred_contact",
    "language",
    "time_zone",
    "street",
    "city",
    "region",
    "postal_code",
    "country",
    "do_not_phone",
    "do_not_email",
    "do_not_mail",
    "do_not_contact",
    "owner_id",
)
"""Columns of the same meaning on lead and contact."""


def account_columns(page: str | None) -> tuple[str, ...]:
    """The columns that an account is given of a lead with this page on LinkedIn, which may be its person's."""
    return _without_page(ACCOUNT_COLUMNS) if page and not is_of_company(page) else ACCOUNT_COLUMNS


def contact_columns(page: str | None) -> tuple[str, ...]:
    """The columns that a contact is given of a lead with this page on LinkedIn, which may be its company's."""
    return _without_page(CONTACT_COLUMNS) if page and is_of_company(page) else CONTACT_COLUMNS


def _without_page(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in columns if each != "linkedin")


def account_from(unit: UnitOfWork, lead: Lead, region: str) -> Account:
    """Make an account of a lead's company, with its addresses.

    Args:
        unit: The command under way.
        lead: A lead with a company; it is not linked to the account.
        region: ISO 3166 code for phones that name no country.
    """
    account = Account(code=next_code(unit.session, ACCOUNT.prefix), name=lead.company, custom={})
    _copy(lead, account, account_columns(lead.linkedin))
    derive_account(account, region)
    account.domain = account.domain or lead.domain
    unit.add(account)
    carry_points(unit, lead, account, "account", ("address",), region)
    return account


def contact_from(unit: UnitOfWork, lead: Lead, account_id: str | None, region: str) -> Contact:
    """Make a contact of a lead's person, with all ways to reach them.

    Args:
        unit: The command under way.
        lead: A lead with a name; it is not linked to the contact.
        account_id: The account the person works for.
        region: ISO 3166 code for phones that name no country.
    """
    contact = Contact(code=next_code(unit.session, CONTACT.prefix), name=lead.name, custom={})
    _copy(lead, contact, contact_columns(lead.linkedin))
    contact.account_id = account_id
    derive_contact(contact, region)
    unit.add(contact)
    carry_points(unit, lead, contact, "contact", ("email", "phone", "address"), region)
    return contact


def _copy(lead: Lead, other: Any, columns: tuple[str, ...]) -> None:
    for name in columns:
        setattr(other, name, getattr(lead, name))
