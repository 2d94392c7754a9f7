"""Care of a database: what it is made of, whether it is whole, and copies of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from sqlalchemy import Connection, Table, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from app.domain.core.errors import NotAllowed, StoreProblem
from app.domain.core.outputs import check_free, new_file
from app.domain.store.check import Check, Progress
from app.domain.store.check_blobs import copy_contents
from app.domain.store.check_schema import whole_tables
from app.domain.store.engine import name_of, open_engine, plain_words
from app.domain.store.migrations import HEAD
from app.domain.store.rights.signing import keeps_rows_back
from app.domain.store.schema import copy_file, usable_version, version_of
from app.domain.store.sqlite import library as sqlite
from app.domain.store.undo import unfinished
from app.words import Said, say, told_again


@dataclass(frozen=True, slots=True)
class Condition:
    """What can be said about a database without changing it.

    Attributes:
        kind: sqlite or postgresql.
        server: The version of the library or server.
        journal_mode: How SQLite keeps its journal; empty for PostgreSQL.
        schema: The schema's version; ``None`` in an empty database.
        newest_schema: The version this program brings.
        size: The file's bytes; 0 for PostgreSQL.
    """

    kind: str
    server: str
    journal_mode: str
    schema: str | None
    newest_schema: str
    size: int


def condition(url: URL) -> Condition:
    """What a database is made of.

    Raises:
        StoreProblem: It cannot be opened.
    """
    file = _existing_file(url)
    with plain_words(name_of(url)):
        engine = open_engine(url, writer=False, read_only=True)
        try:
            with engine.connect() as connection:
                if file is None:
                    server, journal = str(connection.execute(text("SHOW server_version")).scalar()), ""
                else:
                    server = sqlite.sqlite_version
                    journal = _journal_mode(connection, file)
            size = file.stat().st_size if file else 0
            return Condition(url.get_backend_name(), server, journal, version_of(engine), HEAD, size)
        finally:
            engine.dispose()


def check(
    url: URL, tables: Mapping[str, Table], *, records: bool = True, progress: Progress | None = None
) -> tuple[str, ...]:
    """What is wrong inside a database, a sentence each; nothing when it is whole.

    Looked at are the pages of a file, the tables and indexes, the links between records; and if wanted, by reading
    all of it, the log, each record against what the log tells of it, and every file that is attached.

    Args:
        url: Which database.
        tables: The tables it should have, by name.
        records: Whether the log and the records are read as well.
        progress: Told how many rows have been read, of how many.

    Raises:
        StoreProblem: It cannot be opened at all, or is another program's or a newer version's.
    """
    file = _existing_file(url)
    with plain_words(name_of(url)):
        version = usable_version(url, name_of(url))
        engine = open_engine(url, writer=False, read_only=True)
        try:
            level = {} if file else {"isolation_level": "REPEATABLE READ"}
            with engine.connect().execution_options(**level) as connection:
                if file is None and version == HEAD and keeps_rows_back(connection):
                    if records:
                        raise NotAllowed(
                            say("Only a manager may check a database on a server: others do not see all of it."),
                            hint=say("Ask one to run: leadline db check"),
                        )
                    return ()
                look = Check(connection, tables, progress)
                return look.findings(current=version == HEAD, records=records)
        finally:
            engine.dispose()


def left_unfinished(url: URL) -> tuple[str, ...]:
    """The commands that work in pieces and are under way, or were broken off, a sentence each."""
    with plain_words(name_of(url)):
        engine = open_engine(url, writer=False, read_only=True)
        try:
            with Session(engine) as session:
                if version_of(engine) != HEAD:
                    return ()
                return tuple(
                    say(
                        "{command}: do it again to go on, or leadline undo {seq} takes it back.",
                        command=told_again(entry.said, entry.summary),
                        seq=entry.seq,
                    )
                    for entry in unfinished(session)
                )
        finally:
            engine.dispose()


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup holds.

    Attributes:
        size: Its bytes, those of the files that are attached included.
        folder: Where the files that are attached were copied to; ``None`` where there are none.
        lost: Which of those could not be copied, and why, a sentence each.
    """

    size: int
    folder: Path | None
    lost: tuple[Said, ...]


def back_up(url: URL, target: Path, tables: Mapping[str, Table]) -> Copied:
    """Copy a SQLite database into a new file, and the files attached in it into a folder beside, for its owner only.

    The copy is of one moment, whatever others write meanwhile.

    Args:
        url: The database.
        target: A file that does not exist yet.
        tables: The tables it should have, by name.

    Raises:
        Invalid: The file, or the folder beside it, is there already, or cannot be made.
        StoreProblem: The database cannot be read, or is not a file.
    """
    file = _existing_file(url)
    if file is None:
        raise StoreProblem(say("A PostgreSQL database is not a file."), hint=say("Use pg_dump on its server."))
    folder = target.with_name(f"{target.name}.files")
    check_free(folder, "file")
    with new_file(target, "file") as fresh:
        copy_file(file, fresh)
        beside = fresh.with_name(f"{fresh.name}.files")
        try:
            copied, lost = _copy_attached(url, fresh, beside, tables)
            has_files = beside.is_dir()
            if has_files:
                beside.rename(folder)
        finally:
            rmtree(beside, ignore_errors=True)
    return Copied(target.stat().st_size + copied, folder if has_files else None, tuple(lost))


def _copy_attached(url: URL, fresh: Path, folder: Path, tables: Mapping[str, Table]) -> tuple[int, list[Said]]:
    """Copy the files that are attached in a copy of a database, which does not change."""
    with plain_words(name_of(url)):
        engine = open_engine(URL.create("sqlite", database=str(fresh)), writer=False, read_only=True)
        try:
            with engine.connect() as connection:
                return copy_contents(connection, whole_tables(connection, tables), url, folder)
        finally:
            engine.dispose()


def _existing_file(url: URL) -> Path | None:
    """The database's file; ``None`` for a server."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    file = Path(url.database)
    if file.is_dir():
        raise StoreProblem(say("{file} is a folder, not a database.", file=file), hint=say("Name a file with --db."))
    if not file.is_file():
        raise StoreProblem(say("There is no database {file}.", file=file), hint=say("Name another with --db."))
    return file


#: Where a file's header says that it is kept with a write-ahead log, and the sign for it.
_FORMAT, _WITH_LOG = 18, 2


def _journal_mode(connection: Connection, file: Path) -> str:
    """How the file keeps its journal; a reader that takes it as unchanging would not say."""
    with file.open("rb") as header:
        if header.read(_FORMAT + 1)[_FORMAT:] == bytes((_WITH_LOG,)):
            return "wal"
    return str(connection.execute(text("PRAGMA journal_mode")).scalar())
