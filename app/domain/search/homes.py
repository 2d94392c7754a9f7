"""Homes: the leads and opportunities that an activity, a contact or an account belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, false, func, literal, select, union_all

from app.domain.fields.kinds import KINDS
from app.domain.leads.records import Lead
from app.domain.sales.records import Opportunity
from app.domain.search.rows import SearchHit
from app.domain.stakeholders.records import Stakeholder
from app.domain.store.database import Reader
from app.domain.timeline.records import Activity, TimelineLink

#: Where one goes first: to where the sale is, before what it came from; what has no screen comes last.
_KINDS = ("opportunity", "lead", "account", "contact")

_OPEN: Mapping[str, ColumnElement[bool]] = {
    "lead": Lead.state == "open",
    "opportunity": Opportunity.status.in_(("open", "on_hold")),
}


class Home(NamedTuple):
    """A record that something belongs to."""

    hit: SearchHit
    is_open: bool


def homes_of(reader: Reader, kind: str, ids: Sequence[str]) -> dict[str, tuple[Home, ...]]:
    """The records that some activities, contacts or accounts belong to, by their ids; open ones first.

    Args:
        reader: Where to look.
        kind: activity, contact or account.
        ids: Which of them.
    """
    links = reader.rows(_links(kind, ids)) if ids else ()
    known: dict[str, Home] = {}
    for home in _KINDS:
        wanted = {record_id for _, record_kind, record_id in links if record_kind == home}
        known |= _records(reader, home, wanted)
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for id, _, record_id in links:
        if record_id in known:
            found[id][record_id] = None
    return {id: tuple(sorted((known[each] for each in homes), key=_rank)) for id, homes in found.items()}


def _rank(home: Home) -> tuple[bool, int, str]:
    return not home.is_open, _KINDS.index(home.hit.kind), home.hit.title


def _records(reader: Reader, kind: str, ids: Iterable[str]) -> dict[str, Home]:
    """The records of a kind that are there."""
    table = KINDS[kind].table
    columns = (table.c.id, table.c.code, table.c[KINDS[kind].title], _OPEN.get(kind, false()))
    there = select(*columns).where(table.c.id.in_(list(ids)), table.c.deleted_at.is_(None))
    return {
        id: Home(SearchHit(kind, id, code, title, "open" if is_open else "closed"), bool(is_open))
        for id, code, title, is_open in reader.rows(there)
    }


def _links(kind: str, ids: Sequence[str]) -> Select[str, str, str]:
    """What belongs where: rows of an id, and the kind and id of a record it belongs to."""
    if kind == "activity":
        entry = func.coalesce(Activity.parent_id, Activity.id)  # an answer stands where its post does
        return (
            select(Activity.id, TimelineLink.record_kind, TimelineLink.record_id)
            .join(TimelineLink, TimelineLink.activity_id == entry)
            .where(Activity.id.in_(ids))
        )
    lead, opportunity = (getattr(record, f"{kind}_id") for record in (Lead, Opportunity))
    parts: list[Select[str, str, str]] = [
        select(lead, literal("lead"), Lead.id).where(lead.in_(ids)),
        select(opportunity, literal("opportunity"), Opportunity.id).where(opportunity.in_(ids)),
    ]
    if kind == "contact":
        parts.append(
            select(Stakeholder.contact_id, Stakeholder.record_kind, Stakeholder.record_id).where(
                Stakeholder.contact_id.in_(ids)
            )
        )
    every = union_all(*parts).subquery()
    return select(*every.c)
