"""Statements that read people and organisations."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, select

from app.domain.fields.statements import card_select
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.named import CONTACT_POINTS, SEATS, USERS
from app.domain.people.records import ContactPoint, User
from app.domain.store.named import builds
from app.domain.store.unit import table_of

LINK_TABLES = {"user": table_of(User), "contact": CONTACT.table, "account": ACCOUNT.table}


@builds(CONTACT.card)
def contact_card() -> Select[Any]:
    """A contact in full; binds ``id``."""
    return card_select(CONTACT, LINK_TABLES)


@builds(ACCOUNT.card)
def account_card() -> Select[Any]:
    """An account in full; binds ``id``."""
    return card_select(ACCOUNT, LINK_TABLES)


@builds(CONTACT_POINTS)
def contact_points_of() -> Select[*tuple[Any, ...]]:
    """The further ways to reach a record; binds ``record_id``."""
    return (
        select(ContactPoint.id, ContactPoint.medium, ContactPoint.label, ContactPoint.value, ContactPoint.key)
        .where(ContactPoint.record_id == bindparam("record_id"))
        .order_by(ContactPoint.medium, ContactPoint.id)
    )


@builds(USERS)
def users() -> Select[*tuple[Any, ...]]:
    """Every user, by name."""
    who = (User.id, User.code, User.login, User.name, User.email, User.role, User.time_zone, User.language)
    return select(*who, User.active, User.working_hours, User.capacity).order_by(User.name)


@builds(SEATS)
def seats() -> Select[*tuple[Any, ...]]:
    """Every user and whether they may work here, the first to come first."""
    return select(
        User.id, User.code, User.login, User.name, User.role, User.time_zone, User.language, User.active
    ).order_by(User.created_at, User.code)
