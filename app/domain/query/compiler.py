"""Answers a query in SQL: known columns only, every value a bound parameter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import Any, Final, assert_never

from sqlalchemy import BigInteger, Column, Float, and_, exists, false, func, literal, not_, or_, true
from sqlalchemy.sql import ColumnElement

from app.domain.core.countries import COUNTRY_MARKS
from app.domain.core.field_types.comparisons import PHONE_MARKS
from app.domain.core.field_types.predicates import (
    AllOf,
    AnyOf,
    Empty,
    Found,
    Holds,
    Named,
    OneOf,
    Opposite,
    Ordered,
    Predicate,
    Priced,
)
from app.domain.core.fields import Field
from app.domain.core.money import digits_of
from app.domain.core.numbers import comparable
from app.domain.query.ast import Condition
from app.domain.query.columns import ColumnSource, holds, one_of, small
from app.domain.query.context import QueryContext
from app.domain.query.meaning import meaning_of
from app.domain.query.parser import parse

_ORDERS: Final = {"=": eq, "<": lt, "<=": le, ">": gt, ">=": ge}


def compile_condition(tree: Condition, columns: ColumnSource, context: QueryContext) -> ColumnElement[bool]:
    """The SQL condition of a query.

    Args:
        tree: The query.
        columns: Where the fields lie.
        context: What the answer depends on.

    Raises:
        QueryProblem: A field is unknown, or cannot be compared like that with that value.
    """
    return where(meaning_of(tree, columns.names, context), columns)


def compile_text(text: str, columns: ColumnSource, context: QueryContext) -> ColumnElement[bool]:
    """The SQL condition of a query as it was typed.

    Raises:
        QueryProblem: It cannot be understood or answered.
    """
    return compile_condition(parse(text, columns.names), columns, context)


def where(predicate: Predicate, columns: ColumnSource) -> ColumnElement[bool]:
    """The SQL condition of a predicate: true or false for every row, never unknown."""
    match predicate:
        case AllOf(parts=parts):
            return and_(true(), *(where(part, columns) for part in parts))
        case AnyOf(parts=parts):
            return or_(false(), *(where(part, columns) for part in parts))
        case Opposite(part=part):
            return not_(where(part, columns))
        case _:
            return _test(predicate, columns)


def _test(
    predicate: Empty | Found | OneOf | Holds | Ordered | Priced | Named, columns: ColumnSource
) -> ColumnElement[bool]:
    """The SQL condition of one test of a record."""
    match predicate:
        case Empty(field=each):
            return _empty(each, columns)
        case Found(text=text, code=code):
            found, own = columns.found(text), columns.code()
            return found if own is None or code is None else or_(found, own == code)
        case OneOf() | Holds():
            return _about_facet(predicate, columns)
        case Ordered(field=each, operator=operator, value=value):
            column = columns.plain(each)
            return _known(column, _ORDERS[operator](column, value if isinstance(value, date) else _bound(value)))
        case Priced():
            return _priced(predicate, columns)
        case Named(field=each, name=name, part=part):
            column, links = columns.plain(each), columns.links(each)
            return _known(column, links.like(column, name) if part else links.named(column, name))
        case _:
            assert_never(predicate)


def _empty(each: Field, columns: ColumnSource) -> ColumnElement[bool]:
    """That a field has no value; a blank text is none either."""
    if each.field_type.comparison.of_several:
        return ~exists().select_from(columns.several(each))
    column = columns.kept(each)
    return or_(column.is_(None), column == "") if each.field_type.comparison.is_text else column.is_(None)


def _known(column: ColumnElement[Any], answer: ColumnElement[bool]) -> ColumnElement[bool]:
    """The answer, false where the column holds nothing."""
    if isinstance(column, Column) and not column.nullable:
        return answer
    return and_(column.is_not(None), answer)


def _about_facet(predicate: OneOf | Holds, columns: ColumnSource) -> ColumnElement[bool]:
    each = predicate.field

    def answer(text: ColumnElement[Any]) -> ColumnElement[bool]:
        if isinstance(predicate, Holds):
            return holds(text, predicate.part)
        return one_of(text, predicate.values) if predicate.values else false()

    if each.field_type.comparison.of_several:
        rows = columns.several_folded(each)
        return exists().select_from(rows).where(answer(small(rows.c.value)))
    own = _own_facet(predicate, columns, answer)
    further = columns.further(each)
    return own if further is None else or_(own, further(answer))


def _own_facet(
    predicate: OneOf | Holds, columns: ColumnSource, answer: Callable[[ColumnElement[Any]], ColumnElement[bool]]
) -> ColumnElement[bool]:
    """The answer for the value that the record's own row holds."""
    each = predicate.field
    column = columns.plain(each)
    match predicate.facet:
        case "value":
            return _known(column, answer(column))
        case "folded":
            return _known(column, answer(columns.folded(each)))
        case "plain":
            return and_(_known(column, answer(func.lower(column))), columns.is_ascii(each))
        case "unmarked":
            return _known(column, answer(_without(COUNTRY_MARKS, columns.folded(each))))
        case "digits":
            return _known(column, answer(_without(PHONE_MARKS, columns.folded(each))))
        case "e164":
            international = columns.e164(each)
            return false() if international is None else _known(international, answer(international))
        case _:
            assert_never(predicate.facet)


def _without(marks: str, text: ColumnElement[Any]) -> ColumnElement[Any]:
    """A text without any of these characters."""
    for mark in marks:
        text = func.replace(text, mark, "")
    return text


def _bound(number: Decimal) -> ColumnElement[Any]:
    """The number as a parameter: whole ones as 64 bits at most, so that no database refuses them."""
    value = comparable(number)
    return literal(value, BigInteger) if isinstance(value, int) else literal(value, Float)


def _priced(predicate: Priced, columns: ColumnSource) -> ColumnElement[bool]:
    """An amount in minor units, of which currencies have hundredths, thousandths or none."""
    minor, currency = columns.money(predicate.field)
    holds_ = _ORDERS[predicate.operator]
    alike = (
        and_(currency == code, holds_(minor, _bound(amount.scaleb(digits_of(code)))))
        for code, amount in predicate.amounts
    )
    return _known(minor, and_(currency.is_not(None), or_(false(), *alike)))
