"""Engines: how each database is opened, tuned and spoken to."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from app.domain.core.addresses import Address
from app.domain.core.errors import Busy, StoreProblem
from app.domain.store.interrupting import let_calls_be_stopped
from app.domain.store.sqlite import JOURNAL, library, may_keep_beside, reading_address
from app.words import Message, say, say_declared

#: How a connection of PostgreSQL notices within half a minute that nobody is at its other end; seconds, milliseconds.
_NOTICES_LOSS: Final = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
#: How long a writer waits for another program's transaction, in seconds.
PATIENCE_SECONDS = 30.0


#: The shortest and longest pause between two tries of a writer to have its turn at a file of SQLite, in seconds.
_PAUSE = (0.001, 0.012)
#: How long a piece of long work leaves the file to others: longer than the longest pause, so that all of them try.
GIVE_WAY_SECONDS = 0.015


def url_of(address: Address) -> URL:
    """An address as SQLAlchemy takes it."""
    if address.path is not None:
        return URL.create("sqlite", database=str(address.path.absolute()))
    told = dict(address.parameters)
    url = URL.create(
        "postgresql+psycopg",
        username=told.pop("user", None),
        password=told.pop("password", None),
        database=told.pop("dbname", None),
    )
    if "," not in told.get("host", "") + told.get("port", ""):
        url = url.set(host=told.pop("host", None), port=int(told.pop("port", "") or 0) or None)
    return url.set(query=told)


def name_of(url: URL) -> str:
    """What sentences call a database: its file, or its address without what is secret in it."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    told = {**url.query, **url.translate_connect_args(username="user", database="dbname")}
    return Address(parameters={name: str(value) for name, value in told.items()}).shown


def open_engine(url: URL | str, *, writer: bool, read_only: bool = False, durable: bool = True) -> Engine:
    """An engine for readers or for the writer.

    Args:
        url: A SQLite file or a PostgreSQL database.
        writer: On SQLite the writer has one connection and takes the write lock as it begins, because a
            transaction that first reads and then writes fails at once when another writer came between.
        read_only: Refuse every write in the database itself; a SQLite file stays byte for byte as it is.
        durable: Whether a commit waits until it is on the disk; not so for a database that is being built and
            can be built again.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite_engine(address, writer=writer, read_only=read_only, durable=durable)
    lasting = {name: value for name, value in _NOTICES_LOSS.items() if name not in address.query}
    engine = create_engine(address, pool_pre_ping=True, pool_size=5, connect_args=lasting)
    let_calls_be_stopped(engine)
    event.listen(engine, "connect", _postgres_patience)
    if read_only:
        event.listen(engine, "connect", _postgres_read_only)
    return engine


def _postgres_patience(connection: Any, _record: Any) -> None:
    connection.execute(f"SET lock_timeout = '{PATIENCE_SECONDS:.0f}s'")
    connection.commit()


def _postgres_read_only(connection: Any, _record: Any) -> None:
    connection.read_only = True


def _sqlite_engine(address: URL, *, writer: bool, read_only: bool, durable: bool) -> Engine:
    how: dict[str, Any] = {"check_same_thread": False, "isolation_level": None, "timeout": 5.0}
    file = Path(address.database) if read_only and address.database else None
    engine = create_engine(
        address,
        module=library,
        pool_size=1 if writer else 5,
        max_overflow=0 if writer else 10,
        connect_args=how,
        **({"creator": lambda: library.connect(reading_address(file), uri=True, **how)} if file else {}),
    )

    let_calls_be_stopped(engine)

    @event.listens_for(engine, "connect")
    def _tune(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            cursor.execute(f"PRAGMA journal_mode = {JOURNAL}")
        else:
            cursor.execute("PRAGMA query_only = ON")
        cursor.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
        cursor.execute("PRAGMA cache_size = -32000")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if writer and not read_only:
            _take_write_lock(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _take_write_lock(connection: Connection) -> None:
    """Begin a write transaction, waiting fairly.

    SQLite's own busy handler starves some waiters (with many processes one waits seconds while another
    takes most turns); short, jittered tries of our own keep the longest wait near a fifth of a second.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except DBAPIError as problem:
                if not _is_busy(problem) or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(*_PAUSE))  # noqa: S311, TID251 - jitter of a back-off, not a secret
            else:
                return
    finally:
        connection.exec_driver_sql("PRAGMA busy_timeout = 5000")


def _is_busy(problem: DBAPIError) -> bool:
    return any(word in str(problem.orig) for word in _BUSY)


_BUSY = (
    "database is locked",
    "database table is locked",
    "deadlock detected",
    "due to lock timeout",
    "could not serialize access",
)


@contextmanager
def plain_words(name: str) -> Iterator[None]:
    """Turn the database's own complaints into sentences that say what to do.

    Args:
        name: What the person calls the database, for the sentence.
    """
    try:
        yield
    except DBAPIError as problem:
        raise explain(problem, name) from problem


def explain(problem: DBAPIError, name: str) -> Busy | StoreProblem:
    """The refusal that says in words what the database complained about."""
    text = str(problem.orig)
    if _is_busy(problem):
        return Busy(say("Another program is writing to {name}.", name=name), hint=say("Try again in a moment."))
    if any(sign in text for sign in _NO_ROOM_BESIDE) and (folder := _closed_folder(name)) is not None:
        return StoreProblem(
            say(
                "{name} cannot be used: its folder {folder} may not be written, and a database keeps its log "
                "beside it.",
                name=name,
                folder=folder,
            ),
            hint=say("Let its folder be written, or only read it with --read-only after whoever works in it is done."),
        )
    if any(sign in text for sign in _MAYBE_FULL) and is_full(name):
        text = _FULL
    for each in _COMPLAINTS:
        if each.sign in text:
            return StoreProblem(say_declared(each.message, name=name), hint=say_declared(each.hint))
    return StoreProblem(
        say("The database {name} refused: {problem}.", name=name, problem=text.splitlines()[0]),
        hint=say("Run: leadline doctor"),
    )


def is_full(name: str) -> bool:
    """Whether the disk of a database file has no room left."""
    try:
        room = os.statvfs(Path(name).parent)
    except OSError:
        return False
    return room.f_bavail * room.f_frsize < _NO_ROOM


def _closed_folder(name: str) -> Path | None:
    """The folder of a database file that is there, if nothing may be made in it."""
    path = Path(name)
    try:
        return path.parent if path.is_file() and not may_keep_beside(path) else None
    except OSError:  # an address of a server, or a folder that may not even be looked into
        return None


class _Complaint(NamedTuple):
    """What a database says, and what a person is told instead, where ``{name}`` is the database."""

    sign: str
    message: Message
    hint: Message


_NO_ROOM_BESIDE = ("unable to open database file", "readonly database")
#: Complaints of SQLite that a disk without room brings about, too.
_MAYBE_FULL = ("disk I/O error", "unable to open database file")
_FULL = "database or disk is full"
#: Less room than this on a disk, in bytes, is none.
_NO_ROOM = 64 * 1024
_RESTORE: Final[Message] = "Put the latest backup in its place, or name another file with --db."
_COMPLAINTS: Final = (
    _Complaint("file is not a database", "{name} is not a Leadline database.", "Name another file with --db."),
    _Complaint("database disk image is malformed", "{name} is damaged.", _RESTORE),
    _Complaint(
        "readonly database",
        "{name} may only be read.",
        "Check the file's permissions, or name another with --db.",
    ),
    _Complaint("query_only", "{name} is open for reading only.", "Start without --read-only to change things."),
    _Complaint(
        "read-only transaction",
        "{name} is open for reading only.",
        "Start without --read-only to change things.",
    ),
    _Complaint(
        "permission denied for database",
        "{name} does not let this user in.",
        "Ask a manager to add you: leadline user add",
    ),
    _Complaint(
        "permission denied for",
        "{name} may only be read: its server does not let this user write.",
        "Ask whoever looks after the server for the right to write.",
    ),
    _Complaint(_FULL, "The disk is full; nothing was changed.", "Free some space and try again."),
    _Complaint(
        "No space left on device", "The disk of the server is full; nothing was changed.", "Free some space there."
    ),
    _Complaint("disk I/O error", "The disk did not answer while using {name}.", "Check the disk and try again."),
    _Complaint(
        "unable to open database file",
        "{name} cannot be opened.",
        "Check that its folder exists and is yours.",
    ),
    _Complaint("no such table", "{name} lacks a table that it should have.", "Run: leadline db check"),
    _Complaint(
        "password authentication failed",
        "{name} does not accept this user or password.",
        "Check the address, or the file of passwords.",
    ),
    _Complaint(
        "no password supplied", "{name} asks for a password, and the address has none.", "Add it to the address."
    ),
    _Complaint(
        'FATAL:  database "',
        "There is no database {name} on its server.",
        "Check the address, or make it with createdb.",
    ),
    _Complaint('FATAL:  role "', "The server of {name} does not know this user.", "Check the address."),
    _Complaint("failed to resolve host", "The server of {name} is not known.", "Check the address, and the network."),
    _Complaint(
        "connection failed",
        "{name} cannot be reached; nothing was changed.",
        "Check the address and the server, and try again.",
    ),
    _Complaint(
        "could not receive data",
        "The connection to {name} was lost; nothing was changed.",
        "Check the server and try again.",
    ),
    _Complaint(
        "connection",
        "The connection to {name} was lost; nothing was changed.",
        "Check the server and try again.",
    ),
)


def make_private(path: Path) -> None:
    """Let only the owner read a database file and what SQLite keeps beside it."""
    for part in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if part.is_file() and (facts := part.stat()).st_uid == os.getuid() and facts.st_mode & 0o077:
            part.chmod(facts.st_mode & 0o700)
