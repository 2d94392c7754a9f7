"""Imports activities: rows become entries on the timelines of the leads and contacts they refer to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.domain.assistant.reminders import plan_reminders
from app.domain.calling.attempts import note_imported
from app.domain.capture.drafts import Draft, texts
from app.domain.capture.findings import Findings
from app.domain.capture.importer import by_external_id, leave_reference, not_here
from app.domain.core.fields import Field
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.people.derived import searchable
from app.domain.people.kinds import CONTACT
from app.domain.store.counters import next_codes
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.kinds import ACTIVITY
from app.domain.timeline.records import Activity, TimelineLink
from app.domain.timeline.rules import subject_of
from app.words import Said, say

APPOINTMENT_SECONDS = 3600
"""How long an appointment takes when the file does not say."""

_WRITTEN = ("note", "post")
_PLACES = ("lead", "contact")


class ActivityImporter:
    """Imports activities."""

    table = ACTIVITY.table
    fields: tuple[Field, ...] = (
        Field("kind", "Kind"),
        Field("subject", "Subject"),
        Field("notes", "Notes", "prose"),
        Field("due_at", "Due", "moment"),
        Field("completed", "Completed", "yes_no"),
        Field("owner", "Owner", "user"),
        Field("external_id", "External id"),
        Field("reference:lead", "Lead"),
        Field("reference:contact", "Contact"),
    )
    keeps_custom = False
    whole_rows = False

    def __init__(self, desk: Desk, asked: Asked, findings: Findings) -> None:
        """See `RecordImporter`."""
        self.duplicates = 0
        self._desk = desk
        self._asked = asked
        self._findings = findings
        self._now = desk.now()

    def settle(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Find the records on whose timelines the activities stand; one without any has no place."""
        found = {
            kind.name: by_external_id(self._asked, kind.table, texts(drafts, f"reference:{kind.name}"))
            for kind in (LEAD, CONTACT)
        }
        usable = []
        for draft in drafts:
            missing = []
            for kind in _PLACES:
                number = draft.values.get(f"reference:{kind}")
                if number is None:
                    continue
                if number in found[kind]:
                    draft.links[kind] = found[kind][number][0]
                else:
                    missing.append((kind, number))
            if draft.links:
                for kind, _ in missing:
                    leave_reference(draft, self._findings, kind, not_here(kind))
                usable.append(draft)
            elif missing:
                kind, number = missing[0]
                self._findings.fail(draft.line, draft.cells, _to_import_first(kind, number), draft.continuing)
            else:
                reason = say("It does not say to which lead it belongs.")
                self._findings.fail(draft.line, draft.cells, reason, draft.continuing)
        return usable

    def title(self, draft: Draft) -> str:
        """The subject."""
        return subject_of(_kind(draft), None, draft.values.get("subject"), draft.values.get("notes"))

    def shared(self, _drafts: Sequence[Draft]) -> int:
        """Activities have no address of their own to share."""
        return 0

    @property
    def shared_names(self) -> Sequence[str]:
        """None, since they share none."""
        return ()

    def write(self, unit: UnitOfWork, drafts: Sequence[Draft]) -> None:
        """Write activities and put them on their timelines."""
        codes = next_codes(unit.session, ACTIVITY.prefix, len(drafts))
        rows = [self._row(draft, code) for draft, code in zip(drafts, codes, strict=True)]
        unit.insert_many(Activity, rows)
        links = [
            {"record_kind": kind, "record_id": record_id, "activity_id": row["id"], "at": row["at"]}
            for draft, row in zip(drafts, rows, strict=True)
            for kind, record_id in draft.links.items()
        ]
        unit.insert_many(TimelineLink, links)
        plan_reminders(unit, rows)
        note_imported(unit, (row for row in rows if row["kind"] == "call" and row.get("direction") != "in"))
        self._touch(unit, drafts, rows)

    def _row(self, draft: Draft, code: str) -> dict[str, Any]:
        """An activity's columns."""
        values = draft.values
        kind, body = _kind(draft), draft.prose("notes")
        at = values.get("due_at") or self._now
        status = _status(kind, completed=values.get("completed"), at=at, now=self._now)
        owner = values.get("owner") or self._desk.actor.id
        row = {
            "code": code,
            "kind": kind,
            "status": status,
            "subject": self.title(draft),
            "body": body,
            "at": at,
            "author_id": self._desk.actor.id,
            "owner_id": None if kind in _WRITTEN else owner,
            "completed_at": min(at, self._now) if status == "completed" else None,
            "external_id": values.get("external_id"),
            "import_key": draft.key,
        }
        if kind == "appointment":
            row["start_at"], row["duration_seconds"] = at, APPOINTMENT_SECONDS
            row["end_at"] = at + timedelta(seconds=APPOINTMENT_SECONDS)
        elif kind not in _WRITTEN:
            row["due_at"] = values.get("due_at")
        row["search_text"] = searchable((code, row["subject"], body))
        return row

    def _touch(self, unit: UnitOfWork, drafts: Sequence[Draft], rows: Sequence[dict[str, Any]]) -> None:
        """Note on leads when something last happened with them."""
        last: dict[str, datetime] = {}
        for draft, row in zip(drafts, rows, strict=True):
            lead_id = draft.links.get("lead")
            if lead_id and row["status"] == "completed" and row["at"] <= self._now:
                last[lead_id] = max(row["at"], last.get(lead_id, row["at"]))
        for lead in unit.session.scalars(select(Lead).where(Lead.id.in_(last))):
            if lead.last_activity_at is None or lead.last_activity_at < last[lead.id]:
                lead.last_activity_at = last[lead.id]
        unit.session.flush()


def _to_import_first(kind: str, number: str) -> Said:
    """That what an activity belongs to has to come in before it."""
    if kind == LEAD.name:
        return say("There is no lead {number}; import the leads first.", number=number)
    return say("There is no contact {number}; import the contacts first.", number=number)


def _kind(draft: Draft) -> str:
    """The kind the file names; what is due is a task, anything else a note."""
    return draft.values.get("kind") or ("task" if "due_at" in draft.values else "note")


def _status(kind: str, *, completed: bool | None, at: datetime, now: datetime) -> str:
    """Whether it took place; where the file does not say, what lies behind us did, save for tasks."""
    if kind in _WRITTEN or completed:
        return "completed"
    if completed is None and kind != "task" and at <= now:
        return "completed"
    return "open" if kind == "task" else "planned"
