"""What follows from what was typed: keys for finding duplicates, the text that search looks in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.core.countries import region_beside
from app.domain.core.folding import company_key, domain_of, fold
from app.domain.core.names import split_name
from app.domain.core.phones import dialled_digits, national_spellings, parse_phone

if TYPE_CHECKING:
    from app.domain.people.records import Account, Contact


NAME_PARTS = ("first_name", "middle_name", "last_name")


def let_names_follow(record: Any, changed: Collection[str]) -> None:
    """Empty what a changed name makes untrue, so that deriving fills it again.

    The parts follow a full name that was changed alone, and the full name follows its parts.

    Args:
        record: A lead or a contact.
        changed: Codes of the fields that were changed.
    """
    parts_changed = any(part in changed for part in NAME_PARTS)
    if "name" in changed and not parts_changed:
        for part in NAME_PARTS:
            setattr(record, part, None)
    elif parts_changed and "name" not in changed:
        record.name = ""


def searchable(parts: Iterable[object]) -> str:
    """The folded text that search looks in."""
    return fold(" ".join(str(part) for part in parts if part))


def custom_words(custom: Mapping[str, Any] | None) -> Iterator[str]:
    """The texts among the values of a manager's own fields, for search."""
    for value in (custom or {}).values():
        yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))


def number_of(phone: str | None, region: str) -> str | None:
    """The E.164 number of a phone as typed, where it has one."""
    return parse_phone(phone, region).e164 if phone else None


def numbers_of(phone: str | None, country: str | None, region: str) -> dict[str, str | None]:
    """The columns by which a phone is found: its E.164 number, where it has one, and its digits.

    Args:
        phone: As it was typed.
        country: The country of the same record.
        region: ISO 3166 code for phones of records that name no country.
    """
    if not phone:
        return {"phone_e164": None, "phone_digits": None}
    return {
        "phone_e164": number_of(phone, region_beside(country, region)),
        "phone_digits": dialled_digits(phone) or None,
    }


def digits_said(phone: str | None, e164: str | None) -> Iterator[str]:
    """A phone's digits in every spelling, so that search finds it however it was written."""
    if phone:
        yield dialled_digits(phone)
        yield from national_spellings(e164) if e164 else ()


def company_columns(company: str | None, email: str | None) -> dict[str, str | None]:
    """The columns by which a person's company is told, from its name and the person's address."""
    return {"company_key": company_key(company or "") or None, "domain": domain_of(email or "")}


def derive_contact(contact: Contact, region: str) -> None:
    """Set a contact's keys from its own fields."""
    if not contact.name:
        contact.name = " ".join(filter(None, (getattr(contact, part) for part in NAME_PARTS)))
    if not (contact.first_name or contact.last_name) and contact.name:
        parts = split_name(contact.name)
        contact.salutation = contact.salutation or parts.salutation or None
        contact.first_name, contact.middle_name, contact.last_name = (
            parts.first or None,
            parts.middle or None,
            parts.last or None,
        )
    contact.name_key = fold(contact.name)
    _put_numbers(contact, region)
    for name, value in company_columns(contact.company, contact.email).items():
        setattr(contact, name, value)
    contact.search_text = searchable(
        (
            contact.code,
            contact.name,
            contact.company,
            contact.job_title,
            contact.email,
            contact.phone,
            *digits_said(contact.phone, contact.phone_e164),
            contact.city,
            contact.external_id,
            *custom_words(contact.custom),
        )
    )


def _put_numbers(record: Contact, region: str) -> None:
    numbers = numbers_of(record.phone, record.country, region)
    record.phone_e164, record.phone_digits = numbers["phone_e164"], numbers["phone_digits"]


def account_columns(columns: Mapping[str, Any], region: str) -> dict[str, Any]:
    """The columns of an account that follow from its others.

    Args:
        columns: The account's columns.
        region: ISO 3166 code for phone numbers without a country.
    """
    numbers = numbers_of(columns.get("phone"), columns.get("country"), region)
    told = ("code", "name", "website", "email", "phone", "city", "industry", "external_id")
    return {
        **numbers,
        "name_key": company_key(columns["name"]),
        "domain": domain_of(columns.get("website") or "") or domain_of(columns.get("email") or ""),
        "search_text": searchable(
            (
                *(columns.get(each) for each in told),
                *digits_said(columns.get("phone"), numbers["phone_e164"]),
                *custom_words(columns.get("custom")),
            )
        ),
    }


def derive_account(account: Account, region: str) -> None:
    """Set an account's keys from its own fields."""
    columns = {column.key: getattr(account, column.key) for column in account.__table__.columns}
    for name, value in account_columns(columns, region).items():
        setattr(account, name, value)
