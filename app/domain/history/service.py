"""Use cases of the change log: undo, redo, and a record's history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.core.errors import NotAllowed
from app.domain.core.outcomes import Outcome
from app.domain.fields.kinds import KINDS, find_record
from app.domain.history.rows import HistoryLine
from app.domain.people.linking import names_of
from app.domain.store.base import Base, marked
from app.domain.store.desk import Desk
from app.domain.store.log import HOUSEKEEPING, ChangeEntry, CommandEntry
from app.domain.store.logged import LoggedCommand, command_at, stands
from app.domain.store.undo import last_redoable, last_undoable, tables_by_name, take_back
from app.domain.store.unit import UnitOfWork

Changes = tuple[tuple[str, Any, Any], ...]
SETUP = "setup"
"""The command that made the database's first user and its processes."""
_OF_COMMAND = func.coalesce(CommandEntry.part_of, CommandEntry.seq)
"""The command that an entry of the log is, or is a piece of."""
_SILENT = HOUSEKEEPING | {"id", "created_at"}


class LogService:
    """The change log."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def undo(self, seq: int | None = None) -> Outcome:
        """Take back a command.

        Args:
            seq: Its number; ``None`` for this user's newest that still stands.

        Raises:
            NotAllowed: There is none, it was taken back already, or something later rests on it.
        """
        with self._desk.write("undo") as unit:
            command = (
                command_at(unit.session, seq) if seq is not None else last_undoable(unit.session, self._desk.actor.id)
            )
            if command is None:
                raise NotAllowed("There is nothing to undo.")
            outcome = self._reverse(unit, command, "Undone" if command.undoes is None else "Redone")
        return Outcome(outcome.id, outcome.code, outcome.changed, outcome.message, unit.seq)

    def redo(self) -> Outcome:
        """Do again what this user undid last.

        Raises:
            NotAllowed: Nothing was undone, or something was done since.
        """
        with self._desk.write("redo") as unit:
            undo = last_redoable(unit.session, self._desk.actor.id)
            if undo is None:
                raise NotAllowed("There is nothing to redo.")
            outcome = self._reverse(unit, undo, "Redone")
        return Outcome(outcome.id, outcome.code, outcome.changed, outcome.message, unit.seq)

    def _reverse(self, unit: UnitOfWork, command: LoggedCommand, word: str) -> Outcome:
        _refuse_setup(command)
        shared = take_back(unit, command, tables_by_name())
        self._work_out(unit, shared)
        original = command
        while original.undoes is not None:
            original = command_at(unit.session, original.undoes)
        self._desk.require(original.name)
        message = f"{word}: {original.summary or original.name}"
        kind, record_id, code = _subject(unit.session, original.seq)
        if kind and record_id:
            unit.describe(message, kind, record_id)
        else:
            unit.describe(message)
        return Outcome(record_id or "", code, (original.name,), message)

    def _work_out(self, unit: UnitOfWork, rows: list[tuple[str, str]]) -> None:
        """Work out anew what follows from the columns of rows that were put back only in part."""
        kinds = {kind.table.name: kind for kind in KINDS.values()}
        for table, row_id in rows:
            if table in kinds:
                record = unit.session.get_one(kinds[table].record, row_id, populate_existing=True)
                kinds[table].work_out(record, self._desk.region)

    def recent(self, limit: int = 50) -> tuple[HistoryLine, ...]:
        """The newest commands, newest first."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            entries = session.scalars(
                select(CommandEntry)
                .where(CommandEntry.part_of.is_(None))
                .order_by(CommandEntry.seq.desc())
                .limit(limit)
            ).all()
            who = names_of(session, (each.actor_id for each in entries))
            return tuple(_line(session, each, who.get(each.actor_id), ()) for each in entries)

    def history(self, ref: str, limit: int = 50) -> tuple[HistoryLine, ...]:
        """The commands that changed one record, newest first, with what they changed."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            _, record_id = find_record(reader.connection, ref)
            touching = select(_OF_COMMAND).join(ChangeEntry, ChangeEntry.command_seq == CommandEntry.seq)
            entries = session.scalars(
                select(CommandEntry)
                .where(CommandEntry.seq.in_(touching.where(ChangeEntry.row_id == record_id)))
                .order_by(CommandEntry.seq.desc())
                .limit(limit)
            ).all()
            changes = _changes(session, record_id, [each.seq for each in entries])
            who = names_of(session, (each.actor_id for each in entries))
            return tuple(_line(session, each, who.get(each.actor_id), changes[each.seq]) for each in entries)


def _refuse_setup(command: LoggedCommand) -> None:
    """Refuse to take back what every record and everybody's work stands on."""
    if command.name == SETUP:
        raise NotAllowed(
            f"“{command.summary}” cannot be undone: everything in this database stands on it.",
            hint="Begin anew with a database of another name: leadline --db FILE.",
        )


def _line(session: Session, entry: CommandEntry, who: str | None, changes: Changes) -> HistoryLine:
    return HistoryLine(entry.seq, entry.at, who, entry.name, entry.summary, stands(session, entry.seq), changes)


def _changes(session: Session, record_id: str, seqs: Sequence[int]) -> dict[int, Changes]:
    """What each of some commands changed of a record, from first to last state within the command."""
    entries = session.execute(
        select(_OF_COMMAND, ChangeEntry)
        .join(CommandEntry, CommandEntry.seq == ChangeEntry.command_seq)
        .where(ChangeEntry.row_id == record_id, _OF_COMMAND.in_(seqs))
        .order_by(ChangeEntry.seq)
    )
    by_seq: dict[int, dict[str, tuple[Any, Any]]] = {}
    for seq, entry in entries:
        of_command = by_seq.setdefault(seq, {})
        if entry.operation != "update":
            of_command[entry.operation] = (None, None)
            continue
        before, after = entry.before or {}, entry.after or {}
        silent = marked(Base.metadata.tables[entry.table_name], "silent")
        for name in after.keys() - _SILENT - silent if "insert" not in of_command else ():
            of_command[name] = (of_command[name][0] if name in of_command else before.get(name), after[name])
    return {seq: tuple((name, *sides) for name, sides in sorted(parts.items())) for seq, parts in by_seq.items()}


def _subject(session: Session, seq: int) -> tuple[str | None, str | None, str]:
    """The kind, id and code of the record a command was about."""
    entry = session.get_one(CommandEntry, seq)
    kind = KINDS.get(entry.subject_kind or "")
    if kind is None or entry.subject_id is None:
        return entry.subject_kind, entry.subject_id, ""
    code = session.scalar(select(kind.table.c.code).where(kind.table.c.id == entry.subject_id))
    return kind.name, entry.subject_id, code or ""
