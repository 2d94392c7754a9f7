"""Types of field whose numbers keep every digit: prices of one unit, quantities, percentages with decimals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from app.domain.core.amounts import parse_decimal, parse_percent, parse_unit_price
from app.domain.core.errors import Invalid
from app.domain.core.exact import decimals_of, shortest
from app.domain.core.field_types.base import CellContext, Field, FieldType, LocalTime, ParseContext
from app.domain.core.field_types.comparisons import MONEY
from app.domain.core.field_types.numbers import DecimalNumber
from app.domain.core.unit_price import UnitPrice
from app.words import Message, formats, say

_FINEST: Final = 10
"""The most decimals of a number that is kept."""
_SHOWN_DIGITS: Final = 15
"""How many digits a workbook shows of a number; it stores two more, in which sums are off."""


class UnitPriceType(FieldType):
    """The price of one unit, with more decimals than its currency has where it needs them."""

    name = "unit_price"
    noun: Message = "prices of one unit"
    value_class = UnitPrice
    comparison = MONEY
    has_preview = True
    has_decimal_mark = True
    for_custom = False
    cell_shapes = frozenset({"integer", "decimal", "money", "amount"})

    def parse(self, field: Field, value: object, context: ParseContext) -> UnitPrice:
        """A price that is not negative; the user's currency where it names none."""
        if isinstance(value, UnitPrice):
            price = value
        elif isinstance(value, str):
            price = parse_unit_price(value, context.currency)
        elif isinstance(value, Mapping):
            price = parse_unit_price(f"{value.get('amount')} {value.get('currency')}", decimal_mark=".")
        else:
            price = parse_unit_price(f"{as_decimal(value):f}", context.currency, decimal_mark=".")
        if price.amount < 0:
            raise Invalid(say("a price cannot be negative."), hint=say("Use a discount instead."))
        return price

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> UnitPrice:
        """A price; a workbook's number with the digits it shows, not those it is stored with."""
        value = cell
        if isinstance(cell, float):
            value = Decimal(f"{cell:.{_SHOWN_DIGITS}g}")
        elif isinstance(cell, str):
            value = parse_unit_price(cell, cells.parse_context.currency, decimal_mark=cells.decimal_mark)
        return self.parse(field, value, cells.parse_context)

    def operand(self, field: Field, text: str, context: ParseContext) -> UnitPrice:
        """Any price; the user's currency where it names none."""
        return parse_unit_price(text, context.currency)

    def columns(self, field: Field) -> tuple[str, ...]:
        """What it is compared by, its currency, and the price itself."""
        return (f"{field.code}_minor", f"{field.code}_currency", field.code)

    def stored(self, field: Field, value: Any) -> dict[str, Any]:
        """All of it, or nothing."""
        parts = (value.minor, value.currency, value.exact) if value else (None, None, None)
        return dict(zip(self.columns(field), parts, strict=True))

    def value_of(self, field: Field, row: Mapping[str, Any]) -> UnitPrice | None:
        """The price, where there is one."""
        _, currency, exact = (row[name] for name in self.columns(field))
        return None if exact is None else UnitPrice(Decimal(exact), currency)

    def written(self, field: Field, value: Any, context: ParseContext) -> str:
        """As ``AED 0.1255``, in every language."""
        return value.in_code if isinstance(value, UnitPrice) else str(value)


class ExactNumber(DecimalNumber):
    """A number of which no digit is lost: a quantity."""

    name = "exact_number"
    noun: Message = "exact numbers"
    for_custom = False

    def parse(self, field: Field, value: object, context: ParseContext) -> Decimal:
        """A number within the field's bounds, with at most ten decimals."""
        return _fine(super().parse(field, value, context))

    def stored(self, field: Field, value: Any) -> dict[str, Any]:
        """As text, without noughts at its end."""
        return {field.code: None if value is None else shortest(value)}

    def value_of(self, field: Field, row: Mapping[str, Any]) -> Decimal | None:
        """The number that the text is."""
        return None if row[field.code] is None else Decimal(row[field.code])


class ExactPercent(ExactNumber):
    """A percentage of which no digit is lost."""

    name = "exact_percent"
    noun: Message = "percentages with decimals"
    has_shares = True

    def parse(self, field: Field, value: object, context: ParseContext) -> Decimal:
        """From 0 to 100, with at most ten decimals."""
        number = parse_percent(value) if isinstance(value, str) else as_decimal(value)
        if not 0 <= number <= 100:
            raise Invalid(say("a percentage lies between 0 and 100."))
        return _fine(number)

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> Decimal:
        """A percentage, written as one or as a share of one as its column does."""
        if isinstance(cell, str):
            number = parse_percent(cell, decimal_mark=cells.decimal_mark)
            is_share = cells.are_shares and "%" not in cell and "٪" not in cell
        else:
            number, is_share = as_decimal(cell), cells.are_shares
        return self.parse(field, number * 100 if is_share else number, cells.parse_context)

    def operand(self, field: Field, text: str, context: ParseContext) -> Decimal:
        """Any percentage."""
        return parse_percent(text)

    def written(self, field: Field, value: Any, context: ParseContext) -> str:
        """With the sign behind it, in every language."""
        return f"{shortest(value)}%"

    def display(self, field: Field, value: Any, at: LocalTime) -> str:
        """With its sign."""
        return formats.percent(value)

    def preview(self, field: Field, value: Any, context: ParseContext) -> str:
        """As it is shown."""
        return formats.percent(value)


def as_decimal(value: object) -> Decimal:
    """A number that was not typed, such as a spreadsheet's, exactly as it is shown.

    Raises:
        Invalid: It is no number.
    """
    if isinstance(value, float):
        return parse_decimal(f"{Decimal(f'{value:.{_SHOWN_DIGITS}g}'):f}", decimal_mark=".")
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return parse_decimal(f"{Decimal(value):f}", decimal_mark=".")
    raise Invalid(say("“{text}” is not a number.", text=str(value)[:60]))


def _fine(number: Decimal) -> Decimal:
    """The number, if it is not too fine to be kept.

    Raises:
        Invalid: It has more than ten decimals.
    """
    if decimals_of(number) > _FINEST:
        raise Invalid(say("it has more than 10 decimals."), hint=say("Round it."))
    return number
