"""Imports leads: rows become leads in bulk, with their process, their further numbers and their contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.domain.assignment.capturing import CapturedLeads
from app.domain.capture.drafts import Draft, texts
from app.domain.capture.findings import Findings
from app.domain.capture.importer import (
    DuplicateCounter,
    by_external_id,
    further_rows,
    labels_of_own,
    leave_reference,
    not_after,
    not_here,
    note_without_country,
    spread,
    spread_fields,
)
from app.domain.capture.initial_processes import InitialProcesses
from app.domain.core.errors import Invalid
from app.domain.leads.events import LeadsCaptured, NextContactSet
from app.domain.leads.fields import BY_CODE, LEAD_FIELDS
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.rules import check_next_contact, default_kind, derived, require_title
from app.domain.people.derived import number_of
from app.domain.people.kinds import CONTACT
from app.domain.people.records import ContactPoint
from app.domain.process.records import ProcessInstance
from app.domain.query.context import QueryContext
from app.domain.rates.queries import rates_on
from app.domain.store.counters import next_codes
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork
from app.words import formats, say

_SPREAD = spread_fields(LEAD_FIELDS)
#: What a lead about a contact we know takes over from it, so that it has a name and can be reached.
_FROM_CONTACT = ("name", "email", "phone", "job_title", "company", "city", "region", "country")
_NOT_COLUMNS = (
    "mobile",
    "status",
    "created_at",
    "owner",
    "next_contact_by",
    "reference:contact",
    "description",
    "is_converted",
)


class LeadImporter:
    """Imports leads."""

    table = LEAD.table
    fields = LEAD_FIELDS
    keeps_custom = True
    whole_rows = False

    def __init__(self, desk: Desk, asked: Asked, findings: Findings) -> None:
        """See `RecordImporter`."""
        self.duplicates = 0
        self._desk = desk
        self._asked = asked
        self._findings = findings
        self._now = desk.now()
        self._initial_processes: InitialProcesses | None = None
        self._duplicate_counter = DuplicateCounter(asked, self.table)

    def settle(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Give leads the contact they are about, set those aside that nothing names, and judge their moments."""
        columns = [CONTACT.table.c[name] for name in _FROM_CONTACT]
        contacts = by_external_id(self._asked, CONTACT.table, texts(drafts, "reference:contact"), *columns)
        usable = []
        for draft in drafts:
            if draft.values.get("is_converted") and not _closed(draft.values.get("status")):
                draft.values["status"] = "qualified"
            if "reference:contact" in draft.values:
                self._link(draft, contacts)
            if draft.nameless:
                draft.values.setdefault("topic", draft.nameless)
            try:
                require_title(draft.values.get("kind") or default_kind(draft.values), _reached(draft))
            except Invalid as problem:
                self._findings.fail(draft.line, draft.cells, str(problem), draft.continuing)
                continue
            usable.append(draft)
            for code in ("created_at", "last_activity_at"):
                if code in draft.values and not not_after(draft.values[code], self._now):
                    self._too_early(draft, code)
            if "next_contact_at" in draft.values:
                self._judge_next_contact(draft)
        note_without_country(usable, self._findings, self._desk.region)
        return usable

    def _link(self, draft: Draft, contacts: Mapping[str, Sequence[Any]]) -> None:
        found = contacts.get(draft.values["reference:contact"])
        if found is None:
            leave_reference(draft, self._findings, "contact", not_here("contact"))
            return
        draft.links["contact"] = found[0]
        for name, value in zip(_FROM_CONTACT, found[1:], strict=True):
            if value is not None and not (name == "name" and _named(draft.values)):
                draft.values.setdefault(name, value)

    def _too_early(self, draft: Draft, code: str) -> None:
        moment = draft.values.pop(code)
        label = BY_CODE[code].label
        draft.leftovers.append((label, moment.isoformat()))
        why = say("{field}: {day} has not come yet.", field=label, day=formats.day_and_month(moment, with_year=True))
        self._findings.note(draft.line, "unfit", why, label)

    def _judge_next_contact(self, draft: Draft) -> None:
        """Keep a next contact that cannot be one in the description: it has passed, or the lead is closed."""
        at = draft.values["next_contact_at"]
        try:
            check_next_contact(at, self._now)
            if not _closed(draft.values.get("status")):
                return
            why: str = say("Next contact: the lead is closed.")
        except Invalid as problem:
            why = problem.message
        del draft.values["next_contact_at"]
        label = BY_CODE["next_contact_at"].label
        text = f"{at.astimezone(self._desk.zone):%Y-%m-%d %H:%M}"
        draft.leftovers.append((label, text))
        self._findings.note(draft.line, "unfit", why, label, text)

    def title(self, draft: Draft) -> str:
        """The company, else the person, else what it goes by instead."""
        return str(derived(_reached(draft), "")["title"])

    def shared(self, drafts: Sequence[Draft]) -> int:
        """How many share an address or a number with another lead; those of one known contact are expected to."""
        return self._duplicate_counter.shared(
            [
                (each.values.get("email"), number_of(_phone(each), each.region(self._desk.region)))
                for each in drafts
                if "contact" not in each.links
            ]
        )

    @property
    def shared_names(self) -> Sequence[str]:
        """The first of these addresses and numbers."""
        return self._duplicate_counter.named

    def write(self, unit: UnitOfWork, drafts: Sequence[Draft]) -> None:
        """Write leads with their processes, further numbers and appointments for their next contacts."""
        codes = next_codes(unit.session, LEAD.prefix, len(drafts))
        rows = [self._row(draft, code) for draft, code in zip(drafts, codes, strict=True)]
        captured = CapturedLeads(self._desk, unit)
        captured.own(rows, [each.values for each in drafts], ["owner" in each.values for each in drafts])
        self.duplicates += self._duplicate_counter.shared(
            [(row.get("email"), row["phone_e164"]) for row in rows if row["contact_id"] is None]
        )
        unit.insert_many(Lead, rows)
        captured.keep()
        unit.insert_many(ContactPoint, further_rows(LEAD.name, drafts, rows, self._desk.region))
        unit.insert_many(ProcessInstance, list(self._processes(unit, drafts, rows)))
        unit.publish(LeadsCaptured(tuple(row["id"] for row in rows), by_import=True))
        for row in rows:
            if "next_contact_at" in row:
                unit.publish(NextContactSet(row["id"], row["next_contact_at"], row.get("next_contact_by_id")))

    def _processes(
        self, unit: UnitOfWork, drafts: Sequence[Draft], rows: Sequence[Mapping[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        """The first process of each lead that is open."""
        if self._initial_processes is None:
            rates = rates_on(Reader(unit.session.connection()), self._desk.today()).at_once()
            context = QueryContext(self._desk.context(), self._desk.actor.id, rates=rates)
            self._initial_processes = InitialProcesses(
                Reader(unit.session.connection()), self._desk.actor.role, context
            )
        for draft, row in zip(drafts, rows, strict=True):
            if LEAD.is_open(row):
                begun = self._initial_processes.instance(row["id"], {**draft.values, "kind": row["kind"]}, draft.custom)
                if begun is not None:
                    yield begun

    def _row(self, draft: Draft, code: str) -> dict[str, Any]:
        """A lead's columns."""
        values = draft.values
        row = {**values}
        for name in _NOT_COLUMNS:
            row.pop(name, None)
        spread(row, _SPREAD)
        row["code"] = code
        row["kind"] = values.get("kind") or default_kind(values)
        row["description"] = draft.prose("description")
        row["owner_id"] = values.get("owner") or self._desk.actor.id
        row["next_contact_by_id"] = values.get("next_contact_by")
        row["contact_id"] = draft.links.get("contact")
        row["import_key"] = draft.key
        row["created_at"] = values.get("created_at") or self._now
        row["phone"] = _phone(draft)
        row |= labels_of_own(draft)
        row["tags"] = list(values.get("tags", ()))
        row["custom"] = draft.custom
        _put_status(row, values.get("status"), self._now)
        row.update(derived(row, self._desk.region))
        return row


def _phone(draft: Draft) -> str | None:
    return draft.values.get("phone") or draft.values.get("mobile")


def _reached(draft: Draft) -> dict[str, Any]:
    """A draft's values with the phone number the lead will have."""
    return {**draft.values, "phone": _phone(draft)}


def _named(values: Mapping[str, Any]) -> bool:
    return any(values.get(name) for name in ("name", "first_name", "last_name"))


def _closed(status: str | None) -> bool:
    """Whether a word of the file says that the lead is closed."""
    return (status or "").partition(":")[0] in LEAD.closed_as


def _put_status(row: dict[str, Any], status: str | None, now: Any) -> None:
    """Set state and status from the word of the file; see ``data/headings/values.toml``."""
    state, _, reason = (status or "").partition(":")
    if _closed(status):
        row["state"], row["status"], row["closed_at"] = state, "open", now
        row["disqualify_reason"] = reason or None
    elif state:
        row["status"] = state
    if row.get("do_not_contact") or state == "do_not_contact":
        row["do_not_contact"], row["status"] = True, "do_not_contact"
