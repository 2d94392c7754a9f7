"""The cold reader: named statements run on bare SQLite, so that the first screen need not wait for SQLAlchemy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from app.domain.core.stamps import kept_day, kept_document, kept_moment, to_stamp
from app.domain.store.migrations import HEAD
from app.domain.store.named import Named, R

_CONVERT: dict[str, Callable[[Any], Any]] = {
    "moment": kept_moment,
    "date": kept_day,
    "flag": bool,
    "document": kept_document,
}


class NotPreparedError(Exception):
    """The cold reader cannot serve here; the warm one can, or will say in words what is wrong."""


class ColdReader:
    """Runs prepared statements on one connection, inside one transaction."""

    def __init__(self, connection: Any) -> None:
        """Read through an open connection."""
        self._connection = connection
        self._prepared: dict[str, dict[str, Any]] = {}

    def named(self, statement: Named[R], /, **parameters: Any) -> list[R]:
        """The rows of the named statement.

        Raises:
            NotPreparedError: Its area has none prepared.
        """
        prepared = self._statements(statement.package)[statement.name]
        values = prepared["bound"] | {key: _plain(value) for key, value in parameters.items()}
        converters = [(index, _CONVERT[kind]) for index, kind in enumerate(prepared["columns"]) if kind in _CONVERT]
        row, found = statement.row, []
        for cells in self._connection.execute(prepared["sql"], values):
            if converters:
                cells = [*cells]  # noqa: PLW2901 - the same cells, converted
                for index, convert in converters:
                    if cells[index] is not None:
                        cells[index] = convert(cells[index])
            found.append(row(*cells))
        return found

    def newest_command(self) -> int:
        """The place of the newest command in the log; 0 in an empty one."""
        return int(self._connection.execute("SELECT max(seq) FROM command_log").fetchone()[0] or 0)

    def _statements(self, package: str) -> dict[str, Any]:
        """What is prepared of an area."""
        if package not in self._prepared:
            path = prepared_path(package)
            if not path.is_file():
                raise NotPreparedError(path)
            self._prepared[package] = json.loads(path.read_text(encoding="utf-8"))
        return self._prepared[package]


def prepared_path(package: str) -> Path:
    """The file of an area's named statements as SQLite runs them; made by ``app.start.prepare``."""
    return Path(str(import_module(package).__file__)).with_name("prepared.json")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return to_stamp(value)
    return value.isoformat() if isinstance(value, date) else value


@contextmanager
def cold_reader(path: Path) -> Iterator[ColdReader]:
    """Read a database file of exactly this version's schema.

    Raises:
        NotPreparedError: There is no such file, or its schema is another one.
    """
    from app.domain.store.sqlite import library as sqlite
    from app.domain.store.sqlite import reading_address

    if not path.is_file():
        raise NotPreparedError(path)
    try:
        connection = sqlite.connect(reading_address(path), uri=True, isolation_level=None)
    except sqlite.Error as problem:
        raise NotPreparedError(path) from problem
    try:
        connection.execute("BEGIN")
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if version is None or version[0] != HEAD:
            raise NotPreparedError(path)
        yield ColdReader(connection)
    except sqlite.Error as problem:
        raise NotPreparedError(path) from problem
    finally:
        connection.close()
