"""How a field's value lies in columns: one, or two for money, or a record's id for a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.domain.core.fields import Field, to_json
from app.domain.core.frozen import frozen
from app.domain.core.money import Money

LINKS = frozenset({"user", "contact", "account", "lead"})
"""Types of fields that name another record."""


@frozen
class Link:
    """A record named by another one."""

    kind: str
    id: str
    code: str
    title: str

    def __str__(self) -> str:
        return self.title

    def as_json(self) -> dict[str, str]:
        """The link as the command line prints it."""
        return {"kind": self.kind, "id": self.id, "code": self.code, "title": self.title}


@frozen
class RecordCard:
    """A record in full: every field's value by code, and what a header shows.

    Serves leads, contacts, accounts, opportunities and competitors alike.

    Attributes:
        kind: lead, contact, account, opportunity or competitor.
        id: Its identity.
        code: Its short code.
        version: What an edit passes back, so that a conflict is seen.
        title: What a header shows.
        values: By field code: text, int, Decimal, bool, Money, date, datetime (UTC), tuple of text, Link, or ``None``.
        deleted: Whether it was put away.
    """

    kind: str
    id: str
    code: str
    version: int
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    deleted: bool = False

    def as_json(self) -> dict[str, Any]:
        """The record as the command line prints it: field codes as keys."""
        shown = {
            name: value.as_json() if isinstance(value, Link) else to_json(value) for name, value in self.values.items()
        }
        return {
            "id": self.id,
            "code": self.code,
            "kind_of_record": self.kind,
            "version": self.version,
            **shown,
        }


def columns_of(each: Field) -> tuple[str, ...]:
    """The columns a field is stored in; none for a custom field, which lives in the record's document."""
    if each.custom:
        return ()
    if each.type == "money":
        return (f"{each.code}_minor", f"{each.code}_currency")
    if each.type in LINKS:
        return (f"{each.code}_id",)
    return (each.code,)


def stored(each: Field, value: Any) -> dict[str, Any]:
    """A field's value as its columns hold it; links come as the other record's id."""
    if each.type == "money":
        minor, currency = columns_of(each)
        return {minor: value.minor if value else None, currency: value.currency if value else None}
    if each.type == "tags":
        return {each.code: list(value or ())}
    return {columns_of(each)[0]: value}


def value_of(each: Field, row: Mapping[str, Any]) -> Any:
    """A field's value from its columns; a link comes as the other record's id."""
    if each.type == "money":
        minor, currency = (row[name] for name in columns_of(each))
        return None if minor is None else Money(minor, currency)
    value = row[columns_of(each)[0]]
    return tuple(value or ()) if each.type == "tags" else value


def custom_to_plain(value: Any) -> Any:
    """A custom field's value as the record's document keeps it; numbers stay numbers, so that they compare."""
    if isinstance(value, Decimal):
        return float(value)
    return to_json(value)


def custom_from_plain(each: Field, plain: Any) -> Any:
    """A custom field's value from the record's document."""
    if plain is None:
        return None
    if each.type == "money":
        return Money.of(plain["amount"], plain["currency"])
    if each.type == "date":
        return date.fromisoformat(plain)
    if each.type == "moment":
        return datetime.fromisoformat(plain)
    if each.type == "decimal":
        return Decimal(str(plain))
    return tuple(plain) if isinstance(plain, list) else plain


def card_columns(fields: Iterable[Field]) -> tuple[str, ...]:
    """The columns a record's card is read from, in order; each link brings the other's code and title along."""
    names: list[str] = []
    for each in fields:
        names += columns_of(each)
        if each.type in LINKS:
            names += [f"{each.code}_code", f"{each.code}_title"]
    return tuple(names)


def card_values(
    fields: Sequence[Field], names: Sequence[str], row: Sequence[Any], custom: Mapping[str, Any]
) -> dict[str, Any]:
    """The values of a card from a row of ``card_columns``."""
    cells = dict(zip(names, row, strict=True))
    return dict(_values(fields, cells, custom))


def _values(fields: Sequence[Field], cells: Mapping[str, Any], custom: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for each in fields:
        if each.custom:
            yield each.code, custom_from_plain(each, custom.get(each.code))
        elif each.type in LINKS:
            identity = cells[f"{each.code}_id"]
            title = cells[f"{each.code}_title"]
            code = cells[f"{each.code}_code"]
            yield each.code, Link(each.type, identity, code, title) if identity else None
        else:
            yield each.code, value_of(each, cells)
