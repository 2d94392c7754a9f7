"""Seals: each command in the log carries a sum over itself, its changes and the seal before it.

So whatever is changed, lost or added in the log behind the program's back breaks the chain at its place. A command in
pieces has a seal for each piece, and one more when it is done and its summary is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final, cast

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    String,
    Table,
    bindparam,
    column,
    func,
    insert,
    inspect,
    literal,
    select,
    table,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.store.base import Base
from app.domain.store.digests import change_line, link
from app.domain.store.log import ChangeEntry, CommandEntry, Number, to_plain
from app.domain.store.log_reading import change_of_row, commands
from app.domain.store.types import Document

#: What a seal is of: a command; one whose summary is not yet said; that summary; or the log as an upgrade found it.
COMMAND, UNFINISHED, ENDED, STANDING = "command", "unfinished", "ended", "standing"

_FIELDS: Final = ("seq", "at", "actor_id", "name", "subject_kind", "subject_id", "undoes", "part_of")


class Seal(Base):
    """The seal of an entry in the log. Never altered afterwards."""

    __tablename__ = "log_seal"

    id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    command_seq: Mapped[int] = mapped_column(Number)
    of: Mapped[str] = mapped_column(String(12))
    """command, unfinished, ended or standing."""
    changes: Mapped[int] = mapped_column(Integer)
    """How many changes it covers."""
    seal: Mapped[str] = mapped_column(String(32))
    rewritten: Mapped[dict[str, Any] | None] = mapped_column(Document)
    """Columns by table that an upgrade has written anew: of what was logged before, the log no longer tells them."""


SEAL: Final = cast("Table", Seal.__table__)
_LAST: Final = select(SEAL.c.seal).order_by(SEAL.c.id.desc()).limit(1)
_NEWEST: Final = select(SEAL.c.id, SEAL.c.seal).order_by(SEAL.c.id.desc()).limit(1)
_NEWEST_OF_ALL: Final = text("SELECT id, seal FROM leadline_last_seal()")
_AT: Final = select(SEAL.c.seal).where(SEAL.c.id == bindparam("number"))
_AT_OF_ALL: Final = text("SELECT leadline_seal_at(:number)")
_ADD_FOR_ALL: Final = text("SELECT leadline_add_seal(:command_seq, :of, :changes, :seal)")


def seal_command(session: Session, entry: CommandEntry, lines: Iterable[str]) -> tuple[int, str]:
    """Seal a command that has just been numbered, while no other can be; answers the seal and its number.

    Args:
        session: Its transaction, which holds the log.
        entry: Its entry.
        lines: What the seal covers of each change, in their order.
    """
    of = UNFINISHED if entry.part_of is None and entry.rest is not None else COMMAND
    return _append(session, entry, of, lines)


def seal_end(session: Session, entry: CommandEntry) -> None:
    """Seal what a command in pieces came to, once the last is done."""
    _append(session, entry, ENDED, [])


def covered_fields(entry: Any, of: str) -> list[object]:
    """What a seal covers of a command's own entry."""
    if of == ENDED:
        return [of, entry.seq, entry.summary]
    own = [to_plain(getattr(entry, name)) for name in _FIELDS]
    return [of, *own, entry.summary if of == COMMAND else None]


def newest_seal(session: Session) -> tuple[int, str] | None:
    """The newest seal with its number; ``None`` where there is none yet."""
    found = session.execute(_NEWEST_OF_ALL if _tells_users_apart(session) else _NEWEST).first()
    return None if found is None else (found.id, found.seal)


def seal_at(session: Session, number: int) -> str | None:
    """The seal of a number; ``None`` where there is none."""
    wanted = _AT_OF_ALL if _tells_users_apart(session) else _AT
    found: str | None = session.scalar(wanted, {"number": number})
    return found


def last_seal(connection: Connection) -> str:
    """The newest seal; empty where there is none yet."""
    return connection.scalar(_LAST) or ""


def _tells_users_apart(session: Session) -> bool:
    """Whether the database is a server's, where nobody reads the log of all, and its functions answer about it."""
    return session.get_bind().dialect.name == "postgresql"


def _append(session: Session, entry: CommandEntry, of: str, lines: Iterable[str]) -> tuple[int, str]:
    numbers = count()
    before = newest_seal(session)
    counted = (line for line, _ in zip(lines, numbers, strict=False))
    made = link("" if before is None else before[1], covered_fields(entry, of), counted)
    values = {"command_seq": entry.seq, "of": of, "changes": next(numbers), "seal": made}
    if _tells_users_apart(session):
        return int(session.execute(_ADD_FOR_ALL, values).scalar_one()), made
    return session.execute(insert(SEAL).values(values).returning(SEAL.c.id)).scalar_one(), made


def seal_what_stands(connection: Connection) -> None:
    """Seal a log that was kept without seals, as it is; rows that nothing in it tells of are told of first."""
    _tell_of_rows(connection)
    seals: list[dict[str, Any]] = []
    previous = ""
    for command, changes in commands(connection):
        lines = [change_line(*change_of_row(each)[2:]) for each in changes]
        of = UNFINISHED if command.part_of is None and command.rest is not None else COMMAND
        previous = link(previous, covered_fields(command, of), lines)
        seals.append({"command_seq": command.seq, "of": of, "changes": len(lines), "seal": previous})
    if seals:
        connection.execute(insert(Seal), seals)


def note_rewritten(connection: Connection, columns: Mapping[str, Sequence[str]]) -> None:
    """Note in the chain what an upgrade has written anew without telling the log, as whichever does so has to.

    Args:
        connection: The upgrade's.
        columns: The names of the columns, by that of their table; a star for all.
    """
    seq = connection.scalar(select(func.max(CommandEntry.seq))) or 0
    if seq:
        rewritten = {table: list(names) for table, names in columns.items()}
        made = link(last_seal(connection), [STANDING, seq, rewritten], [])
        values = {"command_seq": seq, "of": STANDING, "changes": 0, "seal": made, "rewritten": rewritten}
        connection.execute(insert(Seal).values(values))


def _tell_of_rows(connection: Connection) -> None:
    """Log the rows that earlier versions made without logging them, as one command of nobody's."""
    names = [name for name in inspect(connection).get_table_names() if _is_followed(connection, name)]
    told = {"table_name": ChangeEntry.table_name, "row_id": ChangeEntry.row_id}
    missing: dict[str, Select[Any]] = {}
    for name in names:
        rows = table(name, column("id"))
        known = select(1).where(told["row_id"] == rows.c.id, told["table_name"] == name)
        missing[name] = select(literal(name), rows.c.id, literal("insert")).where(~known.exists())
    missing = {name: wanted for name, wanted in missing.items() if connection.execute(wanted.limit(1)).first()}
    if not missing:
        return
    entry = {"at": datetime.now(UTC), "name": "upgrade", "summary": "Made by an upgrade of the database."}
    seq = connection.execute(insert(CommandEntry).values(entry).returning(CommandEntry.seq)).scalar_one()
    into = ["command_seq", "table_name", "row_id", "operation"]
    for wanted in missing.values():
        numbered = select(literal(seq), *wanted.subquery().c)
        connection.execute(insert(ChangeEntry).from_select(into, numbered))


def _is_followed(connection: Connection, name: str) -> bool:
    """Whether a table is one of records, which the log follows."""
    columns = {each["name"] for each in inspect(connection).get_columns(name)}
    return {"id", "version", "updated_at"} <= columns and name != "last_look"
