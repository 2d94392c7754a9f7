"""Amounts of several currencies as one, and the words for those that nobody gave a rate for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from app.domain.core.frozen import frozen
from app.domain.core.money import Money, Rates
from app.words import listed, say


@frozen
class Total:
    """A sum in one currency.

    Attributes:
        amount: What is known of it.
        unpriced: The currencies without a rate, in order; their amounts are not in it.
    """

    amount: Money
    unpriced: tuple[str, ...] = ()


def total_of(amounts: Iterable[Money], currency: str, rates: Rates) -> Total:
    """Amounts added up in one currency, each at its rate, to its smallest unit."""
    factors = rates.factors(currency)
    total, unpriced = Decimal(0), set[str]()
    for each in amounts:
        if each.currency in factors:
            total += each.minor * factors[each.currency]
        else:
            unpriced.add(each.currency)
    return Total(Money.of(total, currency), tuple(sorted(unpriced)))


def describe_unpriced(currencies: Collection[str]) -> str:
    """Which amounts count as unknown because their currency has no rate, and what helps; empty where none does."""
    if not currencies:
        return ""
    return say(
        "amounts in {currencies} count as unknown; leadline rate set gives a rate", currencies=listed(currencies)
    )
