"""The price of one unit of something: exact, with more decimals than its currency has where it needs them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from app.domain.core.exact import decimals_of
from app.domain.core.frozen import frozen
from app.domain.core.money import digits_of
from app.words import formats


@frozen
class UnitPrice:
    """An amount for one unit, in a currency (ISO 4217)."""

    amount: Decimal
    currency: str

    @property
    def minor(self) -> int:
        """The amount in the currency's smallest unit, half up: what prices are sorted and compared by."""
        return int(self.amount.scaleb(digits_of(self.currency)).to_integral_value(ROUND_HALF_UP))

    @property
    def exact(self) -> str:
        """The amount as it is kept: every digit, and at least those of the currency."""
        digits = max(digits_of(self.currency), decimals_of(self.amount))
        return f"{self.amount:.{digits}f}"

    def as_json(self) -> dict[str, str]:
        """The amount as text and the currency, as the command line prints money."""
        return {"amount": self.exact, "currency": self.currency}

    @property
    def in_code(self) -> str:
        """The amount behind its currency's code, as it is typed in every language: ``AED 0.1255``."""
        return f"{self.currency} {Decimal(self.exact):,f}"

    def __str__(self) -> str:
        """The amount as the language of the moment writes it."""
        return formats.money(Decimal(self.exact), self.currency)
