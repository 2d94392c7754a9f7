"""Digests: short sums of rows and of the log's entries, by which it is seen that one was changed, lost or added."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from typing import Any, Final

from sqlalchemy import Boolean, Table

from app.domain.core.stamps import to_stamp
from app.domain.store.base import marked
from app.domain.store.log import HOUSEKEEPING
from app.domain.store.types import Day, Document, UtcDateTime

_ROW_BYTES: Final = 8
_LINK_BYTES: Final = 16


@cache
def told_columns(table: Table) -> frozenset[str]:
    """The columns of a table of which the log tells every change, but for those that only serve finding and sorting."""
    return frozenset(table.c.keys()) - HOUSEKEEPING - marked(table, "silent") - marked(table, "unlogged")


def row_digests(table: Table, columns: Mapping[str, Sequence[Any]], count: int) -> list[int]:
    """A sum of each of several rows, over the columns that the log tells of.

    Args:
        table: The rows' table.
        columns: Their values, column by column; of a column left out they have none.
        count: How many rows.
    """
    parts = [_cells(table, name, columns[name]) for name in sorted(told_columns(table) & columns.keys())]
    texts: Iterable[Sequence[str]] = zip(*parts, strict=True) if parts else [()] * count
    return [_row_sum("".join(cells)) for cells in texts]


def change_line(table: str, row_id: str, operation: str, before: object, after: object, row_sum: int | None) -> str:
    """What the seal of a command covers of one change."""
    if before is after is None:
        return f"{table}\t{row_id}\t{operation}\t{row_sum}\n"
    return f"{canonical([table, row_id, operation, before, after, row_sum])}\n"


def link(previous: str, command: Sequence[object], lines: Iterable[str]) -> str:
    """The seal that follows another one: a sum over that, a command and its changes."""
    digest = blake2b(f"{previous}\n{canonical(command)}\n".encode("utf-8", "surrogatepass"), digest_size=_LINK_BYTES)
    for line in lines:
        digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def canonical(value: object) -> str:
    """A document as one text, the same whichever database has kept it."""
    text = _written(value)
    return _written(_settled(value)) if ".0" in text or "e+" in text else text


_written: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def _settled(value: Any) -> Any:
    """A document with its whole numbers whole, as a database gives them back."""
    if isinstance(value, dict):
        return {str(key): _settled(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _row_sum(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_ROW_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)


def _cells(table: Table, name: str, values: Sequence[Any]) -> list[str]:
    """What each value adds to the sum of its row; none adds nothing."""
    write = _writer(table, name)
    if write is None:
        return ["" if each is None else f"{name}={len(each)}:{each};" for each in values]
    made: dict[int, str] = {}
    texts = []
    for each in values:
        text = made.get(id(each))  # an import repeats its moments and its empty documents
        if text is None:
            made[id(each)] = text = "" if each is None else f"{name}={write(each)};"
        texts.append(text)
    return texts


@cache
def _writer(table: Table, name: str) -> Callable[[Any], str] | None:
    """How the values of a column are written, unless they are texts."""
    kind = table.c[name].type
    if isinstance(kind, Document):
        return canonical
    if isinstance(kind, Boolean):
        return _flag
    if isinstance(kind, UtcDateTime | Day):
        return _moment
    return str if kind.python_type is int else None


def _flag(value: Any) -> str:
    return "1" if value else "0"


def _moment(value: Any) -> str:
    """A moment or a day as SQLite keeps it; what comes from there is written so already."""
    if isinstance(value, datetime):
        return to_stamp(value)
    return value.isoformat() if isinstance(value, date) else str(value)
