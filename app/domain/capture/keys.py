"""Fingerprints: how a row is known again when the same list comes in a second time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from app.domain.core.folding import letters_of
from app.domain.store.finding import Asked

_BLOCK = 1 << 20
_FORM_DIGITS = 16
_ROW_DIGITS = 32
_SHORT_DIGITS = 16
_BETWEEN = "\x1f"
#: Values asked for in one statement; more gain nothing.
_ASKED_AT_ONCE = 500


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


class RowKeys:
    """Gives each row of a file a key that it has again in any copy of the file.

    The key holds the form of the list (its headings in any order) and either the row's own number in
    the system it came from or all its values. The file's name, format and the order of rows and columns
    do not matter. Rows that are alike, or share a number, are counted apart.
    """

    def __init__(self, kind: str, headings: Sequence[str]) -> None:
        """Prepare for the rows of a list."""
        names = sorted(letters_of(heading) or heading for heading in headings)
        form = _BETWEEN.join((kind, *names)).encode("utf-8", "replace")
        self.form = hashlib.sha256(form).hexdigest()[:_FORM_DIGITS]
        self._order = sorted(range(len(headings)), key=lambda place: (letters_of(headings[place]), place))
        self._seen: set[int] = set()
        self._again: dict[int, int] = {}

    def seen(self, key: str | None) -> bool:
        """Whether a key is that of a row that was read of this list."""
        form, _, digest = (key or "").partition(":")
        return form == self.form and int(digest[:_SHORT_DIGITS], 16) in self._seen

    def key(self, external_id: str | None, *rows: Sequence[object]) -> tuple[str, bool]:
        """The key of the next record, and whether an earlier one had the same number or values.

        Args:
            external_id: Its number in the system it comes from.
            rows: The cells of its row, and of those that continue it.
        """
        if external_id:
            content = "#" + external_id
        else:
            values = [cells[place] for cells in rows for place in self._order]
            content = _BETWEEN.join(["" if value is None else str(value).strip() for value in values])
        digest = hashlib.sha256(content.encode("utf-8", "replace"))
        short = int.from_bytes(digest.digest()[:8])
        if short not in self._seen:
            self._seen.add(short)
            return f"{self.form}:{digest.hexdigest()[:_ROW_DIGITS]}", False
        occurrence = self._again[short] = self._again.get(short, 1) + 1
        return f"{self.form}:{digest.hexdigest()[:_ROW_DIGITS]}:{occurrence}", True


def any_of_form(asked: Asked, table: Table, form: str) -> bool:
    """Whether a list of this form came in before; without one, no row of it need be looked up."""
    key = table.c.import_key
    statement = select(key).where(key >= f"{form}:", key < f"{form};").limit(1)
    return asked.execute(statement).first() is not None


def known_keys(asked: Asked, table: Table, keys: Iterable[str]) -> set[str]:
    """Those of the keys whose rows are there; a deleted record may be imported again."""
    column = table.c.import_key
    return {key for (key,) in found_among(asked, table, column.name, keys, column)}


def found_among(
    asked: Asked, table: Table, name: str, values: Iterable[str], *columns: ColumnElement[Any]
) -> list[Sequence[Any]]:
    """Columns of the living rows of a table whose column ``name`` holds one of the values."""
    return found_by(asked, table, table.c[name], values, *columns)


def found_by(
    asked: Asked, table: Table, by: ColumnElement[Any], values: Iterable[str], *columns: ColumnElement[Any]
) -> list[Sequence[Any]]:
    """Columns of the living rows of a table of which an expression is one of the values."""
    wanted = list(dict.fromkeys(values))
    found: list[Sequence[Any]] = []
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        part = wanted[start : start + _ASKED_AT_ONCE]
        found += asked.execute(select(*columns).where(by.in_(part), table.c.deleted_at.is_(None)))
    return found
