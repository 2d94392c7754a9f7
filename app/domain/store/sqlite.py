"""Which SQLite: the one that ``pysqlite3`` carries, else Python's own."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

try:
    import pysqlite3.dbapi2 as library
except ImportError:  # no wheel for this platform
    import sqlite3 as library

#: The first SQLite in which the WAL-reset bug is fixed; see https://sqlite.org/wal.html. An older one does
#: without a write-ahead log.
SAFE_WAL = (3, 51, 3)

JOURNAL = "WAL" if library.sqlite_version_info >= SAFE_WAL else "DELETE"
"""The journal mode that is safe with this library."""

__all__ = ["JOURNAL", "library", "may_keep_beside", "reading_address"]


def reading_address(path: Path) -> str:
    """The address at which a database file can be read without changing a byte of it.

    A connection that may write moves a filled write-ahead log into the file when it closes, so such a file is opened
    read-only. Where the folder is not writable and holds no log, nobody is writing either, and the file is opened as
    one that does not change.
    """
    log, journal = (_size(path.with_name(f"{path.name}{ending}")) for ending in ("-wal", "-journal"))
    if may_keep_beside(path):
        mode = "mode=ro" if log else "mode=rw"
    else:
        mode = "immutable=1" if log is journal is None else "mode=ro"
    return f"file:{quote(os.fsencode(path))}?{mode}"


def _size(path: Path) -> int | None:
    """The bytes of a file; ``None`` where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def may_keep_beside(path: Path) -> bool:
    """Whether SQLite may make its log and its index of the log in the file's folder."""
    return os.access(path.parent, os.W_OK | os.X_OK)
