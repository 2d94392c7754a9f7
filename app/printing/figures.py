"""Stored figures as a paper writes them: every decimal a currency has, in the language of the moment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.core.money import Money, digits_of
from app.domain.core.unit_price import UnitPrice
from app.words import formats, say

if TYPE_CHECKING:
    from app.domain.quotes.rows import Sums


def amount(value: Money) -> str:
    """An amount with all the decimals of its currency and without its name, such as ``11,907.00`` or ``1,250.500``."""
    return formats.number(value.amount, f",.{digits_of(value.currency)}f")


def unit_price(value: UnitPrice) -> str:
    """A price with as many decimals as it has, and no fewer than its currency."""
    return formats.number(Decimal(value.exact), ",f")


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


def rows_of(sums: Sums) -> list[tuple[str, str]]:
    """What stands above a total: net, discount and the tax of each rate, each with its label."""
    rows: list[tuple[str, str]] = [(say("Net"), amount(sums.net))]
    if sums.discount.minor:
        share = sums.discount_percent
        off = say("Discount") if share is None else say("Discount {rate}", rate=percent(share))
        rows.append((off, amount(Money(-sums.discount.minor, sums.currency))))
    for each in sums.taxes:
        of = say("Tax {rate} of {base}", rate=percent(each.rate), base=amount(each.base))
        rows.append((of, amount(each.tax)))
    return rows


def _without_noughts(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
