"""Reading exchange rates, by a named statement that runs warm or cold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.domain.core.money import Rates
from app.domain.rates.named import RATES_UNTIL
from app.domain.store.named import NamedReader


def rates_on(reader: NamedReader, day: date) -> Rates:
    """The rates that hold on a day; they are read when money is first compared.

    Args:
        reader: Where to read; it must still be open then.
        day: The day where the user is.
    """

    def worths() -> Mapping[str, Decimal]:
        rows = reader.named(RATES_UNTIL, day=day)
        return {row.base: Decimal(1) for row in rows} | {row.currency: Decimal(row.rate) for row in rows}

    return Rates(worths)
