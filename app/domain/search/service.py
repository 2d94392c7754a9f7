"""Use cases of search over everything."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, or_, select

from app.domain.core.folding import fold
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.core.searching import search_words
from app.domain.fields.kinds import KINDS, Kind
from app.domain.search.rows import SearchHit
from app.domain.store.desk import Desk

_DETAIL = {"lead": "topic", "contact": "job_title", "account": "industry", "opportunity": "customer_name"}


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
        words = search_words(text)
        if not words:
            return ()
        hits: list[SearchHit] = []
        with self._desk.read() as reader:
            for kind in KINDS.values():
                hits += [SearchHit(kind.name, *row) for row in reader.rows(_search(kind, words, text, limit))]
        start, code = fold(text), normalise_code(text)
        hits.sort(key=lambda hit: (hit.code != code, not fold(hit.title).startswith(start)))
        return tuple(hits[:limit])


def _search(kind: Kind, words: list[str], text: str, limit: int) -> Select[Any]:
    table: Table = kind.table
    detail = table.c[_DETAIL[kind.name]] if kind.name in _DETAIL else table.c[kind.title]
    statement = select(table.c.id, table.c.code, table.c[kind.title], detail).where(table.c.deleted_at.is_(None))
    if "event" in table.c:
        statement = statement.where(table.c.event.is_(None))  # what the program noted itself is on the timeline
    looked_in = table.c.search_text if "search_text" in table.c else table.c.name_key
    condition = and_(*(looked_in.contains(word, autoescape=True) for word in words))
    order: list[ColumnElement[Any]] = []
    if looks_like_code(text):
        named = table.c.code == normalise_code(text)
        condition, order = or_(condition, named), [named.desc()]
    key = next((table.c[name] for name in ("title_key", "name_key") if name in table.c), None)
    if key is not None:
        order += [key.startswith(fold(text), autoescape=True).desc(), key]
    return statement.where(condition).order_by(*order, table.c.id.desc()).limit(limit)
