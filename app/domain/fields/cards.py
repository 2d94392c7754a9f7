"""Cards: a record read in full, warm or cold."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.core.columns import RecordCard, card_columns, card_values
from app.domain.core.errors import NotFound
from app.domain.core.fields import Field
from app.domain.store.reading import NamedReader


def custom_field(code: str, label: str, type_: str, choices: Sequence[str], help_: str | None) -> Field:
    """A field as a manager or an import defined it."""
    pairs = tuple((choice, choice) for choice in choices)
    return Field(code, label, type_, "custom", pairs, open=True, help=help_, custom=True)


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
        raise NotFound(f"This {kind} is no longer there.", hint="u undoes what was done last.")
    identity, code, version, title, custom, *cells = rows[0]
    values = card_values(fields, card_columns(fields), cells, {})
    values |= card_values(own_fields(reader, kind), (), (), custom or {})
    return RecordCard(kind, identity, code, version, title, values)
