"""Types that hold a number: whole, decimal, a percentage, an amount of money, a length of time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Invalid
from app.domain.core.field_types.base import CellContext, Field, FieldType, LocalTime, ParseContext
from app.domain.core.field_types.comparisons import MONEY, NUMBER
from app.domain.core.money import Money
from app.words import Message, formats, say

if TYPE_CHECKING:
    from app.domain.core.number_forms import DecimalMark

_SHOWN_DIGITS = 15
"""How many digits a workbook shows of a number; it stores two more, in which sums are off."""


class Number(FieldType):
    """What numbers have in common."""

    comparison = NUMBER
    has_preview = True
    has_decimal_mark = True

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> Any:
        """A number; text with the decimal mark of its column."""
        from app.domain.core.amounts import parse_decimal

        if isinstance(cell, str):
            mark = _mark_of(cell, cells, None if self.groups_threes else cells.decimal_mark)
            number = parse_decimal(cell.strip().strip("%٪").strip(), decimal_mark=mark)
            return self.parse(field, number, cells.parse_context)
        return self.parse(field, cell, cells.parse_context)

    def operand(self, field: Field, text: str, context: ParseContext) -> Any:
        """Any number, also one the field could not hold."""
        from app.domain.core.amounts import parse_decimal

        return parse_decimal(text)

    def display(self, field: Field, value: Any, at: LocalTime) -> str:
        """With its thousands apart."""
        return formats.number(value)


class Integer(Number):
    """A whole number."""

    name = "integer"
    noun: Message = "whole numbers"
    value_class = int
    cell_shapes = frozenset({"integer", "amount"})
    groups_threes = True

    def parse(self, field: Field, value: object, context: ParseContext) -> int:
        """A number without fraction, within the field's bounds."""
        from app.domain.core.amounts import parse_decimal, parse_integer

        if isinstance(value, str):
            number = parse_integer(value)
        else:
            exact = parse_decimal(_digits(value), decimal_mark=".")
            if exact != exact.to_integral_value():
                raise Invalid(
                    say("{text} is not a whole number.", text=formats.number(exact, "f")),
                    hint=say("Leave out the fraction."),
                )
            number = int(exact)
        _within(field, Decimal(number))
        return number

    def preview(self, field: Field, value: Any, context: ParseContext) -> str:
        """As it is shown."""
        return self.display(field, value, context)


class DecimalNumber(Number):
    """A number with decimals."""

    name = "decimal"
    noun: Message = "numbers"
    value_class = Decimal
    cell_shapes = frozenset({"integer", "decimal", "percent"})

    def parse(self, field: Field, value: object, context: ParseContext) -> Decimal:
        """A number within the field's bounds."""
        from app.domain.core.amounts import parse_decimal

        number = parse_decimal(value) if isinstance(value, str) else parse_decimal(_digits(value), decimal_mark=".")
        _within(field, number)
        return number

    def to_plain(self, value: Any) -> Any:
        """A number, so that it compares as one."""
        return float(value)

    def from_plain(self, plain: Any) -> Decimal:
        """The number as it was written."""
        return Decimal(str(plain))


class Percent(Number):
    """A whole percentage."""

    name = "percent"
    noun: Message = "percentages"
    value_class = int
    has_shares = True
    cell_shapes = frozenset({"integer", "decimal", "percent"})

    def parse(self, field: Field, value: object, context: ParseContext) -> int:
        """From 0 to 100; a half is rounded up."""
        from app.domain.core.amounts import parse_percent

        typed = isinstance(value, str)
        number = parse_percent(str(value)) if typed else parse_percent(_digits(value), decimal_mark=".")
        if not 0 <= number <= 100:
            raise Invalid(say("a percentage lies between 0 and 100."))
        return int(number.to_integral_value(ROUND_HALF_UP))

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> int:
        """A percentage; text with the decimal mark of its column."""
        return self.parse(field, self._exact(cell, cells), cells.parse_context)

    def _exact(self, cell: object, cells: CellContext) -> Decimal:
        """The percentage of a cell with its fraction."""
        from app.domain.core.amounts import parse_percent

        if isinstance(cell, str):
            number = parse_percent(cell, decimal_mark=_mark_of(cell, cells, cells.decimal_mark))
            return number if "%" in cell or "٪" in cell or not cells.are_shares else number * 100
        return Decimal(_digits(cell)) * (100 if cells.are_shares else 1)

    def left_out_of(self, cell: object, value: Any, cells: CellContext) -> str:
        """The fraction of a percentage."""
        exact = self._exact(cell, cells)
        return "" if exact == value else say("“{text}” is rounded to {value} %.", text=str(cell)[:60], value=value)

    def operand(self, field: Field, text: str, context: ParseContext) -> Decimal:
        """Any percentage."""
        from app.domain.core.amounts import parse_percent

        return parse_percent(text)

    def display(self, field: Field, value: Any, at: LocalTime) -> str:
        """With its sign."""
        return formats.percent(value)

    def preview(self, field: Field, value: Any, context: ParseContext) -> str:
        """As it is shown."""
        return self.display(field, value, context)


class MoneyAmount(FieldType):
    """An amount of money in its currency, in two columns."""

    name = "money"
    noun: Message = "amounts"
    value_class = Money
    comparison = MONEY
    has_preview = True
    has_decimal_mark = True
    cell_shapes = frozenset({"integer", "decimal", "money", "amount"})
    groups_threes = True

    def parse(self, field: Field, value: object, context: ParseContext) -> Money:
        """An amount that is not negative; the user's currency where it names none."""
        from app.domain.core.amounts import parse_money

        if isinstance(value, Money):
            money = value
        elif isinstance(value, str):
            money = parse_money(value, context.currency)
        elif isinstance(value, Mapping):
            money = parse_money(f"{value.get('amount')} {value.get('currency')}", decimal_mark=".")
        else:
            money = parse_money(_digits(value), context.currency, decimal_mark=".")
        if money.minor < 0:
            raise Invalid(say("an amount cannot be negative."))
        if money.minor >= 2**62:
            raise Invalid(say("this amount is too large."))
        return money

    def from_cell(self, field: Field, cell: object, cells: CellContext) -> Money:
        """An amount; a workbook's number with the digits it shows, not those it is stored with."""
        from app.domain.core.amounts import parse_money

        value = cell
        if isinstance(cell, float):
            value = float(f"{cell:.{_SHOWN_DIGITS}g}")
        elif isinstance(cell, str):
            mark = _mark_of(cell, cells, _mark_beside_currency(cell, cells))
            value = parse_money(cell, cells.parse_context.currency, decimal_mark=mark)
        return self.parse(field, value, cells.parse_context)

    def operand(self, field: Field, text: str, context: ParseContext) -> Money:
        """Any amount; the user's currency where it names none."""
        from app.domain.core.amounts import parse_money

        return parse_money(text, context.currency)

    def columns(self, field: Field) -> tuple[str, ...]:
        """The amount in minor units and its currency."""
        return (f"{field.code}_minor", f"{field.code}_currency")

    def stored(self, field: Field, value: Any) -> dict[str, Any]:
        """Both, or neither."""
        minor, currency = self.columns(field)
        return {minor: value.minor if value else None, currency: value.currency if value else None}

    def value_of(self, field: Field, row: Mapping[str, Any]) -> Money | None:
        """The amount, where both are there."""
        minor, currency = (row[name] for name in self.columns(field))
        return None if minor is None else Money(minor, currency)

    def from_plain(self, plain: Any) -> Money:
        """The amount from its two parts."""
        return Money.of(plain["amount"], plain["currency"])

    def written(self, field: Field, value: Any, context: ParseContext) -> str:
        """As ``AED 50,000.50``, in every language."""
        return value.in_code if isinstance(value, Money) else str(value)


class Duration(FieldType):
    """How long something takes, in whole seconds."""

    name = "duration"
    noun: Message = "lengths of time"
    value_class = int
    comparison = NUMBER
    has_preview = True
    for_custom = False

    def parse(self, field: Field, value: object, context: ParseContext) -> int:
        """Seconds, or a length in words such as ``1h30``."""
        from app.domain.core.moments import parse_duration

        is_seconds = isinstance(value, int) and not isinstance(value, bool)
        seconds = int(str(value)) if is_seconds else round(parse_duration(str(value)) / timedelta(seconds=1))
        _within(field, Decimal(seconds))
        return seconds

    def operand(self, field: Field, text: str, context: ParseContext) -> int:
        """Any length."""
        return self.parse(field, text, context)

    def written(self, field: Field, value: Any, context: ParseContext) -> str:
        """As ``1h 30m``."""
        hours, rest = divmod(value, 3600)
        minutes, rest = divmod(rest, 60)
        parts = [f"{count}{unit}" for count, unit in ((hours, "h"), (minutes, "m"), (rest, "s")) if count]
        return " ".join(parts) or "0m"

    def display(self, field: Field, value: Any, at: LocalTime) -> str:
        """As ``1 h 30 min``."""
        from app.domain.core.spans import duration

        return duration(value)

    def preview(self, field: Field, value: Any, context: ParseContext) -> str:
        """As it is shown."""
        return self.display(field, value, context)


def _mark_of(text: str, cells: CellContext, otherwise: DecimalMark | None) -> DecimalMark | None:
    """The decimal mark of a cell: the one chosen for its column, else its own, else another."""
    from app.domain.core.number_forms import form_of

    return cells.decimal_mark if cells.form_chosen else form_of(text).mark or otherwise


def _mark_beside_currency(text: str, cells: CellContext) -> DecimalMark | None:
    """The column's decimal mark, unless it is told by amounts of other currencies than this one names."""
    from app.domain.core.amounts import currency_named

    named = currency_named(text) if cells.decimal_mark else ""
    return None if named and named not in cells.marked_currencies else cells.decimal_mark


def _within(field: Field, number: Decimal) -> None:
    if field.minimum is not None and number < field.minimum:
        raise Invalid(
            say(
                "{number} is too small; the least is {minimum}.",
                number=formats.number(number),
                minimum=formats.number(field.minimum),
            )
        )
    if field.maximum is not None and number > field.maximum:
        raise Invalid(
            say(
                "{number} is too large; the most is {maximum}.",
                number=formats.number(number),
                maximum=formats.number(field.maximum),
            )
        )


def _digits(value: object) -> str:
    """A number that was not typed, such as a spreadsheet's, as text with a decimal point."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f"{Decimal(str(value)):f}"
    raise Invalid(say("“{text}” is not a number.", text=str(value)[:60]))
