"""Which SQLite: the one that ``pysqlite3`` carries, else Python's own."""

from __future__ import annotations

try:
    import pysqlite3.dbapi2 as library
except ImportError:  # no wheel for this platform
    import sqlite3 as library

#: The first SQLite in which the WAL-reset bug is fixed; see https://sqlite.org/wal.html. An older one does
#: without a write-ahead log.
SAFE_WAL = (3, 51, 3)

JOURNAL = "WAL" if library.sqlite_version_info >= SAFE_WAL else "DELETE"
"""The journal mode that is safe with this library."""

__all__ = ["JOURNAL", "library"]
