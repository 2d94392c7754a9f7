"""How a record's values lie in columns, and the card that shows them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any

from app.domain.core.errors import Invalid
from app.domain.core.fields import Field, in_words, to_json
from app.domain.core.frozen import frozen

if TYPE_CHECKING:
    from app.domain.core.field_types.base import LocalTime


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
        fields: What the values are of, in order.
    """

    kind: str
    id: str
    code: str
    version: int
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    deleted: bool = False
    fields: tuple[Field, ...] = ()

    def in_words(self, at: LocalTime) -> list[tuple[str, Any]]:
        """Label and value in words of everything it says, for a person; what is not so is left out."""
        fields = {each.code: each for each in self.fields}
        so = [(code, value) for code, value in self.values.items() if value is not None and value is not False]
        return [
            (fields[code].label, in_words(fields[code], value, at)) if code in fields else (code, value)
            for code, value in so
        ]

    def as_json(self) -> dict[str, Any]:
        """The record as the command line prints it: field codes as keys."""
        types = {each.code: each.field_type for each in self.fields}
        shown = {
            code: types[code].export(value) if code in types else to_json(value) for code, value in self.values.items()
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
    return () if each.custom else each.field_type.columns(each)


def stored(each: Field, value: Any) -> dict[str, Any]:
    """A field's value as its columns hold it; links come as the other record's id."""
    return each.field_type.stored(each, value)


def value_of(each: Field, row: Mapping[str, Any]) -> Any:
    """A field's value from its columns; a link comes as the other record's id."""
    return each.field_type.value_of(each, row)


def custom_to_plain(each: Field, value: Any) -> Any:
    """A custom field's value as the record's document keeps it; numbers stay numbers, so that they compare."""
    return None if value is None else each.field_type.to_plain(value)


def custom_from_plain(each: Field, plain: Any) -> Any:
    """A custom field's value from the record's document; as text if it was kept as another type than the field's."""
    if plain is None:
        return None
    try:
        value = each.field_type.from_plain(plain)
    except (Invalid, TypeError, ValueError, LookupError, ArithmeticError):
        return _as_text(plain)
    return value if type(value) is each.field_type.value_class else _as_text(plain)


def _as_text(plain: Any) -> str:
    """A value of any type as a record's document keeps it, in words."""
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, dict):
        return " ".join(str(plain[part]) for part in ("currency", "amount") if part in plain)
    if isinstance(plain, list):
        return ", ".join(str(part) for part in plain)
    return str(plain)


def card_columns(fields: Iterable[Field]) -> tuple[str, ...]:
    """The columns a record's card is read from, in order; each link brings the other's code and title along."""
    return tuple(name for each in fields for name in each.field_type.card_columns(each))


def card_values(fields: Iterable[Field], names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """The values of a card from a row of ``card_columns``."""
    cells = dict(zip(names, row, strict=True))
    return {each.code: each.field_type.card_value(each, cells) for each in fields}
