"""What the faces see of exchange rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.domain.core.frozen import frozen


@frozen
class RateLine:
    """What one unit of a currency is worth in another, from a day on."""

    currency: str
    rate: Decimal
    base: str
    from_day: date
