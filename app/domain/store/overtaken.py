"""Overtaken: what was done later to the rows of a command, and keeps it from being taken back."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Table, select
from sqlalchemy.orm import Session, aliased

from app.domain.core.errors import NotAllowed
from app.domain.store.base import hanging_tables, marked
from app.domain.store.log import HOUSEKEEPING, ChangeEntry, CommandEntry
from app.domain.store.logged import LoggedCommand, command_at, pieces, stands
from app.words import say


def refuse_if_overtaken(session: Session, command: LoggedCommand, tables: dict[str, Table]) -> None:
    """Refuse to take back a command on which a later one that still stands has built.

    Undos and redos are no such commands: they only put back what an earlier one left.

    Raises:
        NotAllowed: It names the later one.
    """
    later = select(CommandEntry.seq).where(
        CommandEntry.seq > command.seq, CommandEntry.undoes.is_(None), CommandEntry.seq.not_in(pieces(command.seq))
    )
    if session.scalar(later.limit(1)) is None:
        return
    for seq in _overlapping(session, command):
        if _changed_the_same(session, command, seq, tables):
            raise _overtaken(session, command, seq)
    for table in hanging_tables(tables):
        rested = _resting(session, command, table)
        if rested is not None:
            raise _overtaken(session, command, rested)


def _overlapping(session: Session, command: LoggedCommand) -> Iterator[int]:
    """The later commands, or pieces of one, that touched rows of this one and stand; the earliest first."""
    mine, later = aliased(ChangeEntry), aliased(ChangeEntry)
    found = session.scalars(
        select(later.command_seq)
        .join(mine, (later.row_id == mine.row_id) & (later.command_seq > mine.command_seq))
        .outerjoin(CommandEntry, CommandEntry.seq == later.command_seq)
        .where(
            mine.command_seq.in_(pieces(command.seq)),
            later.command_seq.not_in(pieces(command.seq)),
            CommandEntry.undoes.is_(None),
        )
        .distinct()
        .order_by(later.command_seq)
    ).all()
    return (seq for seq in found if not _is_told(session, seq) or stands(session, command_at(session, seq).seq))


def _is_told(session: Session, seq: int) -> bool:
    """Whether the log tells whoever works of a command; a server keeps from them what is others' alone."""
    return session.get(CommandEntry, seq) is not None


def _changed_the_same(session: Session, command: LoggedCommand, seq: int, tables: dict[str, Table]) -> bool:
    """Whether a later command changed the same columns of the same rows; derived ones do not count."""
    mine, later = aliased(ChangeEntry), aliased(ChangeEntry)
    overlaps = session.execute(
        select(mine.operation, mine.after, later.operation, later.after, later.table_name)
        .join(later, (later.row_id == mine.row_id) & (later.command_seq > mine.command_seq))
        .where(mine.command_seq.in_(pieces(command.seq)), later.command_seq == seq)
        .execution_options(yield_per=1000)
    )
    with overlaps:
        for my_operation, my_after, operation, after, name in overlaps:
            touched = set(after or ()) - HOUSEKEEPING - marked(tables[name], "follows")
            if not (my_operation == operation == "update") or touched & set(my_after or ()):
                return True
    return False


def _resting(session: Session, command: LoggedCommand, table: Table) -> int | None:
    """The first later command that added to this table what hangs on a record that the command made.

    What hangs on a record of any kind (activities, stakeholders, competitors) names it without a foreign key, and
    would lose it.
    """
    made, later = aliased(ChangeEntry), aliased(ChangeEntry)
    return session.execute(
        select(later.command_seq)
        .join(table, table.c.id == later.row_id)
        .join(made, made.row_id == table.c.record_id)
        .join(CommandEntry, CommandEntry.seq == later.command_seq)
        .where(
            made.command_seq.in_(pieces(command.seq)),
            made.operation == "insert",
            later.operation == "insert",
            later.command_seq > made.command_seq,
            later.command_seq.not_in(pieces(command.seq)),
            CommandEntry.undoes.is_(None),
        )
        .order_by(later.command_seq)
        .limit(1)
    ).scalar()


def _overtaken(session: Session, command: LoggedCommand, seq: int) -> NotAllowed:
    if not _is_told(session, seq):
        return NotAllowed(
            say("“{done}” cannot be undone: others changed the same since.", done=command.summary),
            hint=say("Ask a manager."),
        )
    other = command_at(session, seq)
    message = (
        say("“{done}” cannot be undone: it was followed by “{later}”.", done=command.summary, later=other.summary)
        if command.undoes is None
        else say(
            "“{done}” cannot be taken back: it was followed by “{later}”.", done=command.summary, later=other.summary
        )
    )
    return NotAllowed(
        message,
        hint=say("Undo that first: leadline undo {seq}", seq=other.seq),
    )
