"""Statements that read stakeholders."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, func, select

from app.domain.people.records import Account, Contact
from app.domain.stakeholders.named import STAKEHOLDERS
from app.domain.stakeholders.records import Stakeholder
from app.domain.store.named import builds

_LINE: tuple[Any, ...] = (
    Stakeholder.id,
    Contact.id.label("contact_id"),
    Contact.code.label("contact_code"),
    Contact.name,
    Contact.job_title,
    func.coalesce(Account.name, Contact.company).label("company"),
    Contact.email,
    Contact.phone,
    Stakeholder.roles,
    Stakeholder.influence,
    Stakeholder.attitude,
    Stakeholder.notes,
    Stakeholder.version,
)


@builds(STAKEHOLDERS)
def stakeholders_of() -> Select[Any]:
    """The stakeholders of a record, the most influential first; binds ``record_id``."""
    return (
        select(*_LINE)
        .select_from(Stakeholder)
        .join(Contact, Contact.id == Stakeholder.contact_id)
        .outerjoin(Account, Account.id == Contact.account_id)
        .where(Stakeholder.record_id == bindparam("record_id"), Contact.deleted_at.is_(None))
        .order_by(Stakeholder.influence.desc().nulls_last(), Contact.name_key, Stakeholder.id)
    )
