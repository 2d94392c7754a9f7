"""Stored figures as a paper writes them: every decimal a currency has, in the language of the moment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.domain.core.money import digits_of
from app.words import formats


def amount(value: Decimal, currency: str) -> str:
    """An amount with all the decimals of its currency, such as ``11,907.00`` or ``1,250.500``."""
    return formats.number(value, f",.{digits_of(currency)}f")


def unit_price(value: Decimal, currency: str) -> str:
    """A price with as many decimals as it has, and no fewer than its currency."""
    _, _, exponent = value.normalize().as_tuple()
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return formats.number(value, f",.{max(decimals, digits_of(currency))}f")


def quantity(value: Decimal) -> str:
    """A number of units, without noughts behind its last digit."""
    return formats.number(_without_noughts(value), ",f")


def count(number: int) -> str:
    """A number of things, such as that of a line."""
    return formats.number(number)


def percent(value: Decimal) -> str:
    """A percentage, such as ``5 %``."""
    return formats.percent(_without_noughts(value))


def day(value: date) -> str:
    """A day as ISO 8601 writes it, which every reader takes for the same day."""
    return formats.digits(value.isoformat())


def _without_noughts(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
