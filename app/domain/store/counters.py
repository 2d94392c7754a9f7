"""Counters: the numbers that short codes are made of."""

from __future__ import annotations

from sqlalchemy import BigInteger, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.core.ids import code_for
from app.domain.store.base import Base


class Counter(Base):
    """The last number given out for a kind of record."""

    __tablename__ = "counter"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


def next_codes(session: Session, prefix: str, count: int = 1) -> list[str]:
    """Short codes never given out before, such as ``LEAD-7Q3F``; a transaction that fails gives them back.

    Args:
        session: The transaction they are reserved in.
        prefix: The kind's prefix, such as ``LEAD``.
        count: How many.
    """
    counter = session.scalar(select(Counter).where(Counter.kind == prefix).with_for_update())
    if counter is None:
        counter = Counter(kind=prefix, value=0)
        session.add(counter)
    first = counter.value
    counter.value = first + count
    session.flush()
    return [code_for(prefix, number) for number in range(first, first + count)]


def next_code(session: Session, prefix: str) -> str:
    """One short code never given out before."""
    return next_codes(session, prefix)[0]
