"""What follows from what was typed: keys for finding duplicates, the text that search looks in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.core.countries import region_beside
from app.domain.core.folding import company_key, domain_of, fold
from app.domain.core.names import split_name
from app.domain.core.phones import parse_phone

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


def digits_of(phone: str | None) -> str:
    """A phone's digits alone, so that search finds it however it was written."""
    return "".join(each for each in phone or "" if each.isdigit())


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
    contact.phone_e164 = number_of(contact.phone, region_beside(contact.country, region))
    contact.search_text = searchable(
        (
            contact.code,
            contact.name,
            contact.company,
            contact.job_title,
            contact.email,
            contact.phone,
            digits_of(contact.phone),
            contact.city,
            contact.external_id,
            *custom_words(contact.custom),
        )
    )


def derive_account(account: Account, region: str) -> None:
    """Set an account's keys from its own fields."""
    account.name_key = company_key(account.name)
    account.domain = domain_of(account.website or "") or domain_of(account.email or "")
    account.phone_e164 = number_of(account.phone, region_beside(account.country, region))
    account.search_text = searchable(
        (
            account.code,
            account.name,
            account.website,
            account.email,
            account.phone,
            digits_of(account.phone),
            account.city,
            account.industry,
            account.external_id,
            *custom_words(account.custom),
        )
    )
