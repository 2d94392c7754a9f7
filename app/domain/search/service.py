"""Use cases of search over everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_, select

from app.domain.core.folding import fold
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.core.moments import day_heading
from app.domain.core.searching import search_words
from app.domain.fields.kinds import KINDS, Kind
from app.domain.search.names import Names, every_name
from app.domain.search.related import RelatedRecord, related_records
from app.domain.search.rows import SearchHit
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.domain.store.searching import found_in


class SearchService:
    """Search over leads, contacts, accounts, opportunities, competitors and activities."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def everything(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """The records that hold every word, those with the code or a name beginning like it first.

        Args:
            text: What was typed.
            limit: How many at the most, of each kind.

        Raises:
            Invalid: There are more words, or longer ones, than a database looks for.
        """
        if not search_words(text):
            return ()
        hits: list[SearchHit] = []
        with self._desk.read() as reader:
            for kind in KINDS.values():
                hits += [
                    SearchHit(kind.name, id, code, kind.told(title), detail)
                    for id, code, title, detail in reader.rows(_search(kind, text, limit, self._desk.region))
                ]
            start, code = fold(text), normalise_code(text)
            hits.sort(key=lambda hit: (hit.code != code, not fold(hit.title).startswith(start)))
            return self._with_related(reader, hits[:limit])

    def names(self) -> Names:
        """What people and companies are called here, and in which tables that stands."""
        with self._desk.read() as reader:
            return every_name(reader)

    def related(self, kind: str, record_id: str) -> tuple[SearchHit, ...]:
        """The records with a screen of their own that one belongs to, the one to go to first."""
        with self._desk.read() as reader:
            every = related_records(reader, KINDS[kind], [record_id]).get(record_id, ())
        return tuple(each.hit for each in every if KINDS[each.hit.kind].closing)

    def _with_related(self, reader: Reader, hits: list[SearchHit]) -> tuple[SearchHit, ...]:
        """The hits, each with where it belongs."""
        extended: dict[tuple[str, str], SearchHit] = {}
        for kind in (each for each in KINDS.values() if each.belongs):
            found = {hit.id: hit for hit in hits if hit.kind == kind.name}
            related = related_records(reader, kind, list(found))
            days = self._days(reader, kind, list(found))
            for id, hit in found.items():
                extended[kind.name, id] = _with_related(hit, related.get(id, ()), days.get(id))
        return tuple(extended.get((hit.kind, hit.id), hit) for hit in hits)

    def _days(self, reader: Reader, kind: Kind, ids: list[str]) -> dict[str, str]:
        """The days of some records, as the user calls them; none for a kind that is not told apart by them."""
        if not (kind.dated and ids):
            return {}
        moments = select(kind.table.c.id, kind.table.c[kind.dated]).where(kind.table.c.id.in_(ids))
        return {id: self._day(at) for id, at in reader.rows(moments)}

    def _day(self, at: datetime) -> str:
        """The day of a moment, as the user calls it."""
        zone = self._desk.zone
        return day_heading(at.astimezone(zone).date(), self._desk.now().astimezone(zone).date())


def _with_related(hit: SearchHit, related: Sequence[RelatedRecord], day: str | None) -> SearchHit:
    """A hit with where it belongs: in its detail where its day tells it apart, else beside it."""
    if day is not None:
        return replace(hit, detail=" · ".join((*(each.hit.title for each in related[:1]), day)))
    still_open = [each for each in related if each.is_open]
    return replace(hit, related=tuple(each.hit for each in still_open or related))


def _search(kind: Kind, text: str, limit: int, region: str) -> Select[Any]:
    table: Table = kind.table
    detail = table.c[kind.detail or kind.title]
    statement = select(table.c.id, table.c.code, table.c[kind.title], detail).where(table.c.deleted_at.is_(None))
    if kind.noted:
        statement = statement.where(table.c[kind.noted].is_(None))  # what the program noted itself is on the timeline
    condition = found_in(table, text, region)
    order: list[ColumnElement[Any]] = []
    if looks_like_code(text):
        named = table.c.code == normalise_code(text)
        condition, order = or_(condition, named), [named.desc()]
    key = next((table.c[name] for name in ("title_key", "name_key") if name in table.c), None)
    if key is not None:
        order += [key.startswith(fold(text), autoescape=True).desc(), key]
    return statement.where(condition).order_by(*order, table.c.id.desc()).limit(limit)
