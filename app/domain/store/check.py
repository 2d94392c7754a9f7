"""The check of a database: each thing that can be wrong with it, looked for one after the other and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Final

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DBAPIError

from app.domain.store.check_blobs import broken_contents
from app.domain.store.check_log import Chain
from app.domain.store.check_rows import Rewritten, broken_cells, differing, gone, is_followed, rows_of
from app.domain.store.check_schema import loose_links, missing_parts, whole_tables
from app.words import say

Progress = Callable[[int, int], None]
"""Told how many rows have been read, of how many."""

#: The most problems that are listed of a kind; a damaged file has thousands.
MOST: Final = 100
_LOG: Final = ("command_log", "change_log", "log_seal")


class Check:
    """One look at a whole database, in one transaction."""

    def __init__(self, connection: Connection, tables: Mapping[str, Table], progress: Progress | None = None) -> None:
        """Get ready.

        Args:
            connection: Sees one moment of the database.
            tables: The tables it should have, by name.
            progress: Told how far it is.
        """
        self._connection = connection
        self._tables = tables
        self._progress = progress or (lambda _read, _all: None)
        self._whole: dict[str, Table] = {}
        self._read, self._all = 0, 0

    def findings(self, *, current: bool, records: bool) -> tuple[str, ...]:
        """What is wrong, a sentence each.

        Args:
            current: Whether the schema is of this version; of an older one only the pages are looked at.
            records: Whether the log and the records are read as well.
        """
        looks: list[Callable[[], Iterator[str]]] = [self._pages]
        if current:
            looks += [self._schema, self._links]
        if current and records:
            looks += [self._log, self._contents]
        return tuple(finding for look in looks for finding in self._guarded(look))

    def _guarded(self, look: Callable[[], Iterator[str]]) -> Iterator[str]:
        """What a look finds, until the database can be read no further."""
        try:
            yield from look()
        except DBAPIError as problem:
            yield say("It cannot be read to its end: {problem}.", problem=str(problem.orig).splitlines()[0])

    def _pages(self) -> Iterator[str]:
        """What SQLite finds wrong with its pages and indexes; a server looks after its own."""
        if self._connection.dialect.name == "sqlite":
            found = self._connection.execute(text(f"PRAGMA integrity_check({MOST})")).scalars()
            yield from (str(each) for each in found if each != "ok")

    def _schema(self) -> Iterator[str]:
        self._whole = whole_tables(self._connection, self._tables)
        return missing_parts(self._connection, self._tables)

    def _links(self) -> Iterator[str]:
        return loose_links(self._connection, self._whole, MOST)

    def _log(self) -> Iterator[str]:
        """What is wrong in the log, and in each record against it."""
        counted = (select(func.count()).select_from(table) for table in self._whole.values())
        self._all = sum(self._connection.execute(each).scalar_one() for each in counted)
        rewritten: Rewritten = ()
        logged = set(_LOG) <= self._whole.keys()
        if logged:
            chain = Chain(self._connection)
            yield from islice(chain.findings(), MOST)
            rewritten = chain.rewritten
            self._advance(chain.read)
        for name, table in self._whole.items():
            if name not in _LOG and not table.info.get("contents"):
                yield from islice(self._guarded(lambda: self._rows(table, rewritten, logged=logged)), MOST)  # noqa: B023 - used at once

    def _contents(self) -> Iterator[str]:
        """What is wrong with the files that are attached."""
        return islice(broken_contents(self._connection, self._whole, self._connection.engine.url), MOST)

    def _rows(self, table: Table, rewritten: Rewritten, *, logged: bool) -> Iterator[str]:
        """What is wrong with the rows of a table."""
        followed = logged and is_followed(table)
        for rows in rows_of(self._connection, table):
            yield from broken_cells(self._connection, table, rows)
            if followed:
                yield from differing(self._connection, table, rows, rewritten)
            self._advance(len(rows))
        if followed:
            yield from gone(self._connection, table, MOST)

    def _advance(self, rows: int) -> None:
        self._read += rows
        self._progress(self._read, self._all)
