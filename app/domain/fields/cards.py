"""Cards: a record read in full, warm or cold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.domain.core.area import resolve
from app.domain.core.columns import RecordCard, card_columns, card_values, custom_from_plain
from app.domain.core.errors import NotFound
from app.domain.core.fields import Field, FieldType, is_known, type_named
from app.domain.fields.kinds import Kind
from app.domain.store.named import Named, NamedReader
from app.words import own, say


def custom_type(name: str) -> FieldType:
    """The type of a custom field by its name in the database; a line where no such type is known any more."""
    return type_named(name if is_known(name) else "line")


def custom_field(
    code: str,
    label: str,
    type_: str,
    choices: Sequence[str],
    help_: str | None,
    languages: Mapping[str, Any] | None = None,
) -> Field:
    """A field as a manager or an import defined it, called in each language as the manager said."""
    others = languages or {}
    called = own(label, **{each: words.get("label", "") for each, words in others.items()})
    pairs = tuple(
        (choice, own(choice, **{each: words.get("choices", {}).get(choice, "") for each, words in others.items()}))
        for choice in choices
    )
    hint = None if help_ is None else own(help_)
    return Field(code, called, custom_type(type_).name, "custom", pairs, help=hint, custom=True)


CUSTOM_FIELDS: Final = Named("app.domain.fields", "custom_fields", custom_field)


def own_fields(reader: NamedReader, kind: str) -> tuple[Field, ...]:
    """The fields a manager or an import added to a kind of record."""
    return tuple(reader.named(CUSTOM_FIELDS, kind=kind))


def read_full(reader: NamedReader, kind: Kind, record_id: str) -> RecordCard:
    """A record with all that its kind shows of it, warm or cold.

    Raises:
        NotFound: It is not there.
    """
    if not kind.reading:
        return read_card(reader, kind, record_id)
    card: RecordCard = resolve(kind.reading)(reader, record_id)
    return card


def read_card(reader: NamedReader, kind: Kind, record_id: str) -> RecordCard:
    """A record's card, warm or cold.

    Raises:
        NotFound: It is not there.
    """
    rows = reader.named(kind.card, id=record_id)
    if not rows:
        raise NotFound(
            say("This {kind} is no longer there.", kind=kind.noun), hint=say("It may have been undone; history tells.")
        )
    row = rows[0]
    own = own_fields(reader, kind.name)
    kept = row.custom or {}
    columns = card_columns(kind.fields)
    values = card_values(kind.fields, columns, row.cells[: len(columns)])
    values |= {each.code: custom_from_plain(each, kept.get(each.code)) for each in own}
    deleted = row.deleted_at is not None
    return RecordCard(kind.name, row.id, row.code, row.version, row.title, values, deleted, (*kind.fields, *own))
