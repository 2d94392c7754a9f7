"""Locks: what keeps commands that run side by side on PostgreSQL from spoiling each other's work.

SQLite lets one command write at a time, so nothing here does anything there. On PostgreSQL a command holds, until it
ends, the rows it loaded as records, and by name what no row stands for; the log it holds only while it is committed.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BigInteger, Connection, Select, Table, bindparam, event, func, select
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.interfaces import ORMColumnDescription

from app.domain.store.base import Record

#: Held from numbering to commit: numbers follow the order of commits, so reading on from a number misses none.
_LOG = "command_log"
_LOOKED_UP = "looked_up"
_HOLD = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("name"), 0, type_=BigInteger())))


def lock_what_is_loaded(session: Session, looked_up: Collection[str] = ()) -> None:
    """Have a command's session lock each record as it loads it: whoever comes second sees what the first has done.

    Kinds that commands nearly always only look up (``Record.looked_up``) are not locked; their versions guard them.

    Args:
        session: The command's.
        looked_up: Tables of which whoever works may change nothing, so that the server lets them lock nothing.
    """
    if _runs_side_by_side(session):
        session.info[_LOOKED_UP] = frozenset(looked_up)
        event.listen(session, "do_orm_execute", _lock)


def hold(asked: Session | Connection, name: str) -> None:
    """Let one transaction at a time do what a name says, where no row yet stands for it."""
    if _runs_side_by_side(asked):
        asked.execute(_HOLD, {"name": f"leadline:{name}"})


def hold_rows(session: Session, table: Table, ids: Select[str]) -> None:
    """Hold rows that are changed by statements of the caller's own, in the order of their identities."""
    if _runs_side_by_side(session) and table.name not in session.info.get(_LOOKED_UP, ()):
        held = select(table.c.id).where(table.c.id.in_(ids)).order_by(table.c.id).with_for_update(key_share=True)
        session.execute(select(func.count()).select_from(held.subquery()))


def hold_log(session: Session) -> None:
    """Have the commands that end at the same moment enter the log one after the other."""
    hold(session, _LOG)


def _runs_side_by_side(asked: Session | Connection) -> bool:
    dialect = asked.dialect if isinstance(asked, Connection) else asked.get_bind().dialect
    return dialect.name == "postgresql"


def _may_lock(session: Session, kind: type[Record]) -> bool:
    return not kind.looked_up and kind.__tablename__ not in session.info.get(_LOOKED_UP, ())


def _lock(state: ORMExecuteState) -> None:
    if not state.is_select or state.is_column_load or state.is_relationship_load:
        return
    statement = state.statement
    chosen: list[ORMColumnDescription] = list(getattr(statement, "column_descriptions", ()))
    kind = chosen[0]["expr"] if len(chosen) == 1 else None
    if isinstance(kind, type) and issubclass(kind, Record) and _may_lock(state.session, kind):
        state.statement = statement.with_for_update(of=kind, key_share=True)  # type: ignore[attr-defined]
