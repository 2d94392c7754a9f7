"""A snapshot of everything stored, to compare what a command, its undo and its redo leave behind."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.domain.store.base import Base
from app.domain.store.log import HOUSEKEEPING
from app.workspace import Workspace

#: What an undo leaves alone: the log itself grows, and numbers given out are not given out again.
KEPT = frozenset({"command_log", "change_log", "log_seal", "counter"})

Snapshot = dict[str, dict[str, dict[str, Any]]]


def snapshot(workspace: Workspace) -> Snapshot:
    """Every row that the log tells of by table and key, without version and moment of change."""
    with workspace.desk.read() as reader:
        return {
            name: {
                "/".join(str(row[key.name]) for key in table.primary_key): {
                    column: value for column, value in row.items() if column not in HOUSEKEEPING
                }
                for row in reader.connection.execute(select(table)).mappings()
            }
            for name, table in Base.metadata.tables.items()
            if name not in KEPT and not table.info.get("unlogged")
        }
