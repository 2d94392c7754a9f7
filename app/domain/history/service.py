"""Use cases of the change log: undo, redo, and a record's history."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.core.errors import Conflict, NotAllowed, NotFound, Refusal
from app.domain.core.outcomes import Outcome
from app.domain.core.roles import UNDO_OF_OTHERS
from app.domain.fields.kinds import KINDS, find_record
from app.domain.history.rows import Happening, HistoryLine
from app.domain.people.linking import names_of
from app.domain.store.base import Base, marked
from app.domain.store.desk import Desk
from app.domain.store.log import HOUSEKEEPING, ChangeEntry, CommandEntry
from app.domain.store.logged import LoggedCommand, command_at, standing
from app.domain.store.undo import Progress, Stopped, last_redoable, last_undoable, tables_by_name, take_back
from app.domain.store.unit import UnitOfWork
from app.words import say, say_many, sentences, told_again

Finder = Callable[[Session, str, Collection[int]], LoggedCommand | None]
"""Finds the command that is in turn, of those of a person, passing over some."""
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
        self._refused: set[int] = set()
        """The commands that could not be reversed when they were in turn, and are passed over from then on."""

    def undo(self, seq: int | None = None, progress: Progress | None = None) -> Outcome:
        """Take back a command.

        A command that cannot be taken back is refused once; whoever asks again gets the one before it.

        Args:
            seq: Its number; ``None`` for this user's newest that still stands.
            progress: Is told how far it has come.

        Raises:
            NotAllowed: There is none, it was taken back already, or something later rests on it.
            Stopped: The progress was answered so.
        """
        if seq is None:
            return self._newest("undo", last_undoable, progress)
        with self._desk.write("undo") as unit:
            outcome = self._reverse(unit, command_at(unit.session, seq), progress)
        return replace(outcome, seq=unit.seq)

    def redo(self, progress: Progress | None = None) -> Outcome:
        """Do again what this user undid last; one that cannot be done again is refused once, as with undo.

        Args:
            progress: Is told how far it has come.

        Raises:
            NotAllowed: Nothing was undone, or something was done since.
            Stopped: The progress was answered so.
        """
        return self._newest("redo", last_redoable, progress)

    def _newest(self, word: str, find: Finder, progress: Progress | None) -> Outcome:
        """Reverse the newest command that can be, of those that are in turn.

        Raises:
            NotAllowed: There is none, or it is refused for the first time.
        """
        refused: dict[int, str] = {}
        while True:
            command = None
            try:
                with self._desk.write(word) as unit:
                    command = find(unit.session, self._desk.actor.id, refused)
                    if command is None:
                        raise _nothing(word, refused)
                    outcome = self._reverse(unit, command, progress)
            except (NotAllowed, Conflict, NotFound) as refusal:
                if command is None or isinstance(refusal, Stopped):
                    raise
                if command.seq not in self._refused:
                    self._refused.add(command.seq)
                    raise self._with_way_out(refusal, find, {*refused, command.seq}) from refusal
                refused[command.seq] = command.summary
            else:
                return replace(outcome, seq=unit.seq, message=sentences(outcome.message, *_kept(refused)))

    def _with_way_out(self, refusal: Refusal, find: Finder, refused: Collection[int]) -> Refusal:
        """A refusal that also says what comes in turn when it is asked again."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            following = find(session, self._desk.actor.id, refused)
        if following is not None:
            way_out = say(
                "Once more goes on to “{summary}”: leadline undo {number}",
                summary=following.summary,
                number=following.seq,
            )
            hint = refusal.hint or ""
            refusal.hint = sentences(hint if hint.endswith(".") or not hint else say("{hint}.", hint=hint), way_out)
        return refusal

    def _reverse(self, unit: UnitOfWork, command: LoggedCommand, progress: Progress | None) -> Outcome:
        _refuse_setup(command)
        if command.actor_id not in (None, self._desk.actor.id):
            self._desk.require(UNDO_OF_OTHERS)
        original, undone = command, True
        while original.undoes is not None:
            original = command_at(unit.session, original.undoes)
            undone = not undone
        self._desk.require(original.name)
        shared = take_back(unit, command, tables_by_name(), progress)
        self._work_out(unit, shared)
        what = original.summary or original.name
        message = say("Undone: {what}", what=what) if undone else say("Redone: {what}", what=what)
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

    def since(self, seq: int) -> tuple[Happening, ...]:
        """What was done after a place in the log, by anybody, oldest first; pieces of a command are left out."""
        database = self._desk.database
        ids: dict[int, frozenset[str]] = {}
        while changes := database.changes_since(max(ids, default=seq)):
            ids |= {each.seq: each.rows.union(*(row.names for row in each.touched)) for each in changes}
        with self._desk.read() as reader, Session(reader.connection) as session:
            entries = session.scalars(
                select(CommandEntry)
                .where(CommandEntry.seq > seq, CommandEntry.part_of.is_(None))
                .order_by(CommandEntry.seq)
            ).all()
            return tuple(
                Happening(
                    each.seq,
                    each.name,
                    each.undoes,
                    each.subject_kind or "",
                    each.subject_id or "",
                    ids.get(each.seq, frozenset()),
                    told_again(each.said, each.summary),
                    each.actor_id or "",
                )
                for each in entries
            )

    def recent(self, limit: int = 50) -> tuple[HistoryLine, ...]:
        """The newest commands, newest first."""
        with self._desk.read() as reader, Session(reader.connection) as session:
            entries = session.scalars(
                select(CommandEntry)
                .where(CommandEntry.part_of.is_(None))
                .order_by(CommandEntry.seq.desc())
                .limit(limit)
            ).all()
            return _lines(session, entries, {})

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
            return _lines(session, entries, _changes(session, record_id, [each.seq for each in entries]))


def _refuse_setup(command: LoggedCommand) -> None:
    """Refuse to take back what every record and everybody's work stands on."""
    if command.name == SETUP:
        raise NotAllowed(
            say("“{summary}” cannot be undone: everything in this database stands on it.", summary=command.summary),
            hint=say("Begin anew with a database of another name: leadline --db FILE."),
        )


def _nothing(word: str, refused: Mapping[int, str]) -> NotAllowed:
    if refused:
        message = say("There is nothing else to undo.") if word == "undo" else say("There is nothing else to redo.")
    else:
        message = say("There is nothing to undo.") if word == "undo" else say("There is nothing to redo.")
    return NotAllowed(sentences(message, *_kept(refused)))


def _kept(refused: Mapping[int, str]) -> Iterator[str]:
    """What is said of commands that were passed over."""
    if len(refused) == 1:
        yield from (say("“{summary}” stays as it is.", summary=summary) for summary in refused.values())
    elif refused:
        yield say_many("{n} later one stays as it is.", "{n} later ones stay as they are.", len(refused))


def _lines(
    session: Session, entries: Sequence[CommandEntry], changes: Mapping[int, Changes]
) -> tuple[HistoryLine, ...]:
    who = names_of(session, (each.actor_id for each in entries))
    stand = standing(session, (each.seq for each in entries))
    return tuple(
        HistoryLine(
            each.seq,
            each.at,
            who.get(each.actor_id),
            each.name,
            told_again(each.said, each.summary),
            each.seq in stand,
            changes.get(each.seq, ()),
        )
        for each in entries
    )


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
