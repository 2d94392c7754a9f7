"""Commands as the log tells of them: finding one, what it is a piece of, and whether it is in effect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.domain.core.errors import NotFound
from app.domain.store.log import CommandEntry
from app.words import say, told_again


@dataclass(frozen=True, slots=True)
class LoggedCommand:
    """A command as the log tells of it, with all its pieces."""

    seq: int
    at: datetime
    actor_id: str | None
    name: str
    summary: str
    undoes: int | None


def stands(session: Session, seq: int) -> bool:
    """Whether a command is in effect: no undo of it is in effect."""
    return seq in standing(session, (seq,))


def standing(session: Session, seqs: Iterable[int]) -> set[int]:
    """Those of some commands that are in effect."""
    asked = set(seqs)
    undos: dict[int, list[int]] = {seq: [] for seq in asked}
    newly = list(asked)
    while newly:
        found = session.execute(select(CommandEntry.undoes, CommandEntry.seq).where(CommandEntry.undoes.in_(newly)))
        newly = []
        for target, undo in found:
            undos[target or 0].append(undo)
            undos[undo] = []
            newly.append(undo)
    stand: dict[int, bool] = {}
    for seq in sorted(undos, reverse=True):  # an undo comes after what it undoes
        stand[seq] = not any(stand[undo] for undo in undos[seq])
    return {seq for seq in asked if stand[seq]}


def command_at(session: Session, seq: int) -> LoggedCommand:
    """The command with that number, or of which that is a piece.

    Raises:
        NotFound: There is none.
    """
    entry = session.get(CommandEntry, seq)
    if entry is None:
        raise NotFound(say("There is no command {seq} in the log.", seq=seq), hint=say("leadline history lists them."))
    return logged(entry if entry.part_of is None else session.get_one(CommandEntry, entry.part_of))


def logged(entry: CommandEntry) -> LoggedCommand:
    """What an entry that stands for a command tells of it."""
    return LoggedCommand(
        entry.seq, entry.at, entry.actor_id, entry.name, told_again(entry.said, entry.summary), entry.undoes
    )


def pieces(seq: int) -> Select[int]:
    """The numbers of a command and its further pieces."""
    return select(CommandEntry.seq).where(or_(CommandEntry.seq == seq, CommandEntry.part_of == seq))
