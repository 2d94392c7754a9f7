"""Undo and redo of any command, from the change log alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.core.errors import NotAllowed
from app.domain.store.base import Base
from app.domain.store.locks import hold_rows
from app.domain.store.log import ChangeEntry, CommandEntry
from app.domain.store.logged import LoggedCommand, logged, pieces, stands
from app.domain.store.overtaken import refuse_if_overtaken
from app.domain.store.restoring import LoggedChange, Restoring
from app.domain.store.unit import UnitOfWork

Progress = Callable[[int, int], bool]
"""Is told how many changes are taken back, and of how many; answers whether to go on. If not, nothing has changed."""

#: Changes that are taken back at once.
PORTION = 2000


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
                return logged(candidate)
    return None


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


def take_back(
    unit: UnitOfWork, command: LoggedCommand, tables: dict[str, Table], progress: Progress | None = None
) -> list[tuple[str, str]]:
    """Reverse every change of a command inside a new one.

    Args:
        unit: The new command.
        command: The one to take back; an undo taken back is a redo.
        tables: The tables by name.
        progress: Is told how far it has come.

    Returns:
        Table and id of each row that something later changed too, whose following columns are to be worked out anew.

    Raises:
        NotAllowed: It was taken back already, what it touched was changed since, or it was stopped.
    """
    session = unit.session
    _hold_rows(session, command, tables)
    unit.publish(TakingBack(command))
    if not stands(session, command.seq):
        raise NotAllowed(f"Command {command.seq} was undone already.")
    refuse_if_overtaken(session, command, tables)
    unit.undoes = command.seq
    restoring = Restoring(unit, tables)
    done, total = 0, _count(session, command) if progress else 0
    changes = _newest_first(session, command)
    while portion := list(islice(changes, PORTION)):
        restoring.take(portion)
        done += len(portion)
        if progress is not None and not progress(done, total):
            raise NotAllowed(f"“{command.summary}” stays as it is: it was stopped.")
    unit.publish(TakenBack(command))
    return restoring.shared


def _newest_first(session: Session, command: LoggedCommand) -> Iterator[LoggedChange]:
    """The changes of a command, newest first, read as they are needed."""
    columns = (
        ChangeEntry.table_name,
        ChangeEntry.row_id,
        ChangeEntry.operation,
        ChangeEntry.before,
        ChangeEntry.after,
    )
    for piece in session.scalars(pieces(command.seq).order_by(CommandEntry.seq.desc())).all():
        found = select(*columns).where(ChangeEntry.command_seq == piece).order_by(ChangeEntry.seq.desc())
        with session.execute(found.execution_options(yield_per=PORTION)) as rows:
            yield from map(LoggedChange._make, rows)


def _count(session: Session, command: LoggedCommand) -> int:
    """How many changes a command has."""
    counted = select(func.count()).select_from(ChangeEntry).where(ChangeEntry.command_seq.in_(pieces(command.seq)))
    return session.scalar(counted) or 0


def _hold_rows(session: Session, command: LoggedCommand, tables: dict[str, Table]) -> None:
    """Hold the command itself and every row it touched, so that nobody changes one or takes it back meanwhile."""
    session.execute(select(CommandEntry.seq).where(CommandEntry.seq == command.seq).with_for_update())
    of_command = ChangeEntry.command_seq.in_(pieces(command.seq))
    for name in session.scalars(select(ChangeEntry.table_name).where(of_command).distinct()).all():
        hold_rows(session, tables[name], select(ChangeEntry.row_id).where(of_command, ChangeEntry.table_name == name))


def tables_by_name() -> dict[str, Table]:
    """Every table, by its name."""
    return dict(Base.metadata.tables)
