"""Finding: which record a person means by a short code, an id, an email or a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Executable, Select, Table, func, select

from app.domain.core.errors import Ambiguous, NotFound
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.core.text import clean_line

_ID_LENGTH = 32


class Asked(Protocol):
    """A session or a connection: whatever runs a statement."""

    def execute(self, statement: Executable) -> Any:
        """Run a statement."""
        ...


def find_id(asked: Asked, table: Table, ref: str, *, noun: str, names: Sequence[str] = ()) -> str:
    """The id of the one record that a reference names.

    Args:
        asked: The session or connection to look in.
        table: The table of the record's kind.
        ref: A short code (in any case), a full id, or one of ``names``.
        noun: What the kind is called, for the message.
        names: Columns in which the reference may stand, such as email and name, compared without case.

    Raises:
        NotFound: Nothing answers to it.
        Ambiguous: Several do, and the message names some.
    """
    wanted = clean_line(ref)
    if len(wanted.replace("-", "")) == _ID_LENGTH:
        found = _ids(asked, select(table.c.id, table.c.code).where(table.c.id == wanted.replace("-", "").lower()))
        if found:
            return found[0][0]
    if looks_like_code(wanted):
        found = _ids(asked, select(table.c.id, table.c.code).where(table.c.code == normalise_code(wanted)))
        if found:
            return found[0][0]
    for name in names:
        column = table.c[name]
        statement = select(table.c.id, table.c.code).where(
            column == wanted if name.endswith("_id") else func.lower(column) == wanted.lower()
        )
        if "deleted_at" in table.c:
            statement = statement.where(table.c.deleted_at.is_(None))
        found = _ids(asked, statement.limit(6))
        if len(found) == 1:
            return found[0][0]
        if found:
            codes = ", ".join(code for _, code in found[:5])
            raise Ambiguous(f"Several records are called “{wanted[:60]}”: {codes}.", hint="Name one by its code.")
    raise NotFound(f"There is no {noun} “{wanted[:60]}”.", hint=f"Name it by its code, such as {_example(noun)}.")


def _ids(asked: Asked, statement: Select[Any]) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in asked.execute(statement)]


def _example(noun: str) -> str:
    return {
        "lead": "LEAD-7Q3F",
        "opportunity": "OPP-5K2D",
        "contact": "CONT-2M8X",
        "account": "ACC-9T4B",
    }.get(noun, "the one its list shows")
