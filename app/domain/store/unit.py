"""The unit of work: one command, one transaction, every change logged with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Table, event, inspect
from sqlalchemy.orm import Session

from app.domain.core.changes import Change
from app.domain.core.ids import new_id
from app.domain.store.base import Base, Record
from app.domain.store.bulk import insert_rows
from app.domain.store.folded import FOLDED, folded_texts
from app.domain.store.locks import hold, hold_log
from app.domain.store.log import CommandEntry, to_plain
from app.domain.store.noting import Notes, Touched
from app.domain.store.seals import seal_command, seal_end
from app.words import Said, in_english, stored

R = TypeVar("R", bound=Base)


Subscriber = Callable[["UnitOfWork", Any], None]


@dataclass(frozen=True, slots=True)
class Concluding:
    """A command has done its work and is about to be logged; ``UnitOfWork.touched`` tells which rows it changed.

    Whoever keeps something that follows from rows, whoever changes them, brings it up to date now.
    """


@dataclass(slots=True)
class UnitOfWork:
    """One command under way: an ORM session whose changes are logged in the same transaction.

    Attributes:
        session: The SQLAlchemy session; its transaction is the command's.
        now: The moment of the command; every row it writes carries it.
        actor_id: Who does it.
        command: The command's name, such as ``lead.qualify``.
        seq: The command's place in the log once it is finished; 0 before, and when nothing changed.
        part_of: The command of which this is a later piece; it is described and left unfinished in place of this.
        seal: The command's seal once it is finished, with its number.
        rest: What is left to do by further pieces; ``None`` when this is the last or the only one.
        currency: ISO 4217 code of money that names none.
        remarks: What areas above have to say about it, in sentences, for the message.
    """

    session: Session
    now: datetime
    actor_id: str | None
    command: str
    subscribers: dict[type, list[Subscriber]] = field(default_factory=dict)
    summary: str = ""
    subject: tuple[str, str] | None = None
    undoes: int | None = None
    seq: int = 0
    part_of: CommandEntry | None = None
    seal: tuple[int, str] | None = None
    rest: dict[str, Any] | None = None
    currency: str = "USD"
    remarks: list[Said] = field(default_factory=list)
    _notes: Notes = field(default_factory=Notes)

    def __post_init__(self) -> None:
        """Watch the session's flushes."""
        event.listen(self.session, "before_flush", self._before_flush)
        event.listen(self.session, "after_flush", self._after_flush)

    def add(self, record: R) -> R:
        """Put a new record into the transaction and give it its identity."""
        if isinstance(record, Record):
            _give_identity(record, self.now)
        self.session.add(record)
        return record

    def get(self, kind: type[R], key: str) -> R | None:
        """The record with that identity, if there is one."""
        return self.session.get(kind, key)

    def insert_many(self, kind: type[Record], rows: Sequence[dict[str, Any]]) -> None:
        """Insert many rows at once, as imports do; each gets its identity, as ``id``.

        They are logged without an image, since the row is its own.

        Args:
            kind: The record class.
            rows: Values by column. A column that a row does not name has its default; a name that is no
                column is passed over.
        """
        if not rows:
            return
        self.session.flush()
        table = table_of(kind)
        sums = insert_rows(self.session.connection(), table, rows, self.now)
        self._notes.note_inserted(table.name, [row["id"] for row in rows], sums)

    def note(self, table: str, row_id: str, operation: str, before: Any, after: Any) -> None:
        """Log a change made by a statement of the caller's own."""
        self._notes.note(table, row_id, operation, before, after)

    def touched(self, table: str) -> Touched:
        """Which rows of a table the command has changed so far."""
        return self._notes.touched(table)

    def set_aside(self) -> None:
        """Keep what was noted outside the memory until it is logged, if it is much; not within a part."""
        self._notes.set_aside()

    def hold(self, name: str) -> None:
        """Let one command at a time do what a name says, where no row yet stands for it, until it ends."""
        hold(self.session, name)

    def describe(self, summary: Said, kind: str | None = None, record_id: str | None = None) -> None:
        """Say what the command did, and with which record, for the log and the message after it."""
        self.summary = summary
        if kind is not None and record_id is not None:
            self.subject = (kind, record_id)

    def publish(self, happening: object) -> None:
        """Tell the areas above what happened, inside this transaction, so that they commit or fail with it."""
        self.session.flush()
        for react in self.subscribers.get(type(happening), ()):
            react(self, happening)

    @contextmanager
    def part(self) -> Iterator[UnitOfWork]:
        """A part that may fail by itself: then what it did is taken back, and the rest stands."""
        self.session.flush()
        mark = self._notes.mark()
        try:
            with self.session.begin_nested():
                yield self
        except BaseException:
            self._notes.forget_since(mark)
            raise

    def finish(self) -> Change | None:
        """Flush, write the log, and tell what was touched; ``None`` when nothing was changed.

        The command gets its number only now, while it still holds every row that it changed: of two commands that
        changed the same row, the later has the higher number.
        """
        if self.part_of is not None:
            self.part_of.rest = self.rest
            if self.summary:
                self.part_of.summary, self.part_of.said = in_english(self.summary), stored(self.summary)
        self.session.flush()
        if self._notes:
            self.publish(Concluding())
        ended = self.part_of if self.part_of is not None and self.rest is None else None
        if self._notes or ended is not None:
            hold_log(self.session)
        if ended is not None:
            seal_end(self.session, ended)
        if not self._notes:
            return None
        kind, record_id = self.subject or (None, None)
        entry = CommandEntry(
            at=self.now,
            actor_id=self.actor_id,
            name=self.command,
            summary=in_english(self.summary),
            said=stored(self.summary),
            subject_kind=kind,
            subject_id=record_id,
            undoes=self.undoes,
        )
        if self.part_of is None:
            entry.rest = self.rest
        else:
            entry.part_of = self.part_of.seq
            entry.summary, entry.said = self.part_of.summary, self.part_of.said
        self.session.add(entry)
        self.session.flush()
        self.seq = entry.seq
        self._notes.log(self.session, self.seq)
        self.seal = seal_command(self.session, entry, self._notes.lines())
        return self._notes.change(self.seq)

    def _before_flush(self, session: Session, _context: Any, _instances: Any) -> None:
        for record in session.new:
            if isinstance(record, Record):
                _give_identity(record, self.now)
                _keep_folded(record)
        for record in session.dirty:
            if isinstance(record, Record) and session.is_modified(record):
                record.updated_at = self.now
                _keep_folded(record)
        for record in session.deleted:
            if isinstance(record, Record):
                self._notes.note(table_of(type(record)).name, record.id, "delete", _image(record), None)
        for record in session.dirty:
            if isinstance(record, Record) and session.is_modified(record):
                before, after = _difference(record)
                name = table_of(type(record)).name
                self._notes.note(name, record.id, "update", before, after)

    def _after_flush(self, session: Session, _context: Any) -> None:
        for record in session.new:
            if isinstance(record, Record):
                self._notes.note(table_of(type(record)).name, record.id, "insert", None, _image(record))


def table_of(kind: type[Base]) -> Table:
    """The table of a record class."""
    table = kind.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{kind.__name__} has no table of its own")
    return table


def _give_identity(record: Record, now: datetime) -> None:
    """Give a new record what every record has, where it has it not yet."""
    if getattr(record, "id", None) is None:
        record.id = new_id(now).hex
    for name in ("created_at", "updated_at"):
        if getattr(record, name, None) is None:
            setattr(record, name, now)


def _keep_folded(record: Record) -> None:
    """Let the folded texts follow the record's own, where it keeps them."""
    table = table_of(type(record))
    if FOLDED in table.c:
        folded = folded_texts(table, {column.key: getattr(record, column.key) for column in table.columns})
        if getattr(record, FOLDED) != folded:
            setattr(record, FOLDED, folded)


def _image(record: Record) -> dict[str, Any]:
    """Every column of a record, as the log keeps it."""
    return {column.key: to_plain(getattr(record, column.key)) for column in inspect(type(record)).columns}


def _difference(record: Record) -> tuple[dict[str, Any], dict[str, Any]]:
    """The changed columns of a record, as they were and as they are, and the version they come to."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for attribute in inspect(record).attrs:
        history = attribute.history
        if history.has_changes():
            before[attribute.key] = to_plain(history.deleted[0]) if history.deleted else None
            after[attribute.key] = to_plain(attribute.value)
    after["version"] = record.version + 1
    return before, after
