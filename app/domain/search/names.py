"""Names: every word that calls a person or a company, for whoever must not show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from app.domain.core.frozen import frozen
from app.domain.fields.kinds import KINDS
from app.domain.people.records import User
from app.domain.store.database import Reader

#: Which fields of which kinds call somebody.
_FIELDS: Final = {
    "lead": ("company", "name", "first_name", "middle_name", "last_name"),
    "contact": ("name", "first_name", "middle_name", "last_name"),
    "account": ("name",),
    "competitor": ("name",),
}


@frozen
class Names:
    """What people and companies are called.

    Attributes:
        names: The names, each once.
        tables: The tables in which they stand.
    """

    names: frozenset[str]
    tables: frozenset[str]


def every_name(reader: Reader) -> Names:
    """What people and companies are called in a database."""
    tables = {KINDS[kind].table.name for kind in _FIELDS if kind in KINDS}
    return Names(frozenset(_names(reader)), frozenset(tables | {User.__tablename__}))


def _names(reader: Reader) -> Iterator[str]:
    yield from (name for (name,) in reader.rows(select(User.name)) if name)
    for kind, codes in _FIELDS.items():
        table = KINDS[kind].table if kind in KINDS else None
        for code in codes:
            column = None if table is None else table.c.get(code)
            if column is not None:
                yield from (
                    name for (name,) in reader.rows(select(column).where(column.is_not(None)).distinct()) if name
                )
