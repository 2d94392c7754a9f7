"""The rules of orders: which rows of a quotation are ordered, and what they bear of its discount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.domain.core.amounts import parse_decimal
from app.domain.core.errors import Invalid
from app.domain.core.exact import shortest
from app.domain.core.folding import fold
from app.domain.core.number_words import with_digits
from app.domain.quotes.rows import SoldLine
from app.words import say


def asked_rows(texts: Iterable[str], lines: Sequence[SoldLine]) -> dict[str, Decimal]:
    """How much is ordered of which rows, by their ids; all that is left of every row without any named.

    Args:
        texts: Each a row with a quantity, such as ``3:2``; without a quantity all that is left of it.
        lines: The rows of the quotation.

    Raises:
        Invalid: There is no such row, it is named twice, or less of it is left.
    """
    named = list(texts)
    if not named:
        return {line.id: line.left for line in lines if line.left}
    asked: dict[str, Decimal] = {}
    for text in named:
        row, _, quantity = text.partition(":")
        line = _row(row, lines)
        if line.id in asked:
            raise Invalid(
                say("Row {row} is named twice.", row=line.row), field="row", hint=say("Name it once, with how many.")
            )
        asked[line.id] = _quantity(quantity, line)
    return asked


def _row(text: str, lines: Sequence[SoldLine]) -> SoldLine:
    wanted = with_digits(text.strip())
    for line in lines:
        if text.strip() == line.id or wanted == str(line.row):
            return line
    raise Invalid(
        say("There is no row {row}.", row=text[:40]),
        field="row",
        hint=say("Name one from 1 to {last}, such as 1:2.", last=len(lines)),
    )


def _quantity(text: str, line: SoldLine) -> Decimal:
    """How much is ordered of a row: no more than is left of it, and of a credit nothing that is no credit."""
    quantity = parse_decimal(text, field="row") if text.strip() else line.left
    sign = 1 if line.quantity > 0 else -1
    if not line.left:
        raise Invalid(
            say("Nothing is left of row {row}.", row=line.row),
            field="row",
            hint=say("Leave it out: all of it is ordered already."),
        )
    if not 0 < quantity * sign <= line.left * sign:
        raise Invalid(
            say(
                "Row {row}: {left} are left, not {quantity}.",
                row=line.row,
                left=shortest(line.left),
                quantity=shortest(quantity),
            ),
            field="row",
            hint=say("Order at most {left}.", left=shortest(line.left)),
        )
    return quantity


def share_of_amount(typed: int, whole: int, ordered: int, given: int, *, is_last: bool) -> int:
    """What an order bears of a discount that is an amount, so that all orders together bear no more, nor less.

    Args:
        typed: The amount, in the smallest unit like all others.
        whole: What the lines of the quotation come to as they are priced.
        ordered: What those come to that stand in orders, with this one.
        given: What the other orders bear.
        is_last: Whether nothing is left to order then.
    """
    if is_last or not whole:
        return typed - given
    part = Fraction(typed * ordered, whole)
    return min(typed, (2 * part.numerator + part.denominator) // (2 * part.denominator)) - given


def searchable(columns: Mapping[str, Any], quotation_code: str) -> str:
    """The folded text that search looks in."""
    custom = (each for each in (columns["custom"] or {}).values() if isinstance(each, str))
    parts = (columns[each] for each in ("code", "name", "customer_name", "terms"))
    return fold(" ".join(str(part) for part in (*parts, quotation_code, *custom) if part))
