"""What opportunities amount to: by currency, in the workspace's own, and weighted by their probability."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, literal, select

from app.domain.core.money import Money, Rates
from app.domain.rates.totals import Total
from app.domain.sales.listing import Reading
from app.domain.sales.records import Opportunity
from app.domain.sales.rows import Totals
from app.domain.store.database import Reader

#: Amounts are added up in two parts, since the sum of a few of the largest is larger than a database's integers.
_PART: Final = 10**9
_DIGITS: Final = 60


class Sum:
    """A sum in the making."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: list[tuple[str | None, int | None, int, int]] = []

    def add(self, currency: str | None, probability: int | None, count: int, minor: int) -> None:
        """Add some opportunities of one currency and probability; without a currency they have no amount."""
        self._parts.append((currency, probability, count, minor))

    def totals(self, currency: str, rates: Rates) -> Totals:
        """What all of it amounts to, in a currency too."""
        factors = rates.factors(currency)
        held: dict[str, int] = {}
        total = weighted = Decimal(0)
        without_rate = without_probability = 0
        with localcontext(prec=_DIGITS):
            for code, probability, count, minor in self._parts:
                if code is None:
                    continue
                held[code] = held.get(code, 0) + minor
                without_probability += count if probability is None else 0
                if code not in factors:
                    without_rate += count
                    continue
                total += minor * factors[code]
                weighted += minor * factors[code] * (probability or 0) / 100
            unpriced = tuple(sorted(code for code in held if code not in factors))
            return Totals(
                sum(count for _, _, count, _ in self._parts),
                tuple(Money(minor, code) for code, minor in sorted(held.items())),
                Total(Money.of(total, currency), unpriced),
                without_rate,
                Total(Money.of(weighted, currency), unpriced),
                without_probability,
            )


def summed(
    reader: Reader,
    reading: Reading,
    conditions: Sequence[ColumnElement[bool]],
    by: Sequence[ColumnElement[Any]] = (),
    join: tuple[Any, ColumnElement[bool]] | None = None,
) -> Iterable[tuple[tuple[Any, ...], tuple[str | None, int | None, int, int]]]:
    """Opportunities counted and added up by some columns: those of each group, with what ``Sum.add`` takes.

    Args:
        reader: Where to read.
        reading: What it takes to read them.
        conditions: What holds for each.
        by: The columns of a group.
        join: A further table that the columns are of, and how it is joined.
    """
    parts: tuple[Any, ...] = (Opportunity.amount_currency, Opportunity.probability)
    minor: ColumnElement[Any] = Opportunity.amount_minor.expression
    part = literal(_PART)
    sums: tuple[Any, ...] = (func.count(), func.sum(minor.op("/")(part)), func.sum(minor.op("%")(part)))
    statement: Select[Any] = reading.joined(select(*by, *parts, *sums), conditions)
    if join is not None:
        statement = statement.join(*join)
    for row in reader.rows(statement.group_by(*by, *parts)):
        *group, currency, probability, count, high, low = row
        yield tuple(group), (currency, probability, count, int(high or 0) * _PART + int(low or 0))


def totals(reader: Reader, reading: Reading, conditions: Sequence[ColumnElement[bool]]) -> Totals:
    """What opportunities amount to together."""
    sum_ = Sum()
    for _, part in summed(reader, reading, conditions):
        sum_.add(*part)
    return sum_.totals(reading.currency, reading.rates)
