"""The rules of the catalogue: what names a product, which units come in each other, what a quantity takes off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.core.amounts import parse_decimal, parse_percent
from app.domain.core.errors import Invalid
from app.domain.core.exact import decimals_of, shortest
from app.domain.core.folding import fold
from app.domain.core.text import clean_line
from app.words import listed, say

_FINEST = 10
_LONGEST_NAME = 100
_MOST_ROWS = 100
Written = list[dict[str, str]]
"""Rows of numbers as a record keeps them: each number as text."""


def searchable(columns: Mapping[str, Any]) -> str:
    """The folded text of a product that search looks in."""
    custom = (each for each in (columns["custom"] or {}).values() if isinstance(each, str))
    parts = (columns[each] for each in ("code", "number", "name", "name_ar", "family", "description"))
    return fold(" ".join(str(part) for part in (*parts, *custom) if part))


def is_active(active_from: date | None, active_to: date | None, on: date) -> bool:
    """Whether a period without one end or both holds a day."""
    return (active_from is None or active_from <= on) and (active_to is None or on <= active_to)


def quantity_of(text: str, field: str = "quantity") -> Decimal:
    """A quantity as it was typed: more than nothing.

    Raises:
        Invalid: It is no number, not more than 0, or has too many decimals.
    """
    number = parse_decimal(text, field=field)
    if number <= 0:
        raise Invalid(say("Quantity: it must be more than 0."), field=field, hint=say("Such as 3 or 0.5."))
    if decimals_of(number) > _FINEST:
        raise Invalid(say("Quantity: it has more than 10 decimals."), field=field, hint=say("Round it."))
    return number


def counted_ref(text: str, field: str = "item") -> tuple[str, Decimal]:
    """What is named by ``M2:3``, and how many; one without a number.

    Raises:
        Invalid: Nothing is named, or the number is none.
    """
    ref, parted, quantity = text.rpartition(":")
    if not parted:
        ref, quantity = text, "1"
    if not ref.strip():
        raise Invalid(say("“{text}” names no product.", text=text[:60]), field=field, hint=say("Write it like M2:3."))
    return ref.strip(), quantity_of(quantity, field)


def rows_typed(text: str) -> list[tuple[str, str]]:
    """The parts of rows that were typed in one line, such as ``piece, box=12``; a row without ``=`` has no second."""
    return [row_typed(each.strip()) for each in text.replace("،", ",").split(",") if each.strip()]


def row_typed(text: str) -> tuple[str, str]:
    """Both parts of a row such as ``box=12`` or ``10=5%``; the second is empty where there is none."""
    first, is_parted, second = text.rpartition("=")
    return (first.strip(), second.strip()) if is_parted else (text, "")


def read_units(units: Iterable[tuple[str, str]]) -> Written:
    """Units with their factors as they are kept, from names and what was typed.

    Args:
        units: Name and factor of each; an empty factor is 1.

    Raises:
        Invalid: There is none, the first is not one of itself, one has no name, two have the same, or a factor is
            none.
    """
    found: Written = []
    for name, factor in units:
        called = clean_line(name, _LONGEST_NAME)
        if not called:
            raise Invalid(
                say("A unit has no name."), field="units", hint=say("Write each like box=12: how many of the first.")
            )
        if any(fold(each["name"]) == fold(called) for each in found):
            raise Invalid(say("The unit {name} stands there twice.", name=called), field="units", hint=say("Keep one."))
        found.append({"name": called, "factor": shortest(quantity_of(factor or "1", "units"))})
    if not found:
        raise Invalid(
            say("A unit group needs a unit."), field="units", hint=say("Such as piece, and box=12 behind it.")
        )
    if found[0]["factor"] != "1":
        raise Invalid(
            say("{name} comes first, so the others are told in it.", name=found[0]["name"]),
            field="units",
            hint=say("Name the smallest unit first, without a number."),
        )
    return _few(found, "units")


def read_steps(steps: Iterable[tuple[str, str]]) -> Written:
    """Steps of a discount as they are kept, by quantity, from quantities and percentages as they were typed.

    Raises:
        Invalid: There is none, a number is none, or two begin at the same quantity.
    """
    found: dict[Decimal, Decimal] = {}
    for quantity, percent in steps:
        start, off = quantity_of(quantity, "steps"), parse_percent(percent, field="steps")
        if not 0 <= off <= 100 or decimals_of(off) > _FINEST:
            raise Invalid(
                say("A discount lies between 0 and 100 %."), field="steps", hint=say("Write each like 10=5%.")
            )
        if start in found:
            raise Invalid(
                say("Two steps begin at {quantity}.", quantity=shortest(start)), field="steps", hint=say("Keep one.")
            )
        found[start] = off
    if not found:
        raise Invalid(
            say("A discount list needs a step."), field="steps", hint=say("Such as 10=5%: from 10 on 5 % off.")
        )
    written = [{"from": shortest(start), "percent": shortest(found[start])} for start in sorted(found)]
    return _few(written, "steps")


def _few(rows: Written, field: str) -> Written:
    """The rows, if there are not too many for a person.

    Raises:
        Invalid: There are.
    """
    if len(rows) > _MOST_ROWS:
        raise Invalid(
            say("There are more than {limit} rows.", limit=_MOST_ROWS), field=field, hint=say("Leave some out.")
        )
    return rows


def discount_at(steps: Sequence[Mapping[str, str]], quantity: Decimal) -> Decimal:
    """What the last step that a quantity reaches takes off, in percent; nothing below the first."""
    reached = (Decimal(each["percent"]) for each in steps if Decimal(each["from"]) <= quantity)
    return max(enumerate(reached), default=(0, Decimal(0)))[1]


def factor_of(units: Sequence[Mapping[str, str]], unit: str, product: str) -> tuple[str, Decimal]:
    """A unit as its group calls it, and how many of the first unit it is.

    Args:
        units: Those of the group.
        unit: How it was named.
        product: What is sold in it, for the message.

    Raises:
        Invalid: The product is not sold in it.
    """
    for each in units:
        if fold(each["name"]) == fold(unit):
            return each["name"], Decimal(each["factor"])
    raise Invalid(
        say("{product} is not sold by the {unit}.", product=product, unit=unit[:60]),
        field="unit",
        hint=say("Choose from: {choices}.", choices=listed(each["name"] for each in units)),
    )
