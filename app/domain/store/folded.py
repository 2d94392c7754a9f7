"""The folded texts of a record: what conditions compare where a database cannot fold by itself.

A database takes ASCII capitals away and no more. So a record that can be asked about keeps, in one document by field,
the folded form of those of its texts that are not plain ASCII. They are kept by whatever writes rows: the unit of
work, the bulk insert and undo; no area does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import Boolean, ColumnElement, FromClause, String, Table, case
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.domain.core.folding import fold, is_plain
from app.domain.store.base import TEXTS

FOLDED: Final = "folded"
"""The column with the folded texts."""

#: Columns that are folded already, or are no text that a person wrote.
_KEYS: Final = frozenset(
    {
        "id",
        "search_text",
        "title_key",
        "name_key",
        "number_key",
        "company_key",
        "domain",
        "phone_e164",
        "phone_digits",
        "import_key",
    }
)
_CUSTOM: Final = "custom"


class is_document(FunctionElement[bool]):  # noqa: N801 - it reads as an SQL function
    """Whether a document can be read: a file may be damaged, a server keeps nothing else."""

    type = Boolean()
    name = "is_document"
    inherit_cache = True


@compiles(is_document)
def _is_document_anywhere(element: is_document, compiler: Any, **kw: Any) -> str:
    return f"json_valid({compiler.process(element.clauses, **kw)})"


@compiles(is_document, "postgresql")
def _is_document_on_postgres(_element: is_document, _compiler: Any, **_kw: Any) -> str:
    return "true"


def folded_text(table: FromClause, name: str) -> ColumnElement[Any]:
    """The folded form of a text of a row; nothing where the text is plain, or what is kept of it is damaged."""
    kept = table.c[FOLDED]
    return case((is_document(kept), kept[name].as_string()))


def folded_key(code: str, *, custom: bool) -> str:
    """What the folded form of a field's text is kept under."""
    return f"{_CUSTOM}.{code}" if custom else code


def folded_texts(table: Table, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The folded forms of those texts of a row that are not plain, by field; ``None`` when all of them are."""
    found: dict[str, Any] = {}
    for name in _texts_of(table):
        text = row.get(name)
        if text and not is_plain(text):
            found[name] = fold(text)
    for name, value in (row.get(_CUSTOM) or {}).items():
        _put(found, folded_key(name, custom=True), value)
    for name in _lists_of(table):
        _put(found, name, row.get(name))
    return found or None


def _put(found: dict[str, Any], key: str, value: object) -> None:
    """Put in the folded form of a value that is a text, or a list of them, and not plain."""
    if isinstance(value, str) and not is_plain(value):
        found[key] = fold(value)
    elif isinstance(value, list | tuple) and not _all_plain(value):
        found[key] = [fold(str(each)) for each in value]


def _all_plain(values: Sequence[Any]) -> bool:
    return all(is_plain(str(each)) for each in values)


@cache
def _texts_of(table: Table) -> tuple[str, ...]:
    """The columns of a table whose texts are compared."""
    return tuple(_named(table))


@cache
def _lists_of(table: Table) -> tuple[str, ...]:
    """The columns of a table that are lists of texts which are compared."""
    return tuple(column.key for column in table.columns if TEXTS.items() <= column.info.items())


def _named(table: Table) -> Iterable[str]:
    for column in table.columns:
        if isinstance(column.type, String) and column.key not in _KEYS and not column.foreign_keys:
            yield column.key
