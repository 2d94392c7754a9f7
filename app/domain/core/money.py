"""Money: a whole number of minor units and a currency, never a float."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cached_property

from app.domain.core.frozen import frozen
from app.words import formats

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
    "UYI": 0,
    "VND": 0,
    "VUV": 0,
    "XAF": 0,
    "XOF": 0,
    "XPF": 0,
    "CLF": 4,
    "UYW": 4,
}


def digits_of(currency: str) -> int:
    """How many decimals the amounts of a currency have."""
    return MINOR_DIGITS.get(currency, 2)


_DIGITS = 60
"""Enough for the largest amount at the largest rate."""


class Rates:
    """What currencies are worth in each other on one day, as far as somebody said so."""

    def __init__(self, worths: Callable[[], Mapping[str, Decimal]] = dict) -> None:
        """Know them when they are first asked for.

        Args:
            worths: Gives what one unit of each currency is worth in one of them.
        """
        self._read = worths

    @cached_property
    def _worths(self) -> Mapping[str, Decimal]:
        return self._read()

    def at_once(self) -> Rates:
        """The same, known from now on: whoever reads them may have gone when they are asked for."""
        return Rates(dict(self._worths).copy)

    def knows(self, currency: str) -> bool:
        """Whether amounts of a currency compare with those of others."""
        return currency in self._worths

    def same_worth(self, amount: Decimal, currency: str) -> tuple[tuple[str, Decimal], ...]:
        """Currency and amount of an amount, and of what is worth the same in others, to their smallest unit."""
        own = self._worths.get(currency)
        found = [(currency, amount)]
        if own is not None:
            with localcontext(prec=_DIGITS):
                for code, worth in self._worths.items():
                    if code != currency:
                        smallest = Decimal(1).scaleb(-digits_of(code))
                        found.append((code, (amount * own / worth).quantize(smallest, ROUND_HALF_UP)))
        return tuple(found)

    def factors(self, currency: str) -> Mapping[str, Decimal]:
        """What the smallest unit of each currency is worth in another, in major units."""
        worths = self._worths if currency in self._worths else {currency: Decimal(1)}
        return {code: (worth / worths[currency]).scaleb(-digits_of(code)) for code, worth in worths.items()}


NO_RATES = Rates()


@frozen
class Money:
    """An amount in minor units (cents, fils) of one currency (ISO 4217)."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """Money from an amount in major units; half a minor unit is rounded away from zero."""
        with localcontext(prec=_DIGITS):
            minor = (Decimal(amount) * 10 ** digits_of(currency)).to_integral_value(ROUND_HALF_UP)
        return cls(int(minor), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with as many decimals as the currency has."""
        return Decimal(self.minor).scaleb(-digits_of(self.currency))

    def as_json(self) -> dict[str, str]:
        """The amount as text and the currency, as the command line prints money."""
        return {"amount": f"{self.amount:f}", "currency": self.currency}

    @property
    def in_code(self) -> str:
        """The amount behind its currency's code, as it is typed in every language: ``AED 50,000.50``."""
        whole = self.amount == self.amount.to_integral_value()
        return f"{self.currency} {self.amount:,.0f}" if whole else f"{self.currency} {self.amount:,f}"

    def __str__(self) -> str:
        """The amount as the language of the moment writes it."""
        return formats.money(self.amount, self.currency)
