"""Imports accounts: rows become organisations we know, with their further ways to be reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.capture.drafts import Draft
from app.domain.capture.findings import Findings
from app.domain.capture.importer import (
    DuplicateCounter,
    further_rows,
    labels_of_own,
    note_without_country,
    spread,
    spread_fields,
)
from app.domain.people.derived import account_columns, number_of
from app.domain.people.fields import ACCOUNT_FIELDS
from app.domain.people.kinds import ACCOUNT
from app.domain.people.records import Account, ContactPoint
from app.domain.store.counters import next_codes
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork
from app.words import say

_SPREAD = spread_fields(ACCOUNT_FIELDS)


class AccountImporter:
    """Imports accounts."""

    table = ACCOUNT.table
    fields = ACCOUNT_FIELDS
    keeps_custom = True
    whole_rows = False

    def __init__(self, desk: Desk, asked: Asked, findings: Findings) -> None:
        """See `RecordImporter`."""
        self.duplicates = 0
        self._desk = desk
        self._findings = findings
        self._duplicate_counter = DuplicateCounter(asked, self.table)

    def settle(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Set rows aside that name no organisation."""
        usable = []
        for draft in drafts:
            if self.title(draft):
                usable.append(draft)
            else:
                reason = say("An account needs a name, or a number of its own.")
                self._findings.fail(draft.line, draft.cells, reason, draft.continuing)
        note_without_country(usable, self._findings, self._desk.region)
        return usable

    def title(self, draft: Draft) -> str:
        """The organisation's name, else its number."""
        number = draft.values.get("external_id")
        return draft.values.get("name") or (say("Account {number}", number=number) if number else "")

    def shared(self, drafts: Sequence[Draft]) -> int:
        """How many share an address or a number with another account."""
        region = self._desk.region
        return self._duplicate_counter.shared(
            [(each.values.get("email"), number_of(each.values.get("phone"), each.region(region))) for each in drafts]
        )

    @property
    def shared_names(self) -> Sequence[str]:
        """The first of these addresses and numbers."""
        return self._duplicate_counter.named

    def write(self, unit: UnitOfWork, drafts: Sequence[Draft]) -> None:
        """Write accounts with their further emails, phones and addresses."""
        codes = next_codes(unit.session, ACCOUNT.prefix, len(drafts))
        rows = [self._row(draft, code) for draft, code in zip(drafts, codes, strict=True)]
        self.duplicates += self._duplicate_counter.shared([(row.get("email"), row["phone_e164"]) for row in rows])
        unit.insert_many(Account, rows)
        unit.insert_many(ContactPoint, further_rows(ACCOUNT.name, drafts, rows, self._desk.region))

    def _row(self, draft: Draft, code: str) -> dict[str, Any]:
        """An account's columns."""
        row = {**draft.values, "code": code, "name": self.title(draft)}
        spread(row, _SPREAD)
        row["owner_id"] = row.pop("owner", None) or self._desk.actor.id
        row["phone"] = draft.values.get("phone")
        row |= labels_of_own(draft)
        row["description"] = draft.prose("description")
        row["import_key"] = draft.key
        row["custom"] = draft.custom
        return {**row, **account_columns(row, self._desk.region)}
