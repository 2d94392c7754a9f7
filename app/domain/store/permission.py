"""Whether a database may be written by whoever opens it: asked of the file and its folder, or of the server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from app.domain.core.errors import ReadOnly
from app.domain.store.sqlite import may_keep_beside
from app.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def why_file_is_only_read(path: Path, name: str) -> ReadOnly | None:
    """Why nothing may be written into a database file that is there; ``None`` where it may.

    Args:
        path: The file.
        name: What sentences call it.
    """
    if not path.is_file():
        return None
    if not os.access(path, os.W_OK):
        return ReadOnly(
            say("{name} may only be read: its file may not be written.", name=name),
            hint=say("Check the file's permissions, or name another with --db."),
        )
    if not may_keep_beside(path):
        return ReadOnly(
            say(
                "{name} may only be read: its folder {folder} may not be written, and a database keeps its log beside "
                "it.",
                name=name,
                folder=path.parent,
            ),
            hint=say("Let its folder be written, or name another with --db."),
        )
    return None


def why_server_is_only_read(connection: Connection, name: str) -> ReadOnly | None:
    """The same of a database on PostgreSQL: every command writes into the log, so that is what is asked about."""
    from sqlalchemy import text

    asked = "SELECT current_setting('transaction_read_only') = 'on', has_table_privilege('command_log', 'INSERT')"
    recovering, allowed = connection.execute(text(asked)).one()
    if recovering:
        return ReadOnly(
            say("{name} may only be read: its server takes no changes now.", name=name),
            hint=say("Ask who looks after it."),
        )
    if not allowed:
        return ReadOnly(
            say("{name} may only be read: its server does not let this user write.", name=name),
            hint=say("Ask whoever looks after the server for the right to write."),
        )
    return None


def is_denied(complaint: str) -> bool:
    """Whether a database complains that this user, or anybody now, may not write."""
    return any(sign in complaint for sign in ("permission denied for", "read-only transaction"))
