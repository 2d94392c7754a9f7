"""Undo and redo of any command, from the change log alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Select, Table, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.core.errors import NotAllowed
from app.domain.store.base import Base
from app.domain.store.locks import hold_rows
from app.domain.store.log import ChangeEntry, CommandEntry
from app.domain.store.logged import LoggedCommand, logged, pieces, standing, stands
from app.domain.store.overtaken import refuse_if_overtaken
from app.domain.store.restoring import LoggedChange, Restoring
from app.domain.store.unit import UnitOfWork
from app.words import say, told_again

Progress = Callable[[int, int], bool]
"""Is told how many changes are taken back, and of how many; answers whether to go on. If not, nothing has changed."""

#: Changes that are taken back at once.
PORTION = 2000
#: Commands that are looked at together for the newest that stands.
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class TakingBack:
    """A command is about to be undone; a reaction prevents it by raising a refusal."""

    command: LoggedCommand


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A command has been undone, and the transaction is still open; a reaction prevents it by raising a refusal."""

    command: LoggedCommand


class Stopped(NotAllowed):
    """Whoever was told of the progress did not want to go on; nothing has changed."""


def last_undoable(session: Session, actor_id: str | None, passing_over: Collection[int] = ()) -> LoggedCommand | None:
    """The newest command of this person that still stands.

    Args:
        session: Where to look.
        actor_id: Whose.
        passing_over: Commands that are not meant.
    """
    return _newest(session, _of(actor_id).where(CommandEntry.undoes.is_(None)), passing_over)


def last_redoable(session: Session, actor_id: str | None, passing_over: Collection[int] = ()) -> LoggedCommand | None:
    """The newest undo of this person that still stands and that no later command has overtaken.

    Args:
        session: Where to look.
        actor_id: Whose.
        passing_over: Undos that are not meant.
    """
    target = aliased(CommandEntry)
    ordinary = select(target.seq).where(target.undoes.is_(None))
    undone = _newest(session, _of(actor_id).where(CommandEntry.undoes.in_(ordinary)), passing_over)
    done = session.scalar(_of(actor_id).where(CommandEntry.undoes.is_(None)).limit(1))
    return None if undone is None or (done is not None and done.seq > undone.seq) else undone


def _of(actor_id: str | None) -> Select[CommandEntry]:
    """The commands of a person that changed something, newest first."""
    changed = select(ChangeEntry.seq).where(ChangeEntry.command_seq == CommandEntry.seq).exists()
    own = select(CommandEntry).where(CommandEntry.actor_id == actor_id, CommandEntry.part_of.is_(None), changed)
    return own.order_by(CommandEntry.seq.desc())


def _newest(session: Session, wanted: Select[CommandEntry], passing_over: Collection[int]) -> LoggedCommand | None:
    """The first command of several that stands and is meant."""
    with session.execute(wanted.execution_options(yield_per=_LOOKED_AT)) as found:
        for some in found.scalars().partitions():
            stand = standing(session, (each.seq for each in some))
            for candidate in some:
                if candidate.seq in stand and candidate.seq not in passing_over:
                    return logged(candidate)
    return None


def whole(session: Session, seq: int) -> CommandEntry:
    """The entry that stands for a command in pieces, held, so that no other piece or undo comes between.

    Raises:
        NotAllowed: The command was taken back.
    """
    entry = session.get_one(CommandEntry, seq, with_for_update=True)
    if not stands(session, seq):
        raise NotAllowed(
            say(
                "“{summary}” was undone meanwhile; nothing of it is left.",
                summary=told_again(entry.said, entry.summary),
            )
        )
    return entry


def unfinished(session: Session) -> list[CommandEntry]:
    """The commands in pieces that stand and are not done, or were broken off, oldest first."""
    wanted = select(CommandEntry).where(CommandEntry.rest.is_not(None)).order_by(CommandEntry.seq)
    found = session.scalars(wanted).all()
    stand = standing(session, (entry.seq for entry in found))
    return [entry for entry in found if entry.seq in stand]


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
        NotAllowed: It was taken back already, what it touched was changed since, or nothing of it is left.
        Stopped: Whoever is told of the progress did not want to go on.
    """
    session = unit.session
    _hold_rows(session, command, tables)
    unit.publish(TakingBack(command))
    if not stands(session, command.seq):
        raise NotAllowed(say("Command {seq} was undone already.", seq=command.seq))
    refuse_if_overtaken(session, command, tables)
    unit.undoes = command.seq
    restoring = Restoring(unit, tables)
    done, total = 0, _count(session, command) if progress else 0
    changes = _newest_first(session, command)
    while portion := list(islice(changes, PORTION)):
        restoring.take(portion)
        done += len(portion)
        if progress is not None and not progress(done, total):
            raise Stopped(say("“{summary}” stays as it is: taking it back was stopped.", summary=command.summary))
    if not restoring.rows:
        raise NotAllowed(say("“{summary}” left nothing behind that could be taken back.", summary=command.summary))
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
