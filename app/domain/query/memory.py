"""Answers a query about records in memory: a record is a mapping of its values by field code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import Any, Final, TypeAlias, assert_never

from app.domain.core.countries import unmarked
from app.domain.core.errors import Invalid
from app.domain.core.field_types.comparisons import PHONE_MARKS
from app.domain.core.field_types.links import Link
from app.domain.core.field_types.predicates import (
    AllOf,
    AnyOf,
    Empty,
    Facet,
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
from app.domain.core.folding import company_key, fold, is_plain, small_ascii
from app.domain.core.ids import looks_like_code, normalise_code
from app.domain.core.money import Money, digits_of
from app.domain.core.numbers import comparable
from app.domain.query.context import FURTHER, SEARCH_TEXT, QueryContext

Values: TypeAlias = Mapping[str, Any]
"""A record's values by field code, as a card holds them; a link may come as the other record's id."""
Test: TypeAlias = Callable[[Values], bool]

_ORDERS: Final = {"=": eq, "<": lt, "<=": le, ">": gt, ">=": ge}
_WITHOUT_MARKS: Final = str.maketrans("", "", PHONE_MARKS)


def test_of(predicate: Predicate, context: QueryContext) -> Test:
    """The function that says whether a record fulfils a predicate; values are read once, not once a record."""
    match predicate:
        case AllOf(parts=parts):
            every = [test_of(part, context) for part in parts]
            return lambda values: all(test(values) for test in every)
        case AnyOf(parts=parts):
            some = [test_of(part, context) for part in parts]
            return lambda values: any(test(values) for test in some)
        case Opposite(part=part):
            opposite = test_of(part, context)
            return lambda values: not opposite(values)
        case _:
            return _test(predicate, context)


def _test(predicate: Empty | Found | OneOf | Holds | Ordered | Priced | Named, context: QueryContext) -> Test:
    match predicate:
        case Empty(field=each):
            return lambda values: is_empty(values.get(each.code))
        case Found(text=text, code=code):
            return lambda values: (
                text in _searched(values)
                or (code is not None and values.get("code") == code)
                or any(text in each for each in _further(values, SEARCH_TEXT))
            )
        case OneOf() | Holds():
            return _about_facet(predicate, context)
        case Ordered():
            return _about_order(predicate)
        case Priced():
            return _about_price(predicate)
        case Named():
            return _about_link(predicate)
        case _:
            assert_never(predicate)


def is_empty(value: object) -> bool:
    """Whether a value is none: nothing, a blank text or a list without entries."""
    return value is None or value in ("", ()) or value == []


def _searched(values: Values) -> str:
    kept = values.get(SEARCH_TEXT)
    return fold(" ".join(_texts(values.values()))) if kept is None else str(kept)


def _further(values: Values, code: str) -> Iterable[str]:
    """The further values of a field, in the form in which they are compared."""
    further = values.get(FURTHER)
    return () if further is None else further.get(code, ())


def _texts(values: Iterable[object]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str | Link):
            yield str(value)
        elif isinstance(value, tuple | list):
            yield from map(str, value)


def _about_facet(predicate: OneOf | Holds, context: QueryContext) -> Test:
    own, each = _about_own_facet(predicate, context), predicate.field
    if each.custom or each.field_type.comparison.of_several:
        return own
    if isinstance(predicate, OneOf):
        wanted = predicate.values
        return lambda values: own(values) or any(key in wanted for key in _further(values, each.code))
    part = predicate.part
    return lambda values: own(values) or any(part in key for key in _further(values, each.code))


def _about_own_facet(predicate: OneOf | Holds, context: QueryContext) -> Test:
    """The answer for the value that is the record's own."""
    each = predicate.field
    if predicate.facet == "e164" and not each.custom:
        number = _international(each.code, context.values.region)
        if isinstance(predicate, OneOf):
            return lambda values: number(values) in predicate.values
        return lambda values: predicate.part in number(values)
    facet_of = _facet(each, predicate.facet)
    if isinstance(predicate, OneOf):
        wanted = predicate.values
        return lambda values: any(facet in wanted for facet in facet_of(values.get(each.code)))
    part = predicate.part
    return lambda values: any(part in facet for facet in facet_of(values.get(each.code)))


def _facet(each: Field, facet: Facet) -> Callable[[Any], Iterable[Any]]:
    """What gives the facet of a field's value: nothing for no value, several for a list."""
    match facet:
        case "value":
            return lambda value: () if value is None else (value.id if isinstance(value, Link) else value,)
        case "folded" if each.field_type.comparison.of_several:
            return lambda value: map(fold, value or ())
        case "folded":
            return lambda value: () if value is None else (fold(str(value)),)
        case "plain":
            return lambda value: (small_ascii(value),) if value is not None and is_plain(value) else ()
        case "unmarked" | "digits":
            bare = unmarked if facet == "unmarked" else _digits
            return lambda value: () if value is None else (bare(value),)
        case "e164":
            return lambda _value: ()  # no international number is kept for a field of one's own
        case _:
            assert_never(facet)


def _digits(phone: str) -> str:
    """A phone number without the marks between its digits."""
    return fold(phone).translate(_WITHOUT_MARKS)


def _international(code: str, region: str) -> Callable[[Mapping[str, Any]], str]:
    """What gives the international number of a record's phone, by the country that stands beside it; empty for none."""
    from app.domain.core.countries import region_beside
    from app.domain.core.phones import parse_phone

    def number(values: Mapping[str, Any]) -> str:
        phone = values.get(code)
        try:
            return (parse_phone(phone, region_beside(values.get("country"), region)).e164 or "") if phone else ""
        except Invalid:
            return ""

    return number


def _about_order(predicate: Ordered) -> Test:
    each, holds = predicate.field, _ORDERS[predicate.operator]
    wanted = _comparable(predicate.value)
    kinds = date if isinstance(predicate.value, date) else (int, float, Decimal)  # a text may be left of another type

    def test(values: Values) -> bool:
        value = values.get(each.code)
        return isinstance(value, kinds) and bool(holds(_comparable(value), wanted))

    return test


def _comparable(value: Any) -> Any:
    return value if isinstance(value, date) else comparable(value)


def _about_price(predicate: Priced) -> Test:
    each, holds = predicate.field, _ORDERS[predicate.operator]
    wanted = {code: comparable(amount.scaleb(digits_of(code))) for code, amount in predicate.amounts}

    def test(values: Values) -> bool:
        money = values.get(each.code)
        if not isinstance(money, Money) or money.currency not in wanted:
            return False
        return bool(holds(money.minor, wanted[money.currency]))

    return test


def _about_link(predicate: Named) -> Test:
    each, name = predicate.field, predicate.name
    wanted, code = fold(name), normalise_code(name) if looks_like_code(name) else None

    def test(values: Values) -> bool:
        link = values.get(each.code)
        if not isinstance(link, Link):
            return False
        own = fold(link.title)
        if predicate.part:
            return wanted in own
        if code is not None:
            return link.code == code
        return wanted == own or (each.field_type.link == "account" and wanted == company_key(link.title))

    return test
