"""Imports opportunities: rows become sales under way or closed, linked to the leads they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from app.domain.capture.drafts import Draft, texts
from app.domain.capture.findings import Findings
from app.domain.capture.importer import by_external_id, leave_reference, spread, spread_fields
from app.domain.core.fields import Field, parse
from app.domain.fields.kinds import KINDS
from app.domain.leads.kinds import LEAD
from app.domain.leads.records import Lead
from app.domain.leads.statuses import claimed
from app.domain.people.kinds import CONTACT
from app.domain.process.definitions import Definition, definition_from_json
from app.domain.process.queries import visits_as_json
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.process.rules import Progress, StageVisit, abandon, finish
from app.domain.sales.fields import OPPORTUNITY_FIELDS
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.reasons import LOST_REASONS
from app.domain.sales.records import Opportunity
from app.domain.sales.rules import searchable
from app.domain.store.counters import next_codes
from app.domain.store.desk import Desk
from app.domain.store.finding import Asked
from app.domain.store.unit import UnitOfWork
from app.domain.timeline.kinds import ACTIVITY
from app.domain.timeline.records import TimelineLink
from app.words import say

_PROCESS = "lead_to_opportunity"
_CLOSED = ("won", "lost")
_REASONS = Field("lost_reasons", "Reasons", "tags", choices=LOST_REASONS, open=True)
_SPREAD = spread_fields(OPPORTUNITY_FIELDS)
_NOT_COLUMNS = (
    "stage",
    "owner",
    "reference:lead",
    "reference:contact",
    "reference:activity",
    "lost_reasons",
    "close_reason",
)
_REFERRED = ("lead", "activity", "contact")
_LEAD_COLUMNS = ("title", "company", "name", "contact_id", "source", "owner_id")


class OpportunityImporter:
    """Imports opportunities."""

    table = OPPORTUNITY.table
    fields = (
        *OPPORTUNITY_FIELDS,
        Field("stage", "Stage"),
        Field("reference:lead", "Lead"),
        _REASONS,
        Field("close_reason", "Comment"),
    )
    keeps_custom = True
    whole_rows = False

    def __init__(self, desk: Desk, asked: Asked, findings: Findings) -> None:
        """See `RecordImporter`."""
        self.duplicates = 0
        self._desk = desk
        self._asked = asked
        self._findings = findings
        self._today = desk.now().astimezone(desk.zone).date()

    def settle(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Find the lead each opportunity came from, by itself or through an activity of it."""
        kinds = {"lead": LEAD, "activity": ACTIVITY, "contact": CONTACT}
        found = {
            name: by_external_id(self._asked, kind.table, texts(drafts, f"reference:{name}"))
            for name, kind in kinds.items()
        }
        for draft in drafts:
            for name in _REFERRED:
                number = draft.values.get(f"reference:{name}")
                if number is not None and number in found[name]:
                    draft.links[name] = found[name][number][0]
                elif number is not None:
                    why = say("The {kind} it refers to is not here; import those first.", kind=KINDS[name].noun)
                    leave_reference(draft, self._findings, name, why)
        self._follow_activities(drafts)
        self._read_leads(drafts)
        return list(drafts)

    def _follow_activities(self, drafts: Sequence[Draft]) -> None:
        ids = {draft.links["activity"] for draft in drafts if "activity" in draft.links}
        if not ids:
            return
        link = TimelineLink
        rows = self._asked.execute(
            select(link.activity_id, link.record_id, link.at).where(
                link.activity_id.in_(ids), link.record_kind == "lead"
            )
        )
        places = {activity: (lead, at) for activity, lead, at in rows}
        for draft in drafts:
            place = places.get(draft.links.get("activity", ""))
            if place is not None:
                draft.links.setdefault("lead", place[0])
                draft.links["activity_at"] = place[1]

    def _read_leads(self, drafts: Sequence[Draft]) -> None:
        table = LEAD.table
        ids = {draft.links["lead"] for draft in drafts if "lead" in draft.links}
        columns = [table.c[name] for name in _LEAD_COLUMNS]
        rows = self._asked.execute(select(table.c.id, *columns).where(table.c.id.in_(ids))) if ids else ()
        leads = {row[0]: dict(zip(_LEAD_COLUMNS, row[1:], strict=True)) for row in rows}
        for draft in drafts:
            draft.links["of_lead"] = leads.get(draft.links.get("lead", ""), {})

    def title(self, draft: Draft) -> str:
        """Its name, else its lead's, else its number."""
        number = draft.values.get("external_id")
        lead = draft.links["of_lead"].get("title")
        unnamed = say("Opportunity {number}", number=number) if number else say("Unnamed opportunity")
        return draft.values.get("name") or lead or unnamed

    def shared(self, _drafts: Sequence[Draft]) -> int:
        """Opportunities have no address of their own to share."""
        return 0

    @property
    def shared_names(self) -> Sequence[str]:
        """None, since they share none."""
        return ()

    def write(self, unit: UnitOfWork, drafts: Sequence[Draft]) -> None:
        """Write opportunities in the stages the file names, and tell their leads."""
        codes = next_codes(unit.session, OPPORTUNITY.prefix, len(drafts))
        rows = [self._row(draft, code) for draft, code in zip(drafts, codes, strict=True)]
        unit.insert_many(Opportunity, rows)
        unit.insert_many(ProcessInstance, self._instances(unit, drafts, rows))
        links = [
            {
                "record_kind": "opportunity",
                "record_id": row["id"],
                "activity_id": draft.links["activity"],
                "at": draft.links["activity_at"],
            }
            for draft, row in zip(drafts, rows, strict=True)
            if "activity_at" in draft.links
        ]
        unit.insert_many(TimelineLink, links)
        means = claimed(unit.session, {row["lead_id"] for row in rows if row["lead_id"]})
        for lead in unit.session.scalars(select(Lead).where(Lead.id.in_(means))):
            if lead.state != "disqualified" and lead.status != "do_not_contact":
                lead.status = means[lead.id]
        unit.session.flush()

    def _row(self, draft: Draft, code: str) -> dict[str, Any]:
        """An opportunity's columns."""
        values, lead = draft.values, draft.links["of_lead"]
        row = {**values, "code": code, "name": self.title(draft)}
        for name in _NOT_COLUMNS:
            row.pop(name, None)
        spread(row, _SPREAD)
        row["customer_name"] = values.get("customer_name") or lead.get("company") or lead.get("name")
        row["lead_id"] = draft.links.get("lead")
        row["contact_id"] = draft.links.get("contact") or lead.get("contact_id")
        row["source"] = lead.get("source")
        row["owner_id"] = values.get("owner") or lead.get("owner_id") or self._desk.actor.id
        row["description"] = draft.prose("description")
        row["import_key"] = draft.key
        row["custom"] = draft.custom
        row["status"] = "open"
        if values.get("stage") in _CLOSED:
            self._close(row, values)
        row["search_text"] = searchable(defaultdict(lambda: None, row))
        return row

    def _close(self, row: dict[str, Any], values: Mapping[str, Any]) -> None:
        expected: date | None = row.get("expected_close")
        row["status"] = status = values["stage"]
        row["closed_on"] = min(expected, self._today) if expected else self._today
        if status == "won":
            row["actual_revenue_minor"] = row.get("amount_minor")
            row["actual_revenue_currency"] = row.get("amount_currency")
        else:
            reasons = parse(_REASONS, values.get("lost_reasons"), self._desk.context())
            row["lost_reasons"] = list(reasons) if reasons else None
            row["close_reason"] = values.get("close_reason")

    def _instances(
        self, unit: UnitOfWork, drafts: Sequence[Draft], rows: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        """The process of each opportunity, in its stage or ended."""
        found = unit.session.execute(
            select(ProcessDefinition.id, ProcessDefinition.body)
            .where(ProcessDefinition.code == _PROCESS, ProcessDefinition.active.is_(True))
            .order_by(ProcessDefinition.edition.desc())
            .limit(1)
        ).first()
        if found is None:
            return []
        definition = definition_from_json(found.body)
        made = []
        for draft, row in zip(drafts, rows, strict=True):
            progress = _progress(definition, draft.values.get("stage"), unit)
            made.append(
                {
                    "definition_id": found.id,
                    "lead_id": None,
                    "opportunity_id": row["id"],
                    "current": True,
                    "status": progress.status,
                    "stage": progress.stage,
                    "ticks": {},
                    "visits": visits_as_json(progress),
                }
            )
        return made


def _progress(definition: Definition, stage: str | None, unit: UnitOfWork) -> Progress:
    """Where an opportunity stands: in the stage named, else in the first; a closed one has ended in the last."""
    codes = [each.code for each in definition.stages if each.kind == "opportunity"]
    place = codes[-1] if stage in _CLOSED else stage if stage in codes else codes[0]
    progress = Progress(place, "active", (StageVisit(place, unit.now),))
    if stage not in _CLOSED:
        return progress
    return finish(progress, unit.now) if stage == "won" else abandon(progress, unit.now)
