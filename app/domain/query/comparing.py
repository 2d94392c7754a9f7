"""Comparing one field with one value, by the field's type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Column, Float, and_, case, exists, false, func, literal, or_, true
from sqlalchemy.sql import ColumnElement

from app.domain.core.errors import Invalid
from app.domain.core.field_types.comparisons import MONEY, SEVERAL
from app.domain.core.fields import Field, ParseContext
from app.domain.core.folding import fold
from app.domain.core.ids import normalise_code
from app.domain.core.money import MINOR_DIGITS, Money
from app.domain.query.ast import Me, Value
from app.domain.query.columns import ColumnSource
from app.domain.query.errors import Place, QueryProblem, did_you_mean, quoted
from app.domain.query.patterns import holds, one_of, spelled
from app.domain.query.periods import Period, parse_period

_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Question:
    """A field to compare with a value.

    Attributes:
        field: The field.
        operator: One of ``= < <= > >= ~``; the negative ones are the compiler's.
        value: The value as it was written.
        columns: Where the field lies.
        context: What reading the value depends on.
        me: The id of the user who asks.
    """

    field: Field
    operator: str
    value: Value
    columns: ColumnSource
    context: ParseContext
    me: str | None

    @property
    def text(self) -> str:
        """The value's text."""
        return self.value.text

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.value.place


Answer = Callable[[Question], ColumnElement[bool]]


def ask(question: Question) -> ColumnElement[bool]:
    """The condition that answers a question with true or false, never with unknown.

    Raises:
        QueryProblem: The operator or the value does not suit the field.
    """
    each = question.field
    comparison = each.field_type.comparison
    if question.operator not in comparison.operators:
        allowed = comparison.signs
        raise QueryProblem(
            f"{each.label} cannot be compared with {quoted(question.operator)}.",
            question.place,
            field=each.code,
            hint=f"Use {', '.join(allowed[:-1])} or {allowed[-1]}.",
        )
    try:
        return _ANSWERS[comparison.name](question)
    except QueryProblem:
        raise
    except Invalid as problem:
        message = f"{each.label}: {problem.message}"
        raise QueryProblem(message, question.place, field=each.code, hint=problem.hint) from problem


def is_empty(each: Field, columns: ColumnSource) -> ColumnElement[bool]:
    """The condition that a field has no value; a blank text is none either."""
    comparison = each.field_type.comparison
    if comparison is SEVERAL:
        return ~exists().select_from(columns.several(each))
    if comparison is MONEY:
        return columns.money(each).amount.is_(None)
    column = columns.plain(each)
    return or_(column.is_(None), column == "") if comparison.is_text else column.is_(None)


def _known(column: ColumnElement[Any], answer: ColumnElement[bool]) -> ColumnElement[bool]:
    """The answer, false where the column holds nothing."""
    if isinstance(column, Column) and not column.nullable:
        return answer
    return and_(column.is_not(None), answer)


def _text(question: Question) -> ColumnElement[bool]:
    column = question.columns.plain(question.field)
    if question.operator == "=":
        wanted = question.field.field_type.operand(question.field, question.text, question.context)
        return _known(column, spelled(column, str(wanted)))
    return _known(column, holds(column, question.text, question.columns.folded(question.field)))


def _code(question: Question) -> ColumnElement[bool]:
    column = question.columns.plain(question.field)
    if question.operator == "=":
        return _known(column, column == normalise_code(question.text))
    return _known(column, holds(column, question.text))


def _email(question: Question) -> ColumnElement[bool]:
    """As a text; an address is compared in its normal form, so that ``=`` finds it by its index."""
    from app.domain.core.emails import parse_email

    if question.operator == "~" or "@" not in question.text:
        return _text(question)
    column = question.columns.plain(question.field)
    typed = parse_email(question.text)
    return _known(column, one_of(column, list(dict.fromkeys((typed, typed.lower(), question.text)))))


def _phone(question: Question) -> ColumnElement[bool]:
    """By its digits, as typed or international; spaces and signs do not count."""
    from app.domain.core.phones import parse_phone

    column = question.columns.plain(question.field)
    international = question.columns.folded(question.field)
    digits = "".join(mark for mark in fold(question.text) if mark.isdigit())
    if not digits:
        return _text(question)
    bare: ColumnElement[Any] = column
    for mark in " ()-.+/":
        bare = func.replace(bare, mark, "")
    if question.operator == "~":
        answer = bare.contains(digits)
        return _known(column, answer if international is None else or_(answer, _part_of(international, digits)))
    answer = bare == digits
    e164 = parse_phone(question.text, question.context.region).e164
    if international is not None and e164 is not None:
        answer = or_(answer, and_(international.is_not(None), international == e164))
    return _known(column, answer)


def _part_of(column: ColumnElement[Any], digits: str) -> ColumnElement[bool]:
    return and_(column.is_not(None), column.contains(digits))


def _choice(question: Question) -> ColumnElement[bool]:
    each, column = question.field, question.columns.plain(question.field)
    wanted = _choice_key(question.text)
    if question.operator == "~":
        codes = [code for code, label in each.choices if wanted in _choice_key(label) or wanted in _choice_key(code)]
        return _known(column, or_(*_any_of(column, codes), holds(column, question.text)))
    codes = [code for code, label in each.choices if wanted in (_choice_key(code), _choice_key(label))]
    if each.open:
        return _known(column, or_(*_any_of(column, codes), spelled(column, question.text)))
    if codes:
        return _known(column, one_of(column, codes))
    names = [name for pair in each.choices for name in pair]
    choices = ", ".join(code for code, _ in each.choices)
    raise QueryProblem(
        f"{each.label}: {quoted(question.text)} is not one of its choices.",
        question.place,
        field=each.code,
        hint=did_you_mean(question.text, names) or f"Choose from: {choices}.",
    )


def _any_of(column: ColumnElement[Any], codes: Sequence[str]) -> list[ColumnElement[bool]]:
    """The condition that a column holds one of the codes, if there are any."""
    return [one_of(column, codes)] if codes else []


def _choice_key(text: str) -> str:
    return fold(text.replace("_", " ").replace("-", " "))


def _several(question: Question) -> ColumnElement[bool]:
    """Whether one of the field's texts is, or holds, the value; the label of a choice stands for its code."""
    rows = question.columns.several(question.field)
    value = rows.c.value
    codes = [code for code, label in question.field.choices if _choice_key(label) == _choice_key(question.text)]
    if question.operator == "~":
        return exists().select_from(rows).where(holds(value, question.text))
    return exists().select_from(rows).where(or_(*_any_of(value, codes), spelled(value, question.text)))


def _yes_no(question: Question) -> ColumnElement[bool]:
    from app.domain.core.amounts import parse_yes_no

    column = question.columns.plain(question.field)
    return _known(column, column == (true() if parse_yes_no(question.text) else false()))


def _number(question: Question) -> ColumnElement[bool]:
    column = question.columns.plain(question.field)
    wanted = question.field.field_type.operand(question.field, question.text, question.context)
    return _known(column, _ordered(column, question.operator, _bound(Decimal(wanted))))


def _bound(number: Decimal) -> ColumnElement[Any]:
    """The number as a parameter: whole ones as 64 bits at most, so that no database refuses them."""
    if number == number.to_integral_value():
        return literal(max(-_LARGEST, min(int(number), _LARGEST)), BigInteger)
    return literal(float(number), Float)


def _ordered(column: ColumnElement[Any], operator: str, value: ColumnElement[Any]) -> ColumnElement[bool]:
    match operator:
        case "<":
            return column < value
        case "<=":
            return column <= value
        case ">":
            return column > value
        case ">=":
            return column >= value
        case _:
            return column == value


def _money(question: Question) -> ColumnElement[bool]:
    """An amount in its currency; without one, the same number in any currency.

    Amounts of different currencies are never converted: ``budget >= 50k`` finds USD 50,000 and AED
    50,000 alike, counted in major units whether the currency has hundredths, thousandths or neither.
    """
    from app.domain.core.amounts import parse_money

    columns = question.columns.money(question.field)
    money = parse_money(question.text, question.context.currency)
    if _names_currency(question.text):
        bound = _bound(_scaled(money, MINOR_DIGITS.get(money.currency, 2)) if columns.in_minor else money.amount)
        same = and_(columns.currency == money.currency, _ordered(columns.amount, question.operator, bound))
        return _known(columns.amount, and_(columns.currency.is_not(None), same))
    if not columns.in_minor:
        return _known(columns.amount, _ordered(columns.amount, question.operator, _bound(money.amount)))
    by_digits = {
        digits: _ordered(columns.amount, question.operator, _bound(_scaled(money, digits))) for digits in (0, 2, 3)
    }
    without, thousandths = ([code for code, own in MINOR_DIGITS.items() if own == digits] for digits in (0, 3))
    answer = case(
        (columns.currency.in_(without), by_digits[0]),
        (columns.currency.in_(thousandths), by_digits[3]),
        else_=by_digits[2],
    )
    return _known(columns.amount, answer)


def _scaled(money: Money, digits: int) -> Decimal:
    return money.amount.scaleb(digits)


def _names_currency(text: str) -> bool:
    from app.domain.core.amounts import parse_money

    try:
        parse_money(text)
    except Invalid:
        return False
    return True


def _moment(question: Question) -> ColumnElement[bool]:
    """A moment against a period: before it begins, after it is over, or inside."""
    column, period = question.columns.plain(question.field), _period(question)
    after = column > period.start if period.start == period.end else column >= period.end
    upto = column <= period.start if period.start == period.end else column < period.end
    answers: dict[str, ColumnElement[bool]] = {
        "<": column < period.start,
        "<=": upto,
        ">": after,
        ">=": column >= period.start,
        "=": and_(column >= period.start, upto),
    }
    return _known(column, answers[question.operator])


def _day(question: Question) -> ColumnElement[bool]:
    """A day against a period, in whole days."""
    column, period = question.columns.plain(question.field), _period(question)
    answers: dict[str, ColumnElement[bool]] = {
        "<": column < period.first,
        "<=": column < period.after,
        ">": column >= period.after,
        ">=": column >= period.first,
        "=": and_(column >= period.first, column < period.after),
    }
    return _known(column, answers[question.operator])


def _period(question: Question) -> Period:
    return parse_period(question.text, question.context.now, question.context.zone)


def _link(question: Question) -> ColumnElement[bool]:
    column = question.columns.plain(question.field)
    if isinstance(question.value, Me):
        if question.field.field_type.link != "user" or question.me is None:
            raise QueryProblem(
                f"{question.field.label}: there is no “me” here.",
                question.place,
                hint="Write a name or a code.",
            )
        return _known(column, column == question.me)
    links = question.columns.links(question.field)
    if question.operator == "~":
        return _known(column, links.like(column, question.text))
    return _known(column, links.named(column, question.text, question.place))


_ANSWERS: dict[str, Answer] = {
    "text": _text,
    "code": _code,
    "email": _email,
    "phone": _phone,
    "choice": _choice,
    "several": _several,
    "yes_no": _yes_no,
    "number": _number,
    "money": _money,
    "day": _day,
    "moment": _moment,
    "link": _link,
}
"""How each comparison (``app.domain.core.field_types.comparisons``) is answered."""
