"""Money: a whole number of minor units and a currency, never a float."""

from __future__ import annotations

from decimal import Decimal

from app.domain.core.frozen import frozen

#: ISO 4217 currencies whose minor unit is not a hundredth.
MINOR_DIGITS = {
    "BHD": 3,
    "IQD": 3,
    "JOD": 3,
    "KWD": 3,
    "LYD": 3,
    "OMR": 3,
    "TND": 3,
    "BIF": 0,
    "CLP": 0,
    "DJF": 0,
    "GNF": 0,
    "ISK": 0,
    "JPY": 0,
    "KMF": 0,
    "KRW": 0,
    "PYG": 0,
    "RWF": 0,
    "UGX": 0,
    "VND": 0,
    "VUV": 0,
    "XAF": 0,
    "XOF": 0,
    "XPF": 0,
}


def digits_of(currency: str) -> int:
    """How many decimals the amounts of a currency have."""
    return MINOR_DIGITS.get(currency, 2)


@frozen
class Money:
    """An amount in minor units (cents, fils) of one currency (ISO 4217)."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """Money from an amount in major units; a fraction of the minor unit is rounded half even."""
        return cls(int((Decimal(amount) * 10 ** digits_of(currency)).to_integral_value()), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with as many decimals as the currency has."""
        return Decimal(self.minor).scaleb(-digits_of(self.currency))

    def as_json(self) -> dict[str, str]:
        """The amount as text and the currency, as the command line prints money."""
        return {"amount": f"{self.amount:f}", "currency": self.currency}

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        return f"{self.currency} {self.amount:,.0f}" if whole else f"{self.currency} {self.amount:,f}"
