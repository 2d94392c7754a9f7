"""Related records: the leads and opportunities that an activity, a contact or an account belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Table, false, func, literal, select, union_all

from app.domain.fields.kinds import KINDS, Kind
from app.domain.search.rows import SearchHit
from app.domain.store.base import Base, hanging_tables
from app.domain.store.database import Reader
from app.words import say_in


class RelatedRecord(NamedTuple):
    """A record that something belongs to."""

    hit: SearchHit
    is_open: bool


def related_records(reader: Reader, kind: Kind, ids: Sequence[str]) -> dict[str, tuple[RelatedRecord, ...]]:
    """The records that some activities, contacts or accounts belong to, by their ids; open ones first.

    Args:
        reader: Where to look.
        kind: Their kind.
        ids: Which of them.
    """
    links = reader.rows(_links(kind, ids)) if ids else ()
    known: dict[str, RelatedRecord] = {}
    for owner in (each for each in KINDS.values() if each.related_turn):
        wanted = {record_id for _, record_kind, record_id in links if record_kind == owner.name}
        known |= _records(reader, owner, wanted)
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for id, _, record_id in links:
        if record_id in known:
            found[id][record_id] = None
    return {id: tuple(sorted((known[each] for each in related), key=_rank)) for id, related in found.items()}


def _rank(record: RelatedRecord) -> tuple[bool, int, str]:
    return not record.is_open, KINDS[record.hit.kind].related_turn, record.hit.title


def _records(reader: Reader, kind: Kind, ids: Iterable[str]) -> dict[str, RelatedRecord]:
    """The records of a kind that are there; of those that are never closed none counts as open."""
    table = kind.table
    open_ = kind.open_condition() if kind.closing else false()
    columns = (table.c.id, table.c.code, table.c[kind.title], open_)
    there = select(*columns).where(table.c.id.in_(list(ids)), table.c.deleted_at.is_(None))
    return {
        id: RelatedRecord(
            SearchHit(
                kind.name,
                id,
                code,
                title,
                say_in("related record", "open") if is_open else say_in("related record", "closed"),
            ),
            bool(is_open),
        )
        for id, code, title, is_open in reader.rows(there)
    }


def _links(kind: Kind, ids: Sequence[str]) -> Select[Any]:
    """What belongs where: rows of an id, and the kind and id of a record it belongs to.

    A record belongs to those that can be closed and link to it, and to those on which it hangs by another table.
    """
    table = kind.table
    parts = [
        select(other.table.c[f"{each.code}_id"], literal(other.name), other.table.c.id).where(
            other.table.c[f"{each.code}_id"].in_(ids)
        )
        for other in KINDS.values()
        if other.closing
        for each in other.fields
        if each.type == kind.name
    ]
    parts += (
        _hung(kind, hanging, pointing.parent, ids)
        for hanging in hanging_tables(Base.metadata.tables)
        for pointing in hanging.foreign_keys
        if pointing.column.table is table
    )
    every = union_all(*parts).subquery()
    return select(*every.c)


def _hung(kind: Kind, hanging: Table, pointing: ColumnElement[str], ids: Sequence[str]) -> Select[Any]:
    """The records on which some of a kind hang by a table."""
    table = kind.table
    stands = func.coalesce(table.c[kind.stands_with], table.c.id) if kind.stands_with else table.c.id
    return (
        select(table.c.id, hanging.c.record_kind, hanging.c.record_id)
        .join(hanging, pointing == stands)
        .where(table.c.id.in_(ids))
    )
