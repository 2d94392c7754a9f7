"""The status of a lead: what moves it, what documents made for it mean for it, and what it falls back to.

Areas above say which statuses their documents give a lead, each a ``Claim`` in its manifest. The strongest claim that
stands wins; without one, a lead whose status came from documents is what it was before, as the log tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from app.domain.core.area import joined, resolve
from app.domain.leads.events import LeadStatusChanged
from app.domain.leads.records import Lead
from app.domain.leads.rules import DERIVED, status_before
from app.domain.store.finding import Asked
from app.domain.store.log import ChangeEntry
from app.domain.store.logged import pieces
from app.domain.store.undo import TakenBack
from app.domain.store.unit import UnitOfWork, table_of
from app.words import say

_AT_ONCE = 400
"""Leads asked for by one statement, below SQLite's limit of bound parameters."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What documents of a kind mean for the lead that they were made for.

    Attributes:
        status: The status that they give it.
        record: Their record class, with ``lead_id`` and ``deleted_at``.
        holds: Which of them do, as a condition on their table; those that were deleted never do.
    """

    status: str
    record: Any
    holds: ColumnElement[bool]


def claims() -> Iterator[Claim]:
    """The claims of every area."""
    for area in joined():
        for place in area.lead_claims:
            yield resolve(place)


def claimed(asked: Asked, lead_ids: Collection[str]) -> dict[str, str]:
    """The status that documents give to some leads; those to which they give none are left out."""
    found: dict[str, str] = {}
    for claim in claims():
        lead_id = claim.record.lead_id
        held = select(lead_id).where(lead_id.in_(lead_ids), claim.record.deleted_at.is_(None), claim.holds).distinct()
        for (each,) in asked.execute(held):
            found[each] = min(found.get(each, claim.status), claim.status, key=DERIVED.index)
    return found


def move_status(unit: UnitOfWork, lead: Lead, status: str, cause: str) -> None:
    """Change a lead's status inside a transaction and tell the areas above; nothing happens when it is the same."""
    before = lead.status
    if before == status:
        return
    lead.status = status
    unit.publish(LeadStatusChanged(lead.id, before, status, cause))


def settle(unit: UnitOfWork, lead_id: str | None, cause: str, *, otherwise: str | None = None) -> None:
    """Give a lead the status that its documents mean as they are now.

    Whoever asked not to be contacted is left alone. A disqualified lead gets no status by documents that had none by
    them before.

    Args:
        unit: The command under way.
        lead_id: Which lead; nothing happens without one.
        cause: What changed about its documents.
        otherwise: What it is where none of them gives it a status any more; what it was before without it.
    """
    lead = unit.session.get(Lead, lead_id) if lead_id else None
    if lead is None or lead.status == "do_not_contact" or (lead.state == "disqualified" and lead.status not in DERIVED):
        return
    unit.session.flush()
    status = claimed(unit.session, [lead.id]).get(lead.id)
    if status is None and lead.status in DERIVED:
        status = otherwise or _before(unit, lead)
    if status is not None:
        move_status(unit, lead, status, cause)


def on_taken_back(unit: UnitOfWork, event: TakenBack) -> None:
    """Let the leads of what was undone, or done again, have the status that their documents mean now."""
    leads = sorted(_leads_of(unit, event))
    for start in range(0, len(leads), _AT_ONCE):
        some = leads[start : start + _AT_ONCE]
        means = claimed(unit.session, some)
        for lead_id, status in unit.session.execute(select(Lead.id, Lead.status).where(Lead.id.in_(some))).all():
            if means.get(lead_id) != (status if status in DERIVED else None):
                settle(unit, lead_id, say("undone"))


def _leads_of(unit: UnitOfWork, event: TakenBack) -> set[str]:
    """The leads of documents that a command made or changed; those it brought in bulk have no image."""
    tables = {table.name: table for table in (table_of(claim.record) for claim in claims())}
    changed = select(ChangeEntry.table_name, ChangeEntry.row_id, ChangeEntry.before, ChangeEntry.after).where(
        ChangeEntry.command_seq.in_(pieces(event.command.seq)),
        ChangeEntry.table_name.in_(tables),
        or_(ChangeEntry.before.is_not(None), ChangeEntry.after.is_not(None)),
    )
    leads: set[str] = set()
    rows: dict[str, list[str]] = {}
    for name, row_id, *images in unit.session.execute(changed):
        leads.update(image["lead_id"] for image in images if image and image.get("lead_id"))
        rows.setdefault(name, []).append(row_id)
    for name, ids in rows.items():
        column = tables[name].c
        for start in range(0, len(ids), _AT_ONCE):
            there = column.id.in_(ids[start : start + _AT_ONCE]) & column.lead_id.is_not(None)
            leads.update(unit.session.scalars(select(column.lead_id).where(there)))
    return leads


def _before(unit: UnitOfWork, lead: Lead) -> str:
    """What a lead was before documents gave it a status, from the log."""
    entries = unit.session.execute(
        select(ChangeEntry.before, ChangeEntry.after)
        .where(ChangeEntry.row_id == lead.id, ChangeEntry.operation == "update")
        .order_by(ChangeEntry.seq.desc())
    )
    return status_before([((before or {}).get("status"), (after or {}).get("status")) for before, after in entries])
