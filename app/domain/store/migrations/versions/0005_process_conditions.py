"""Processes ask in the query language: their conditions, kept as trees of comparisons so far, become texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.domain.store import types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on to this version."""
    table = sa.table("process_definition", sa.column("id", sa.String()), sa.column("body", types.Document()))
    connection = op.get_bind()
    for row_id, body in connection.execute(sa.select(table.c.id, table.c.body)).fetchall():
        connection.execute(sa.update(table).where(table.c.id == row_id).values(body=_in_words(body)))


def _in_words(part: Any) -> Any:
    """A part of a definition with each condition as text."""
    if isinstance(part, list):
        return [_in_words(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _condition(value) if key == "condition" and isinstance(value, dict) else _in_words(value)
        for key, value in part.items()
    }


def _condition(stored: Mapping[str, Any]) -> str:
    """The text that a tree of comparisons means."""
    for key, joiner in (("all", " and "), ("any", " or ")):
        if key in stored:
            return joiner.join(_part(each) for each in stored[key])
    if "not" in stored:
        return f"not {_part(stored['not'])}"
    name, operator, value = stored["field"], stored["op"], stored.get("value")
    if operator in ("is empty", "is not empty"):
        return f"{name} {operator}"
    if operator == "in":
        return f"{name} in ({', '.join(map(_value, value or ()))})"
    if operator == "contains":
        operator = "~" if isinstance(value, str) else "="
    return f"{name} {operator} {_value(value)}"


def _part(stored: Mapping[str, Any]) -> str:
    """A part of a condition, in parentheses where it has parts of its own."""
    return f"({_condition(stored)})" if "all" in stored or "any" in stored else _condition(stored)


def _value(stored: Any) -> str:
    """A value as a condition writes it, in quotation marks unless it is a single plain word or number."""
    if isinstance(stored, bool):
        return "yes" if stored else "no"
    if isinstance(stored, dict):
        stored = stored["date"] if "date" in stored else f"{stored['amount']} {stored['currency']}"
    text = str(stored)
    if re.fullmatch(r"[\w.-]+", text) and text.lower() not in ("and", "or", "not", "me"):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def downgrade() -> None:
    """There is no way back: restore the copy that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade")
