"""Figures of a document that sells: what its lines, its discount, its taxes and its total come to.

Rounding is half up, away from zero, for both signs. A line is rounded once, tax once for each rate on its base
(EN 16931, BR-CO-17), and what is shared out is shared by largest remainder, so that the shares add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.core.errors import Invalid
from app.domain.core.frozen import frozen
from app.domain.core.money import Money, digits_of
from app.words import say

_LARGEST: Final = 10**18 - 1
"""The largest number of minor units that a figure may come to."""
_WHOLE: Final = 100


@frozen
class Priced:
    """What a line says of its price.

    Attributes:
        quantity: How many; below zero for a credit, never zero.
        unit_price: In major units; it may have more decimals than the currency.
        discount: Percent of this line alone.
        tax_rate: Percent.
    """

    quantity: Decimal
    unit_price: Decimal
    discount: Decimal = Decimal(0)
    tax_rate: Decimal = Decimal(0)


@frozen
class DocumentDiscount:
    """A discount on a whole document, kept as it was typed: a percentage or an amount."""

    percent: Decimal | None = None
    amount: Money | None = None


NO_DISCOUNT: Final = DocumentDiscount()


@frozen
class LineFigures:
    """What a line comes to.

    Attributes:
        amount: As it is priced: with its tax where the prices include it, else without.
        net: Without tax, before the discount on the document.
    """

    amount: Money
    net: Money


@frozen
class TaxFigures:
    """What is taxed at one rate, in percent: the base after the discount, and the tax."""

    rate: Decimal
    base: Money
    tax: Money


@frozen
class Figures:
    """What a document comes to; ``total`` is ``net`` less ``discount`` and with ``tax``.

    Attributes:
        lines: Of each line, in their order.
        amount: The sum of the lines as they are priced, with tax where the prices include it.
        off: What the discount takes off that; an amount is what was typed.
        net: The sum of the nets of the lines.
        discount: What the discount takes off the net.
        taxes: Of each rate, the highest first.
        tax: All of them together.
        total: What there is to pay.
    """

    lines: tuple[LineFigures, ...]
    amount: Money
    off: Money
    net: Money
    discount: Money
    taxes: tuple[TaxFigures, ...]
    tax: Money
    total: Money


def figures_of(
    lines: Sequence[Priced], currency: str, discount: DocumentDiscount = NO_DISCOUNT, *, tax_inclusive: bool = False
) -> Figures:
    """What a document comes to.

    Args:
        lines: Its lines.
        currency: The currency of all of them.
        discount: What is taken off before tax, shared over the rates.
        tax_inclusive: Whether the prices include their tax; then the total is what was typed.

    Raises:
        Invalid: A figure is too large to be kept, or the discount is more than what it is taken off.
    """
    amounts = [_rounded(_exact(line) * 10 ** digits_of(currency)) for line in lines]
    rates = sorted({_percent(line.tax_rate) for line in lines}, reverse=True)
    of_rate = {rate: [place for place, line in enumerate(lines) if _percent(line.tax_rate) == rate] for rate in rates}
    sums = [sum(amounts[place] for place in of_rate[rate]) for rate in rates]
    off = _taken_off(discount, sum(sums), currency)
    parts = _shared(off, [Fraction(off * whole, sum(sums) or 1) for whole in sums])
    left = [whole - part for whole, part in zip(sums, parts, strict=True)]
    nets = list(amounts)
    if tax_inclusive:
        for rate, whole in zip(rates, sums, strict=True):
            exact = [_without_tax(amounts[place], rate) for place in of_rate[rate]]
            for place, net in zip(of_rate[rate], _shared(_rounded(_without_tax(whole, rate)), exact), strict=True):
                nets[place] = net
        bases = [_rounded(_without_tax(whole, rate)) for whole, rate in zip(left, rates, strict=True)]
        taxes = [whole - base for whole, base in zip(left, bases, strict=True)]
    else:
        bases = left
        taxes = [_rounded(base * rate / _WHOLE) for base, rate in zip(bases, rates, strict=True)]

    def money(minor: int) -> Money:
        return _kept(minor, currency)

    return Figures(
        lines=tuple(LineFigures(money(amount), money(net)) for amount, net in zip(amounts, nets, strict=True)),
        amount=money(sum(amounts)),
        off=money(off),
        net=money(sum(nets)),
        discount=money(sum(nets) - sum(bases)),
        taxes=tuple(
            TaxFigures(_as_decimal(rate), money(base), money(tax))
            for rate, base, tax in zip(rates, bases, taxes, strict=True)
        ),
        tax=money(sum(taxes)),
        total=money(sum(bases) + sum(taxes)),
    )


def _shared(whole: int, exact: Sequence[Fraction]) -> list[int]:
    """Whole numbers that come to ``whole``, as near to exact ones as can be: by largest remainder.

    Where remainders are the same, the larger share comes first, then the earlier one. Of the same with the other sign
    the shares are the same with the other sign, so that a credit takes its charge back to the cent.
    """
    below = whole < 0 or (not whole and next((each < 0 for each in exact if each), False))
    turned = [-each for each in exact] if below else list(exact)
    shares = [each.numerator // each.denominator for each in turned]
    left = abs(whole) - sum(shares)
    nearest = sorted(range(len(turned)), key=lambda at: (shares[at] - turned[at], -abs(turned[at]), at))
    for at in nearest[:left]:
        shares[at] += 1
    return [-each for each in shares] if below else shares


def _exact(line: Priced) -> Fraction:
    return Fraction(line.quantity) * Fraction(line.unit_price) * (1 - _percent(line.discount) / _WHOLE)


def _percent(rate: Decimal) -> Fraction:
    return Fraction(rate)


def _as_decimal(rate: Fraction) -> Decimal:
    return Decimal(rate.numerator) / rate.denominator


def _rounded(exact: Fraction) -> int:
    """The nearest whole number; of two as near, the one further from zero."""
    nearest = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return nearest if exact >= 0 else -nearest


def _without_tax(whole: int, rate: Fraction) -> Fraction:
    return whole / (1 + rate / _WHOLE)


def _taken_off(discount: DocumentDiscount, whole: int, currency: str) -> int:
    """What a discount takes off a sum, in minor units."""
    if discount.amount is None:
        return _rounded(_percent(discount.percent or Decimal(0)) * whole / _WHOLE)
    if discount.amount.minor and not 0 < discount.amount.minor * (1 if whole > 0 else -1) <= abs(whole):
        raise Invalid(
            say(
                "Discount: {discount} is more than the lines come to ({sum}).",
                discount=discount.amount,
                sum=Money(whole, currency),
            ),
            field="discount",
            hint=say("Give at most what the lines come to."),
        )
    return discount.amount.minor


def _kept(minor: int, currency: str) -> Money:
    if abs(minor) > _LARGEST:
        raise Invalid(
            say("This document comes to more than can be kept."),
            field="lines",
            hint=say("Use at most 18 digits, decimals included."),
        )
    return Money(minor, currency)
