"""Imports contacts: rows become people we know, with their further numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.capture.drafts import Draft
from app.domain.capture.findings import Findings
from app.domain.capture.importer import DuplicateCounter, further_rows, labels_of_own, note_without_country
from app.domain.core.folding import fold
from app.domain.core.names import split_name
from app.domain.people.derived import company_columns, digits_said, number_of, numbers_of, searchable
from app.domain.people.fields import CONTACT_FIELDS
from app.domain.people.kinds import CONTACT
from app.domain.people.records import Contact, ContactPoint
from app.domain.store.counters import next_codes
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork
from app.words import say

_SEARCHED = ("code", "name", "company", "job_title", "email", "phone", "city", "external_id")


class ContactImporter:
    """Imports contacts."""

    table = CONTACT.table
    fields = CONTACT_FIELDS
    keeps_custom = True
    whole_rows = False

    def __init__(self, desk: Desk, asked: Asked, findings: Findings) -> None:
        """See `RecordImporter`."""
        self.duplicates = 0
        self._desk = desk
        self._findings = findings
        self._duplicate_counter = DuplicateCounter(asked, self.table)

    def settle(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Set rows aside that name nobody."""
        usable = []
        for draft in drafts:
            if _name(draft):
                usable.append(draft)
            else:
                reason = say("A contact needs a name, an email address, a phone number or a number of its own.")
                self._findings.fail(draft.line, draft.cells, reason, draft.continuing)
        note_without_country(usable, self._findings, self._desk.region)
        return usable

    def title(self, draft: Draft) -> str:
        """The person's name."""
        return _name(draft)

    def shared(self, drafts: Sequence[Draft]) -> int:
        """How many share an address or a number with another contact."""
        return self._duplicate_counter.shared(
            [(each.values.get("email"), number_of(_phone(each), each.region(self._desk.region))) for each in drafts]
        )

    @property
    def shared_names(self) -> Sequence[str]:
        """The first of these addresses and numbers."""
        return self._duplicate_counter.named

    def write(self, unit: UnitOfWork, drafts: Sequence[Draft]) -> None:
        """Write contacts with their further numbers."""
        codes = next_codes(unit.session, CONTACT.prefix, len(drafts))
        rows = [self._row(draft, code) for draft, code in zip(drafts, codes, strict=True)]
        self.duplicates += self._duplicate_counter.shared([(row.get("email"), row["phone_e164"]) for row in rows])
        unit.insert_many(Contact, rows)
        unit.insert_many(ContactPoint, further_rows(CONTACT.name, drafts, rows, self._desk.region))

    def _row(self, draft: Draft, code: str) -> dict[str, Any]:
        """A contact's columns."""
        values = draft.values
        name = _name(draft)
        row = {**values, "code": code, "name": name, "name_key": fold(name)}
        row.pop("mobile", None)
        row.pop("owner", None)
        if values.get("name") and not (values.get("first_name") or values.get("last_name")):
            parts = split_name(name)
            row["salutation"] = values.get("salutation") or parts.salutation or None
            row["first_name"] = parts.first or None
            row["middle_name"] = parts.middle or None
            row["last_name"] = parts.last or None
        row["phone"] = _phone(draft)
        row |= numbers_of(row["phone"], None, draft.region(self._desk.region))
        row |= company_columns(row.get("company"), row.get("email")) | labels_of_own(draft)
        row["description"] = draft.prose("description")
        row["owner_id"] = values.get("owner") or self._desk.actor.id
        row["import_key"] = draft.key
        row["custom"] = draft.custom
        row["search_text"] = searchable(
            (*(row.get(each) for each in _SEARCHED), *digits_said(row["phone"], row["phone_e164"]))
        )
        return row


def _phone(draft: Draft) -> str | None:
    return draft.values.get("phone") or draft.values.get("mobile")


def _name(draft: Draft) -> str:
    """The name, else the address, the number or the id it goes by; empty for nobody."""
    values = draft.values
    parts = " ".join(values[part] for part in ("first_name", "middle_name", "last_name") if values.get(part))
    number = say("Contact {number}", number=values["external_id"]) if values.get("external_id") else ""
    named = values.get("name") or parts or values.get("email") or _phone(draft)
    return named or number
