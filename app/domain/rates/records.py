"""The stored truth about exchange rates."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.store.base import Record
from app.domain.store.types import Code, Line


class ExchangeRate(Record):
    """What one unit of a currency is worth in the workspace's own, from a day on."""

    __tablename__ = "exchange_rate"
    __table_args__ = (Index("uq_exchange_rate_currency_day", "currency", "from_day", unique=True),)

    currency: Mapped[Code]
    """ISO 4217 code."""
    base: Mapped[Code]
    """The currency it is told in; that of all rates."""
    from_day: Mapped[date] = mapped_column(Date)
    rate: Mapped[Line]
    """A decimal number as text, so that none of its digits is lost."""
