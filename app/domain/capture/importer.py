"""What the import of each kind of record has in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Protocol

from sqlalchemy import ColumnElement, Table, func

from app.domain.capture.drafts import Draft
from app.domain.capture.findings import Findings
from app.domain.capture.keys import found_among, found_by
from app.domain.core.columns import columns_of, stored
from app.domain.core.fields import Field
from app.domain.fields.kinds import KINDS
from app.domain.people.derived import number_of
from app.domain.people.points import email_key, point_columns
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork
from app.words import Message, Said, WordsByCode, label, say

#: Addresses and numbers that are named where rows share them.
_NAMED = 3
_REFERRED: Final[Mapping[str, Message]] = {
    "lead": "Lead",
    "contact": "Contact",
    "account": "Account",
    "activity": "Activity",
    "opportunity": "Opportunity",
}
_IDS: Final[Mapping[str, Message]] = {
    "lead": "Lead id",
    "contact": "Contact id",
    "account": "Account id",
    "activity": "Activity id",
    "opportunity": "Opportunity id",
}
_PHONES: Final[WordsByCode] = (("phone", "Phone"), ("mobile", "Mobile"))


class RecordImporter(Protocol):
    """Imports one kind of record."""

    duplicates: int
    """How many of the rows written share an address or a number with another record."""

    @property
    def table(self) -> Table:
        """Where the records are."""

    @property
    def fields(self) -> Sequence[Field]:
        """The fields it fills."""

    @property
    def keeps_custom(self) -> bool:
        """Whether its records have custom fields."""

    @property
    def whole_rows(self) -> bool:
        """Whether a row comes in only if all of its values fit and no earlier one is the same."""

    def shared(self, drafts: Sequence[Draft]) -> int:
        """How many settled drafts share an address or a number with another record."""

    @property
    def shared_names(self) -> Sequence[str]:
        """The first of these addresses and numbers."""

    def settle(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Look up what rows refer to and judge them; those that cannot come in are set aside as failed."""

    def title(self, draft: Draft) -> str:
        """What lists will call the record."""

    def write(self, unit: UnitOfWork, drafts: Sequence[Draft]) -> None:
        """Write settled drafts."""


def spread_fields(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields that are stored in other columns than one of their own name, links apart: these come as ids."""
    return tuple(each for each in fields if columns_of(each) != (each.code,) and not each.field_type.link)


def spread(values: dict[str, Any], fields: Sequence[Field]) -> None:
    """Replace the values of such fields by the columns each is stored in."""
    for each in fields:
        if each.code in values:
            values |= stored(each, values.pop(each.code))


def by_external_id(
    asked: Asked, table: Table, ids: set[str], *columns: ColumnElement[Any]
) -> Mapping[str, Sequence[Any]]:
    """Columns of the records known elsewhere under these numbers; of several the newest."""
    if not ids:
        return {}
    rows = found_among(asked, table, "external_id", ids, table.c.external_id, table.c.id, *columns)
    return {row[0]: row[1:] for row in sorted(rows, key=lambda row: str(row[1]))}


def leave_reference(draft: Draft, findings: Findings, kind: str, why: str) -> None:
    """Keep a reference that leads nowhere in the description, and say so."""
    number = draft.values.pop(f"reference:{kind}")
    draft.leftovers.append((label(_REFERRED[kind]), number))
    findings.note(draft.line, "reference", why, label(_IDS[kind]), number)


def not_here(kind: str) -> Said:
    """That a record which a row refers to is not here."""
    return say("The {kind} it refers to is not here.", kind=KINDS[kind].noun)


def note_without_country(drafts: Sequence[Draft], findings: Findings, region: str) -> None:
    """Say of which phone numbers nobody can tell the country, so that they are dialled as they were typed.

    Args:
        drafts: Rows that come in.
        findings: Where it is said.
        region: ISO 3166 code for phone numbers that no country stands beside.
    """
    for draft in drafts:
        for code, name in _PHONES:
            typed = draft.values.get(code)
            if typed and number_of(typed, draft.region(region)) is None:
                why = say("{field}: “{value}” has no country.", field=label(name), value=typed)
                findings.note(draft.line, "no_country", why, label(name), typed)


class DuplicateCounter:
    """Counts drafts that share an email address or a phone number with a record or an earlier row."""

    def __init__(self, asked: Asked, table: Table) -> None:
        """Look among the records of a table."""
        self._asked = asked
        self._table = table
        self.named: list[str] = []
        """The first of the addresses and numbers that are shared."""

    def shared(self, reached: Sequence[tuple[str | None, str | None]]) -> int:
        """How many of some rows, not yet written, share one.

        Args:
            reached: The email address and the E.164 number of each row.
        """
        emails = self._taken_emails({email.lower() for email, _ in reached if email})
        numbers = self._taken("phone_e164", {number for _, number in reached if number})
        count = 0
        for email, number in reached:
            shared = next((each for each in (email, number) if each and each.lower() in emails | numbers), None)
            count += shared is not None
            if shared and len(self.named) < _NAMED:
                self.named.append(shared)
            if email:
                emails.add(email.lower())
            if number:
                numbers.add(number)
        return count

    def _taken_emails(self, wanted: set[str]) -> set[str]:
        """Those of the addresses, in small letters, that a record has."""
        small = func.lower(self._table.c.email)
        return {row[0] for row in found_by(self._asked, self._table, small, wanted, small)}

    def _taken(self, name: str, wanted: set[str]) -> set[str]:
        return {row[0] for row in found_among(self._asked, self._table, name, wanted, self._table.c[name])}


def not_after(moment: datetime | None, now: datetime) -> bool:
    """Whether there is a moment, and it is not ahead of us."""
    return moment is not None and moment <= now


def labels_of_own(draft: Draft) -> dict[str, str | None]:
    """The columns that say what a record's own email and phone are, as far as its row does."""
    mobile = draft.values.get("mobile") and not draft.values.get("phone")
    phone = "mobile" if mobile else draft.further.label_of_own("phone")
    return {"email_label": draft.further.label_of_own("email"), "phone_label": phone}


def further_rows(
    kind: str, drafts: Sequence[Draft], rows: Sequence[Mapping[str, Any]], region: str
) -> list[dict[str, Any]]:
    """The contact points of records that come in: what their rows hold beside the first email, phone and address."""
    found = []
    for draft, row in zip(drafts, rows, strict=True):
        points = [*draft.further.points()]
        mobile = draft.values.get("mobile")
        if mobile and mobile != row["phone"]:
            points.insert(0, ("phone", "mobile", mobile, None))
        known = {row.get("phone_e164") or row.get("phone_digits"), email_key(row.get("email") or "")}
        for medium, sort, value, parts in points:
            columns = point_columns(medium, value, sort, country=row.get("country"), region=region, parts=parts)
            if columns["key"] and columns["key"] not in known:
                known.add(columns["key"])
                found.append({"record_kind": kind, "record_id": row["id"], **columns})
    return found
