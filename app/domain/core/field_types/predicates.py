"""What a comparison asks of a record, in few and plain tests that SQL and memory answer alike.

A comparison of a field's type reads what was typed and says which of these must hold. Each test of a field is
true or false, never unknown: it is false where the field holds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from app.domain.core.frozen import frozen

if TYPE_CHECKING:
    from decimal import Decimal

    from app.domain.core.field_types.base import Field

Order: TypeAlias = Literal["=", "<", "<=", ">", ">="]
Facet: TypeAlias = Literal["value", "folded", "plain", "unmarked", "digits", "e164"]
"""What of a field is looked at.

``value`` is the value as it is stored: a code, number, truth, day, moment or the id of a linked record. ``folded`` is
its text in folded form, for a list that of any entry. ``plain`` is a text of ASCII alone in small letters, which an
index can hold. ``unmarked`` is the folded name of a country without the marks between its letters.
``digits`` are those of a phone number, ``e164`` is the international number behind it.
"""


@frozen
class OneOf:
    """A facet of a field is one of these values."""

    field: Field
    facet: Facet
    values: tuple[Any, ...]


@frozen
class Holds:
    """A facet of a field holds this text somewhere."""

    field: Field
    facet: Facet
    part: str


@frozen
class Ordered:
    """A number, day or moment stands so to another."""

    field: Field
    operator: Order
    value: Any


@frozen
class Priced:
    """An amount of money stands so to another, given in each currency that it can be compared in."""

    field: Field
    operator: Order
    amounts: tuple[tuple[str, Decimal], ...]
    """Currency and amount; one of another currency is unknown, as an empty one is."""


@frozen
class Named:
    """The record a field links to has this code or name, or holds this text in its name."""

    field: Field
    name: str
    part: bool = False


@frozen
class Empty:
    """A field holds nothing: no value, a blank text or a list without entries."""

    field: Field


@frozen
class Found:
    """A folded text stands somewhere in what a record is searched by, or the record has this short code."""

    text: str
    code: str | None


@frozen
class AllOf:
    """Every part holds; without parts it always does."""

    parts: tuple[Predicate, ...]


@frozen
class AnyOf:
    """At least one part holds; without parts it never does."""

    parts: tuple[Predicate, ...]


@frozen
class Opposite:
    """The part does not hold."""

    part: Predicate


Predicate: TypeAlias = OneOf | Holds | Ordered | Priced | Named | Empty | Found | AllOf | AnyOf | Opposite


def is_one(field: Field, facet: Facet, *values: Any) -> OneOf:
    """The test that a facet of a field is one of these values, each named once."""
    return OneOf(field, facet, tuple(dict.fromkeys(values)))
