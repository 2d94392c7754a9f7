"""Preparing: the named statements compiled for SQLite into a file, for the reader that runs before SQLAlchemy.

``python -m app.domain.prepare`` writes the file; a test compares it with what the statements compile to.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Boolean, Date, Select
from sqlalchemy.dialects import sqlite

from app.domain.statements import every_statement
from app.domain.store.cold import PREPARED
from app.domain.store.migrations import HEAD
from app.domain.store.types import Document, UtcDateTime


def prepared() -> dict[str, Any]:
    """Every named statement as SQLite runs it, with the kind of each column and the values bound already."""
    return {
        "schema": HEAD,
        "statements": {name: _compiled(build()) for name, build in sorted(every_statement().items())},
    }


def _compiled(statement: Select[Any]) -> dict[str, Any]:
    dialect = sqlite.dialect(paramstyle="named")
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    bound = {name: each.effective_value for each, name in compiled.bind_names.items() if not each.required}
    return {
        "sql": " ".join(str(compiled).split()),
        "bound": {name: int(value) if isinstance(value, bool) else value for name, value in bound.items()},
        "columns": [_kind(column.type) for column in statement.selected_columns],
    }


def _kind(kind: Any) -> str:
    for type_, word in ((UtcDateTime, "moment"), (Date, "date"), (Boolean, "flag"), (Document, "document")):
        if isinstance(kind, type_):
            return word
    return "plain"


def as_text() -> str:
    """The file's text."""
    return json.dumps(prepared(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PREPARED.write_text(as_text(), encoding="utf-8")
