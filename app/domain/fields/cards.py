"""Cards: a record read in full, warm or cold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.domain.core.columns import RecordCard, card_columns, card_values, custom_from_plain
from app.domain.core.errors import Invalid, NotFound
from app.domain.core.fields import Field
from app.domain.core.money import Money
from app.domain.store.reading import NamedReader

_SHAPES: dict[str, type] = {
    "integer": int,
    "percent": int,
    "decimal": Decimal,
    "money": Money,
    "date": date,
    "moment": datetime,
    "yes_no": bool,
    "tags": tuple,
}
"""What a value of a type is; text for the types that are not here."""


def custom_field(code: str, label: str, type_: str, choices: Sequence[str], help_: str | None) -> Field:
    """A field as a manager or an import defined it."""
    pairs = tuple((choice, choice) for choice in choices)
    return Field(code, label, type_, "custom", pairs, help=help_, custom=True)


def own_fields(reader: NamedReader, kind: str) -> tuple[Field, ...]:
    """The fields a manager or an import added to a kind of record."""
    return tuple(custom_field(*row) for row in reader.named("custom_fields", kind=kind))


def read_card(reader: NamedReader, kind: str, fields: Sequence[Field], record_id: str) -> RecordCard:
    """A record's card, by the statement ``<kind>.card``.

    Raises:
        NotFound: It is not there.
    """
    rows = reader.named(f"{kind}.card", id=record_id)
    if not rows:
        raise NotFound(f"This {kind} is no longer there.", hint="It may have been undone; history tells.")
    identity, code, version, title, deleted_at, custom, *cells = rows[0]
    values = card_values(fields, card_columns(fields), cells, {})
    kept = custom or {}
    values |= {each.code: own_value(each, kept.get(each.code)) for each in own_fields(reader, kind)}
    return RecordCard(kind, identity, code, version, title, values, deleted_at is not None)


def own_value(each: Field, plain: Any) -> Any:
    """The value a record keeps of a manager's own field; as text if it was kept as another type than the field's."""
    if plain is None:
        return None
    try:
        value = custom_from_plain(each, plain)
    except (Invalid, TypeError, ValueError, LookupError, ArithmeticError):
        return _as_text(plain)
    if isinstance(value, datetime) and value.tzinfo is None:
        return _as_text(plain)
    return value if type(value) is _SHAPES.get(each.type, str) else _as_text(plain)


def _as_text(plain: Any) -> str:
    """A value of any type as a record's document keeps it, in words."""
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, dict):
        return " ".join(str(plain[part]) for part in ("currency", "amount") if part in plain)
    if isinstance(plain, list):
        return ", ".join(str(part) for part in plain)
    return str(plain)
