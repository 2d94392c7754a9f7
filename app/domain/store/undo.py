"""Undo and redo of any command, from the change log alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, Table, delete, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.domain.core.errors import NotAllowed, NotFound
from app.domain.store.base import Base, hanging_tables, marked
from app.domain.store.folded import FOLDED, folded_texts
from app.domain.store.locks import hold_rows
from app.domain.store.log import HOUSEKEEPING, ChangeEntry, CommandEntry, from_plain, to_plain
from app.domain.store.unit import UnitOfWork

#: Rows handled by one statement, below SQLite's limit of bound parameters.
BATCH = 400


@dataclass(frozen=True, slots=True)
class LoggedCommand:
    """A command as the log tells of it, with all its pieces."""

    seq: int
    at: datetime
    actor_id: str | None
    name: str
    summary: str
    undoes: int | None


@dataclass(frozen=True, slots=True)
class TakingBack:
    """A command is about to be undone; a reaction prevents it by raising a refusal."""

    command: LoggedCommand


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A command has been undone, and the transaction is still open; a reaction prevents it by raising a refusal."""

    command: LoggedCommand


def last_undoable(session: Session, actor_id: str | None) -> LoggedCommand | None:
    """The newest command of this person that still stands."""
    return _newest(session, actor_id, undos=False)


def last_redoable(session: Session, actor_id: str | None) -> LoggedCommand | None:
    """The newest undo of this person that still stands and that no later command has overtaken."""
    undone = _newest(session, actor_id, undos=True)
    done = _newest(session, actor_id, undos=False, ever=True)
    if undone is None or (done is not None and done.seq > undone.seq):
        return None
    return undone


def _newest(session: Session, actor_id: str | None, *, undos: bool, ever: bool = False) -> LoggedCommand | None:
    """The newest ordinary command, or the newest undo of one, that stands."""
    entry, target = CommandEntry, aliased(CommandEntry)
    wanted = select(entry).where(entry.actor_id == actor_id, entry.part_of.is_(None))
    if undos:
        ordinary = select(target.seq).where(target.undoes.is_(None))
        wanted = wanted.where(entry.undoes.in_(ordinary))
    else:
        wanted = wanted.where(entry.undoes.is_(None))
    with session.execute(wanted.order_by(entry.seq.desc()).execution_options(yield_per=50)) as found:
        for candidate in found.scalars():
            if ever or stands(session, candidate.seq):
                return _logged(candidate)
    return None


def stands(session: Session, seq: int) -> bool:
    """Whether a command is in effect: no undo of it is in effect."""
    undos = session.scalars(select(CommandEntry.seq).where(CommandEntry.undoes == seq)).all()
    return not any(stands(session, undo) for undo in undos)


def command_at(session: Session, seq: int) -> LoggedCommand:
    """The command with that number, or of which that is a piece.

    Raises:
        NotFound: There is none.
    """
    entry = session.get(CommandEntry, seq)
    if entry is None:
        raise NotFound(f"There is no command {seq} in the log.", hint="leadline history lists them.")
    return _logged(entry if entry.part_of is None else session.get_one(CommandEntry, entry.part_of))


def whole(session: Session, seq: int) -> CommandEntry:
    """The entry that stands for a command in pieces, held, so that no other piece or undo comes between.

    Raises:
        NotAllowed: The command was taken back.
    """
    entry = session.get_one(CommandEntry, seq, with_for_update=True)
    if not stands(session, seq):
        raise NotAllowed(f"“{entry.summary}” was undone meanwhile; nothing of it is left.")
    return entry


def unfinished(session: Session) -> list[CommandEntry]:
    """The commands in pieces that stand and are not done, or were broken off, oldest first."""
    found = session.scalars(select(CommandEntry).where(CommandEntry.rest.is_not(None)).order_by(CommandEntry.seq))
    return [entry for entry in found if stands(session, entry.seq)]


def _pieces(seq: int) -> Select[int]:
    """The numbers of a command and its further pieces."""
    return select(CommandEntry.seq).where(or_(CommandEntry.seq == seq, CommandEntry.part_of == seq))


def _logged(entry: CommandEntry) -> LoggedCommand:
    return LoggedCommand(entry.seq, entry.at, entry.actor_id, entry.name, entry.summary, entry.undoes)


def take_back(unit: UnitOfWork, command: LoggedCommand, tables: dict[str, Table]) -> list[tuple[str, str]]:
    """Reverse every change of a command inside a new one.

    Args:
        unit: The new command.
        command: The one to take back; an undo taken back is a redo.
        tables: The tables by name.

    Returns:
        Table and id of each row that something later changed too, whose following columns are to be worked out anew.

    Raises:
        NotAllowed: It was taken back already, or what it touched was changed since.
    """
    session = unit.session
    _hold_rows(session, command, tables)
    unit.publish(TakingBack(command))
    if not stands(session, command.seq):
        raise NotAllowed(f"Command {command.seq} was undone already.")
    _refuse_if_overtaken(session, command, tables)
    _refuse_if_rested_on(session, command, tables)
    unit.undoes = command.seq
    entries = session.execute(
        select(
            ChangeEntry.table_name,
            ChangeEntry.row_id,
            ChangeEntry.operation,
            ChangeEntry.before,
            ChangeEntry.after,
        )
        .where(ChangeEntry.command_seq.in_(_pieces(command.seq)))
        .order_by(ChangeEntry.seq.desc())
    ).all()
    run: list[str] = []
    shared: list[tuple[str, str]] = []
    for index, (name, row_id, operation, before, after) in enumerate(entries):
        table = tables[name]
        if operation == "insert":
            run.append(row_id)
            following = entries[index + 1] if index + 1 < len(entries) else None
            if len(run) == BATCH or following is None or (following[0], following[2]) != (name, "insert"):
                _remove(unit, table, run)
                run = []
        elif operation == "update":
            if not _restore(unit, table, row_id, _known(table, before), _known(table, after)):
                shared.append((name, row_id))
        else:
            _bring_back(unit, table, row_id, _known(table, before))
    unit.publish(TakenBack(command))
    return shared


def _known(table: Table, image: dict[str, Any] | None) -> dict[str, Any]:
    """An image without the columns that a table had when an older version logged it, and has no more."""
    return {name: value for name, value in (image or {}).items() if name in table.c}


def _hold_rows(session: Session, command: LoggedCommand, tables: dict[str, Table]) -> None:
    """Hold the command itself and every row it touched, so that nobody changes one or takes it back meanwhile."""
    session.execute(select(CommandEntry.seq).where(CommandEntry.seq == command.seq).with_for_update())
    touched = select(ChangeEntry.table_name, ChangeEntry.row_id).where(
        ChangeEntry.command_seq.in_(_pieces(command.seq))
    )
    rows = sorted({(name, row_id) for name, row_id in session.execute(touched)})
    for name, run in groupby(rows, key=itemgetter(0)):
        hold_rows(session, tables[name], [row_id for _, row_id in run])


def _refuse_if_overtaken(session: Session, command: LoggedCommand, tables: dict[str, Table]) -> None:
    """Refuse when a later command that still stands changed the same columns of the same rows."""
    mine, later = aliased(ChangeEntry), aliased(ChangeEntry)
    overlaps = session.execute(
        select(later.command_seq, mine.operation, mine.after, later.operation, later.after, later.table_name)
        .join(later, (later.row_id == mine.row_id) & (later.command_seq > mine.command_seq))
        .where(mine.command_seq.in_(_pieces(command.seq)), later.command_seq.not_in(_pieces(command.seq)))
        .order_by(later.command_seq)
    )
    cleared: dict[int, bool] = {}
    for seq, my_operation, my_after, operation, after, name in overlaps:
        if seq not in cleared:
            other = command_at(session, seq)
            cleared[seq] = other.undoes is not None or not stands(session, other.seq)
        if cleared[seq]:
            continue
        touched = set(after or ()) - HOUSEKEEPING - marked(tables[name], "follows")
        if my_operation == operation == "update" and not touched & set(my_after or ()):
            continue
        raise _overtaken(command, command_at(session, seq))


def _refuse_if_rested_on(session: Session, command: LoggedCommand, tables: dict[str, Table]) -> None:
    """Refuse when something was added later to a record that the command made, and would lose its record.

    What hangs on a record of any kind (activities, stakeholders, competitors) names it without a foreign key.
    """
    made, later = aliased(ChangeEntry), aliased(ChangeEntry)
    for table in hanging_tables(tables):
        rested = session.execute(
            select(later.command_seq)
            .join(table, table.c.id == later.row_id)
            .join(made, made.row_id == table.c.record_id)
            .join(CommandEntry, CommandEntry.seq == later.command_seq)
            .where(
                made.command_seq.in_(_pieces(command.seq)),
                made.operation == "insert",
                later.operation == "insert",
                later.command_seq > made.command_seq,
                later.command_seq.not_in(_pieces(command.seq)),
                CommandEntry.undoes.is_(None),  # a redo only brings back what some command made before
            )
            .order_by(later.command_seq)
            .limit(1)
        ).scalar()
        if rested is not None:
            raise _overtaken(command, command_at(session, rested))


def _overtaken(command: LoggedCommand, other: LoggedCommand) -> NotAllowed:
    return NotAllowed(
        f"“{command.summary}” cannot be undone: it was followed by “{other.summary}”.",
        hint=f"Undo that first: leadline undo {other.seq}",
    )


def _current(session: Session, table: Table, ids: list[str]) -> list[dict[str, Any]]:
    rows = session.execute(select(table).where(table.c.id.in_(ids))).mappings()
    return [dict(row) for row in rows]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: to_plain(value) for name, value in row.items()}


def _remove(unit: UnitOfWork, table: Table, ids: list[str]) -> None:
    for row in _current(unit.session, table, ids):
        unit.note(table.name, row["id"], "delete", _plain(row), None)
    unit.session.execute(delete(table).where(table.c.id.in_(ids)))


def _restore(unit: UnitOfWork, table: Table, row_id: str, before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Put back the columns a command changed; whether they were all as it had left them.

    Derived columns that a later command changed as well are left alone.
    """
    rows = _current(unit.session, table, [row_id])
    if not rows:
        raise NotAllowed("What this command changed is no longer there.")
    now = _plain(rows[0])
    follows = marked(table, "follows") - {FOLDED}
    moved = {name for name in follows & set(before) if now[name] != after.get(name)}
    image = {name: value for name, value in before.items() if name not in HOUSEKEEPING | moved}
    if FOLDED in table.c:
        image[FOLDED] = folded_texts(table, {**now, **image})
    image |= {"version": now["version"] + 1, "updated_at": to_plain(unit.now)}
    unit.session.execute(update(table).where(table.c.id == row_id).values(from_plain(table, image)))
    unit.note(table.name, row_id, "update", {name: now[name] for name in image}, image)
    return not moved


def _bring_back(unit: UnitOfWork, table: Table, row_id: str, before: dict[str, Any]) -> None:
    image = before | {"version": before["version"] + 1}
    if FOLDED in table.c:
        image[FOLDED] = folded_texts(table, image)
    unit.session.execute(insert(table).values(from_plain(table, image)))
    unit.note(table.name, row_id, "insert", None, image)


def tables_by_name() -> dict[str, Table]:
    """Every table, by its name."""
    return dict(Base.metadata.tables)
