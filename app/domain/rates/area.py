"""Exchange rates: what money of one currency is worth in another."""

from __future__ import annotations

from typing import Final

from app.domain.core.area import Area, Noun
from app.domain.core.rights import Shared

RATES: Final = Area(
    "rates",
    records="app.domain.rates.records",
    rights=(("exchange_rate", Shared("rate")),),
    statements="app.domain.rates.statements",
    services=(("rates", "app.domain.rates.service:RateService"),),
    nouns=(Noun("rate", "app.cli.rate", turn=14),),
)
