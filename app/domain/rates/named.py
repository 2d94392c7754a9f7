"""What is read of exchange rates by name, and what its rows are."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from app.domain.store.named import Named


class RateRow(NamedTuple):
    """A rate, column by column."""

    currency: str
    base: str
    from_day: date
    rate: str


RATES_UNTIL: Final = Named("app.domain.rates", "rates.until", RateRow)
