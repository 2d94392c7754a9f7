"""Statements that read leads."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, literal, select, union_all

from app.domain.fields.statements import card_select
from app.domain.leads.kinds import LEAD
from app.domain.leads.named import ASSIGNEES, FIRST_LEADS, REACH, OwnReach
from app.domain.leads.records import Lead, LeadAssignment
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.records import User
from app.domain.people.statements import LINK_TABLES
from app.domain.store.named import builds

LINE_COLUMNS = (
    Lead.id,
    Lead.code,
    Lead.kind,
    Lead.state,
    Lead.status,
    Lead.title,
    Lead.name,
    Lead.company,
    Lead.topic,
    Lead.source,
    Lead.rating,
    User.name.label("owner"),
    Lead.email,
    Lead.phone,
    Lead.city,
    Lead.country,
    Lead.budget_minor,
    Lead.budget_currency,
    Lead.next_contact_at,
    Lead.last_activity_at,
    Lead.created_at,
    Lead.updated_at,
)


def line_select() -> Select[*tuple[Any, ...]]:
    """Lines of leads, without condition or order."""
    return select(*LINE_COLUMNS).select_from(Lead).outerjoin(User, User.id == Lead.owner_id)


@builds(FIRST_LEADS)
def first_lines() -> Select[*tuple[Any, ...]]:
    """The first lines of the open leads, last changed first; binds ``limit``."""
    return (
        line_select()
        .where(LEAD.open_condition(), Lead.deleted_at.is_(None))
        .order_by(Lead.updated_at.desc(), Lead.id.desc())
        .limit(bindparam("limit"))
    )


@builds(LEAD.card)
def lead_card() -> Select[Any]:
    """A lead in full; binds ``id``."""
    return card_select(LEAD, LINK_TABLES)


@builds(ASSIGNEES)
def assignees() -> Select[*tuple[Any, ...]]:
    """Who works on a lead beside its owner, in the order in which it was given to them; binds ``lead_id``."""
    return (
        select(LeadAssignment.user_id, User.name)
        .join(User, User.id == LeadAssignment.user_id)
        .where(LeadAssignment.lead_id == bindparam("lead_id"), LeadAssignment.role == "assignee")
        .order_by(LeadAssignment.id)
    )


@builds(REACH)
def own_reach() -> Select[Any]:
    """The primary ways to reach a lead, contact or account that is not deleted; binds ``record_id``."""
    arms = []
    for kind in (LEAD, CONTACT, ACCOUNT):
        table = kind.table
        called = kind.called_column().label("called")
        own = (table.c[name] for name in OwnReach._fields[3:])
        wanted = (table.c.id == bindparam("record_id"), table.c.deleted_at.is_(None))
        arms.append(select(literal(kind.name).label("kind"), table.c.id, called, *own).where(*wanted))
    return select(union_all(*arms).subquery("reach"))
