"""Contact points: the further emails, phones and addresses of a record, and what all of them are found by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, FromClause, and_, func, literal, or_, select, union_all

from app.domain.core.countries import region_beside
from app.domain.core.folding import fold
from app.domain.core.phones import dialled_digits
from app.domain.fields.kinds import Kind
from app.domain.people.derived import digits_said, number_of
from app.domain.people.records import ContactPoint
from app.domain.query.columns import Further
from app.domain.store.finding import Asked
from app.domain.store.folded import folded_text
from app.domain.store.unit import table_of

#: The fewest digits by which a number without a country tells who it is.
FEWEST_DIGITS = 7
_POINT = table_of(ContactPoint)


@dataclass(frozen=True, slots=True)
class Reached:
    """By what a record is reached, in the form in which it is compared.

    Attributes:
        emails: Addresses in small letters.
        numbers: E.164 numbers, and the digits of phones that have none.
    """

    emails: frozenset[str]
    numbers: frozenset[str]


def email_key(email: str) -> str:
    """An address as it is compared, without regard to capitals."""
    return email.lower() if email.isascii() else fold(email)


def point_columns(
    medium: str, value: str, label: str, *, country: str | None, region: str, parts: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The columns of a contact point but for whose it is.

    Args:
        medium: email, phone or address.
        value: As it was typed; of an address, its parts in a line.
        label: What it is, such as business or mobile.
        country: The country of its record, by which a phone is read.
        region: ISO 3166 code for phones of records that name no country.
        parts: Of an address: its street, city, region, postal code and country.
    """
    said = [value]
    if medium == "email":
        key = email_key(value)
    elif medium == "phone":
        e164 = number_of(value, region_beside(country, region))
        key = e164 or dialled_digits(value)
        said += digits_said(value, e164)
    else:
        key = fold(value)
    return {
        "medium": medium,
        "label": label,
        "value": value,
        "key": key,
        "parts": dict(parts) if parts else None,
        "search_text": fold(" ".join(said)),
    }


def reached_of(asked: Asked, record_id: str, columns: Mapping[str, Any]) -> Reached:
    """All that a record is reached by: its own columns and, where it is stored, its contact points."""
    emails = {email_key(columns["email"])} if columns.get("email") else set()
    number = columns.get("phone_e164") or columns.get("phone_digits")
    numbers = {number} if number else set()
    if record_id:
        points = select(_POINT.c.medium, _POINT.c.key).where(_POINT.c.record_id == record_id, _POINT.c.key.is_not(None))
        for medium, key in asked.execute(points):
            (emails if medium == "email" else numbers).add(key)
    told = {each for each in numbers if each.startswith("+") or len(each) >= FEWEST_DIGITS}
    return Reached(frozenset(emails), frozenset(told))


def email_is(kind: Kind, key: str) -> ColumnElement[bool]:
    """That one of a record's addresses is this one."""
    table = kind.table
    own = func.lower(table.c.email) == key
    if not key.isascii():
        own = or_(own, folded_text(table, "email") == key)
    return or_(own, _has(kind, "email", key))


def number_is(kind: Kind, key: str) -> ColumnElement[bool]:
    """That one of a record's phones is this number."""
    table = kind.table
    international = key.startswith("+")
    own = table.c.phone_e164 == key if international else table.c.phone_digits == key
    return or_(own, _has(kind, "phone", key))


def _has(kind: Kind, medium: str, key: str) -> ColumnElement[bool]:
    """That a record has a contact point of this key."""
    mine = and_(_POINT.c.record_kind == kind.name, _POINT.c.medium == medium, _POINT.c.key == key)
    return kind.table.c.id.in_(select(_POINT.c.record_id).where(mine))


def keys_of(kind: Kind, record_id: ColumnElement[str]) -> CompoundSelect[Any]:
    """Everything by which one record is told to be the same as another: its own keys and those of its contact points.

    The columns are ``medium`` and ``key``; a phone without its country tells nothing for certain and is left out.
    """
    table = kind.table
    own = (
        ("email", func.lower(table.c.email)),
        ("email", folded_text(table, "email")),
        ("phone", table.c.phone_e164),
    )
    telling = or_(_POINT.c.medium == "email", and_(_POINT.c.medium == "phone", _POINT.c.key.startswith("+")))
    return union_all(
        *(
            select(literal(medium).label("medium"), key.label("key")).where(table.c.id == record_id)
            for medium, key in own
        ),
        select(_POINT.c.medium, _POINT.c.key).where(_POINT.c.record_id == record_id, telling),
    )


def same_by_own(other: FromClause, medium: str, key: ColumnElement[Any]) -> ColumnElement[bool]:
    """That a record's own email or phone is the one of a key."""
    return (func.lower(other.c.email) if medium == "email" else other.c.phone_e164) == key


def same_by_further(point: FromClause, kind: Kind, medium: str, key: ColumnElement[Any]) -> ColumnElement[bool]:
    """That a contact point of a record of a kind is the one of a key."""
    return and_(point.c.key == key, point.c.medium == medium, point.c.record_kind == kind.name)


def further_values(kind: Kind, medium: str) -> Further:
    """Where the further emails or phones of a kind lie, for its queries."""
    return Further(_POINT.c.record_id, _POINT.c.key, and_(_POINT.c.record_kind == kind.name, _POINT.c.medium == medium))
