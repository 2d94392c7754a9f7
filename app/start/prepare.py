"""Preparing: the named statements compiled for SQLite, for the reader that runs before SQLAlchemy; one file an area.

``python -m app.start.prepare`` writes the files; a test compares them with what the statements compile to.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Date, Select
from sqlalchemy.dialects import sqlite

from app.domain.records import metadata
from app.domain.statements import every_statement
from app.domain.store.types import Day, Document, UtcDateTime
from app.start.cold_reader import prepared_path


def prepared() -> dict[Path, str]:
    """The text of each area's file.

    Of every named statement it holds how SQLite runs it, the kind of each column, and the values bound already.
    """
    metadata()
    areas: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for statement in every_statement():
        areas[statement.package][statement.name] = _compiled(statement.build())
    return {
        prepared_path(package): json.dumps(statements, indent=1, ensure_ascii=False) + "\n"
        for package, statements in areas.items()
    }


def _compiled(statement: Select[Any]) -> dict[str, Any]:
    dialect = sqlite.dialect(paramstyle="named")
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    bound = {
        name: _sent(each.effective_value, each.type.dialect_impl(dialect).bind_processor(dialect))
        for each, name in compiled.bind_names.items()
        if not each.required
    }
    return {
        "sql": " ".join(str(compiled).split()),
        "bound": bound,
        "columns": [_kind(column.type) for column in statement.selected_columns],
    }


def _sent(value: Any, processor: Callable[[Any], Any] | None) -> Any:
    """A value as it is sent to the database."""
    sent = value if processor is None else processor(value)
    return int(sent) if isinstance(sent, bool) else sent


def _kind(kind: Any) -> str:
    for type_, word in (
        (UtcDateTime, "moment"),
        (Date, "date"),
        (Day, "date"),
        (Boolean, "flag"),
        (Document, "document"),
    ):
        if isinstance(kind, type_):
            return word
    return "plain"


if __name__ == "__main__":
    for path, text in prepared().items():
        path.write_text(text, encoding="utf-8")
