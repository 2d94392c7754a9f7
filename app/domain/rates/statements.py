"""Statements that read exchange rates."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date, Select, bindparam, select

from app.domain.rates.named import RATES_UNTIL
from app.domain.rates.records import ExchangeRate
from app.domain.store.named import builds


@builds(RATES_UNTIL)
def rates_until() -> Select[Any]:
    """The rates that hold on a day or held before, the oldest first; binds ``day``."""
    columns: tuple[Any, ...] = (ExchangeRate.currency, ExchangeRate.base, ExchangeRate.from_day, ExchangeRate.rate)
    until = ExchangeRate.from_day <= bindparam("day", type_=Date)
    return select(*columns).where(until).order_by(ExchangeRate.from_day, ExchangeRate.currency)
