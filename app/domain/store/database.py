"""The database: reads, commands and the word that something changed."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Executable, func, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.domain.core.changes import Change
from app.domain.core.errors import ReadOnly
from app.domain.store.base import Base
from app.domain.store.engine import GIVE_WAY_SECONDS, name_of, open_engine, plain_words
from app.domain.store.locks import lock_what_is_loaded
from app.domain.store.log import ChangeEntry, CommandEntry
from app.domain.store.named import Named, R, Tuples
from app.domain.store.notices import Notices
from app.domain.store.permission import is_denied, why_file_is_only_read, why_server_is_only_read
from app.domain.store.refusals import why_refused
from app.domain.store.rights.granting import owns_tables, renew_rights
from app.domain.store.rights.signing import Signed, only_looked_up, signed, take_on
from app.domain.store.same import SameDatabase
from app.domain.store.touched import Images, change_of
from app.domain.store.turnstile import Turnstile
from app.domain.store.undo import whole
from app.domain.store.unit import Subscriber, UnitOfWork

Listener = Callable[[Change], None]
_LAST_OF_ALL = text("SELECT leadline_last_command()")


class Reader:
    """One consistent look at the database."""

    def __init__(self, connection: Connection) -> None:
        """Read through an open connection."""
        self.connection = connection

    def rows(self, statement: Executable, **parameters: Any) -> Tuples:
        """The rows of a statement."""
        return self.connection.execute(statement, parameters).fetchall()

    def row(self, statement: Executable, **parameters: Any) -> Any:
        """The first row of a statement, or ``None``."""
        return self.connection.execute(statement, parameters).first()

    def scalar(self, statement: Executable, **parameters: Any) -> Any:
        """The first value of a statement's first row, or ``None``."""
        return self.connection.execute(statement, parameters).scalar()

    def named(self, statement: Named[R], /, **parameters: Any) -> list[R]:
        """The rows of a statement known by name."""
        row = statement.row
        return [row(*cells) for cells in self.rows(_built_once(statement), **parameters)]


_built: dict[str, Executable] = {}


def _built_once(statement: Named[Any]) -> Executable:
    if statement.name not in _built:
        _built[statement.name] = statement.build()
    return _built[statement.name]


class Database:
    """One database, shared by the threads of this program and by other programs.

    A file of SQLite takes one command at a time, so they queue, within the program and across programs. On
    PostgreSQL commands run side by side and wait only for the rows that both change; see ``locks``.
    """

    def __init__(self, url: URL | str, *, refusal: ReadOnly | None = None, durable: bool = True) -> None:
        """Prepare the engines; nothing is opened yet.

        Args:
            url: Where the database is.
            refusal: Why nothing may be written; it is opened for reading then.
            durable: Whether a commit waits until it is on the disk.
        """
        self.url = make_url(url)
        read_only = refusal is not None
        self._refusal = refusal
        self._denial: ReadOnly | None = None
        self._may_be_denied = self.url.get_backend_name() != "sqlite" and not read_only
        self.name = self.url.database or name_of(self.url)
        self.dialect = self.url.get_backend_name()
        one_file = self.dialect == "sqlite"
        self._engine = open_engine(self.url, writer=False, read_only=read_only)
        self._writing = open_engine(self.url, writer=True, durable=durable) if one_file else self._engine
        self._reading = self._engine if one_file else self._engine.execution_options(isolation_level="REPEATABLE READ")
        self._turn: AbstractContextManager[object] = threading.Lock() if one_file else nullcontext()
        self._same = SameDatabase(self.url, self.name)
        self._turnstile = Turnstile(self._same.path) if self._same.path is not None else None
        self._wrote = 0.0
        self._is_bound = False
        self._looked_up: Collection[str] = ()
        self._subscribers: dict[type, list[Subscriber]] = {}
        self._listeners: list[Listener] = []

    def subscribe(self, happening: type, react: Subscriber) -> None:
        """Let an area above react inside the transaction in which something happens."""
        self._subscribers.setdefault(happening, []).append(react)

    def why_only_read(self) -> ReadOnly | None:
        """Why nothing may be written, as it is now; ``None`` where it may.

        A file is looked at each time; a server is asked by ``look_whether_denied``.
        """
        path = self._same.path
        at_file = why_file_is_only_read(path, self.name) if path is not None else None
        return self._refusal or at_file or self._denial

    def look_whether_denied(self) -> None:
        """Ask a server whether it lets this user write: at first, after it refused a write, and as long as it does."""
        if self._may_be_denied:
            with self.read() as reader:
                self._denial = why_server_is_only_read(reader.connection, self.name)
            self._may_be_denied = self._denial is not None

    def signed(self) -> Signed | None:
        """Who is connected to a server; ``None`` where the database is a file."""
        if self.dialect == "sqlite":
            return None
        with self.read() as reader:
            return signed(reader.connection)

    def renew_rights(self) -> bool | None:
        """Set the rights of a server's users anew; ``None`` where the database is a file, or its tables are another's.

        Returns:
            Whether its owner may make the roles that they need.
        """
        if self.dialect == "sqlite":
            return None
        with plain_words(self.name), self._writing.begin() as connection:
            return renew_rights(connection, Base.metadata.tables) if owns_tables(connection) else None

    def bind(self, role: str) -> None:
        """Know that the server's policies hold for whoever works here, who has a role."""
        self._is_bound = True
        self._looked_up = only_looked_up(Base.metadata.tables, role)

    def take_on(self, login: str) -> None:
        """Have the rights of another login from now on, which whoever is connected may take on."""
        take_on(self._engine, login)

    def notices(self, heard: Callable[[], object]) -> Notices | None:
        """What tells at once that another program committed something; ``None`` where it has to be looked for.

        Args:
            heard: Is called on a thread of its own.
        """
        return None if self.dialect == "sqlite" else Notices(self._engine, heard)

    def listen(self, listener: Listener) -> None:
        """Be told of each change after it is committed."""
        self._listeners.append(listener)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A consistent look: every statement inside sees the same moment."""
        self._same.check_file()
        with plain_words(self.name), self._reading.connect() as connection, connection.begin():
            self._same.remember_file()
            yield Reader(connection)

    @contextmanager
    def write(self, command: str, *, now: datetime, actor_id: str | None, part_of: int = 0) -> Iterator[UnitOfWork]:
        """Run one command: all of it is committed and logged, or nothing has happened.

        Args:
            command: The command's name, for the log.
            now: The moment of the command.
            actor_id: Who does it.
            part_of: The command of which this is a further piece; others who wait to write go first.

        Raises:
            ReadOnly: The session was started for reading only, or the database may only be read.
            Conflict: A row was changed by somebody else in between.
            NotAllowed: A record is still referred to by others.
            StoreProblem: The database is another than the one that was opened, or cannot be written.
            Busy: Another command held what this one needs, and nothing was changed; it may be tried again.
        """
        if (refusal := self.why_only_read()) is not None:
            raise refusal
        if part_of:
            self._let_others_write()
        with self._turn, plain_words(self.name):
            self._same.check_file()
            try:
                with (
                    Session(self._writing, expire_on_commit=False, autoflush=True) as session,
                    session.begin(),
                ):
                    self._same.check_log(session)
                    lock_what_is_loaded(session, self._looked_up)
                    unit = UnitOfWork(session, now, actor_id, command, self._subscribers)
                    unit.part_of = whole(session, part_of) if part_of else None
                    yield unit
                    change = unit.finish()
                    self._same.check_file()
                self._same.remember_log(unit.seal)
                self._wrote = time.monotonic()
            except (StaleDataError, NoResultFound, DBAPIError) as problem:
                refused = why_refused(problem, is_bound=self._is_bound)
                if refused is not None:
                    raise refused from problem
                self._may_be_denied = self.dialect != "sqlite" and is_denied(str(problem.orig))  # type: ignore[union-attr]
                raise
        if change is not None:
            for listener in self._listeners:
                listener(change)

    @contextmanager
    def brief(self) -> Iterator[Connection]:
        """A transaction of a few statements on what no log tells of, such as a claim; on a file in fair turns.

        Raises:
            ReadOnly: The session was started for reading only, or the database may only be read.
            StoreProblem: The database is another than the one that was opened, or cannot be written.
            Busy: Another command held what this one needs, and nothing was changed; it may be tried again.
        """
        if (refusal := self.why_only_read()) is not None:
            raise refusal
        fair = self._turnstile.turn() if self._turnstile is not None else nullcontext()
        with self._turn, plain_words(self.name), fair:
            self._same.check_file()
            with self._writing.connect() as connection, connection.begin():
                yield connection

    def _let_others_write(self) -> None:
        """Leave a file of SQLite alone, after a piece of work, for as long as who waits for it may look away."""
        if self.dialect == "sqlite":
            time.sleep(max(0.0, self._wrote + GIVE_WAY_SECONDS - time.monotonic()))  # noqa: TID251 - others' turn

    def last_seq(self) -> int:
        """The place of the newest command in the log; 0 in an empty one."""
        newest = select(func.max(CommandEntry.seq)) if self.dialect == "sqlite" else _LAST_OF_ALL
        with self.read() as reader:
            return int(reader.scalar(newest) or 0)

    def changes_since(self, seq: int, limit: int = 500) -> list[Change]:
        """What was committed after that place in the log, by any program, oldest first."""
        entry = ChangeEntry
        with self.read() as reader:
            entries = reader.rows(
                select(entry.command_seq, entry.table_name, entry.row_id, entry.before, entry.after)
                .where(ChangeEntry.command_seq > seq)
                .order_by(ChangeEntry.command_seq, ChangeEntry.seq)  # by the index: the log grows for ever
                .limit(limit)
            )
            runs = groupby(entries, key=itemgetter(0))
            changes = [change_of(command, (Images(*each[1:]) for each in run)) for command, run in runs]
            until = seq if self.dialect == "sqlite" else int(reader.scalar(_LAST_OF_ALL) or 0)
            if len(entries) < limit and until > max([seq, *(each.seq for each in changes)]):
                changes.append(
                    change_of(until, ())
                )  # what came since is others' alone, and need not be looked at again
            if len(entries) == limit:  # the last command may have touched more
                last = changes[-1]
                tables = select(entry.table_name).where(entry.command_seq == last.seq).distinct()
                whole = frozenset(table for (table,) in reader.rows(tables))
                changes[-1] = replace(last, tables=whole, whole=whole)
        return changes

    def everything(self) -> Change:
        """A change of whatever there is, for those who could not read what they show for a while."""
        return change_of(0, (), Base.metadata.tables)

    def optimise(self) -> None:
        """Let the database refresh what it knows about its indexes after much was added."""
        if self.dialect == "sqlite":
            with self._turn, plain_words(self.name), self._reading.connect() as connection:
                connection.execute(text("PRAGMA optimize = 0x10002"))

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()
        self._writing.dispose()
        if self._turnstile is not None:
            self._turnstile.close()
        gc.collect(0)
