"""Counters: the numbers that short codes are made of."""

from __future__ import annotations

from sqlalchemy import BigInteger, String, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.core.ids import code_for
from app.domain.store.base import Base


class Counter(Base):
    """The last number given out for a kind of record."""

    __tablename__ = "counter"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


def next_codes(session: Session, prefix: str, count: int = 1) -> list[str]:
    """Short codes never given out before, such as ``LEAD-7Q3F``.

    On PostgreSQL they are reserved at once, in a transaction of their own, so that nobody waits for a number until
    this command ends; one that fails leaves a gap. On SQLite it gives them back.

    Args:
        session: The transaction they are for.
        prefix: The kind's prefix, such as ``LEAD``.
        count: How many.
    """
    bind = session.get_bind()
    if bind.dialect.name == "postgresql":
        with bind.engine.begin() as own:
            own.exec_driver_sql(_NEED_NOT_WAIT)
            end = int(own.execute(_RESERVE_FOR_ALL, {"kind": prefix, "count": count}).scalar_one())
    else:
        end = int(session.execute(_RESERVE, {"kind": prefix, "count": count}).scalar_one())
    return [code_for(prefix, number) for number in range(end - count, end)]


#: PostgreSQL writes its log in order: once a record is on the disk, so is the earlier commit that took its number.
_NEED_NOT_WAIT = "SET LOCAL synchronous_commit = off"
_RESERVE = text(
    "INSERT INTO counter (kind, value) VALUES (:kind, :count) "
    "ON CONFLICT (kind) DO UPDATE SET value = counter.value + :count RETURNING value"
)
#: The same by a function of the server's, since users of one do not see each other's numbers.
_RESERVE_FOR_ALL = text("SELECT leadline_reserve(:kind, :count)")


def next_code(session: Session, prefix: str) -> str:
    """One short code never given out before."""
    return next_codes(session, prefix)[0]
