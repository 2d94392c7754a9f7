"""Reads of one record with all that is known about it; they run warm or cold."""

from __future__ import annotations

from app.domain.core.fields import Field
from app.domain.fields.cards import own_fields, read_card
from app.domain.people.fields import ACCOUNT_FIELDS, ACCOUNT_NAMES, CONTACT_FIELDS, CONTACT_NAMES
from app.domain.people.rows import ReachLine, ShownRecord
from app.domain.store.reading import NamedReader
from app.domain.store.references import find_named


def show_record(
    reader: NamedReader, kind: str, fields: tuple[Field, ...], names: tuple[str, ...], ref: str
) -> ShownRecord:
    """A record in full, with its fields and the further ways to reach it.

    Args:
        reader: Where it is read.
        kind: lead, contact or account.
        fields: The fields of the kind, without a manager's own.
        names: Columns a person may name it by.
        ref: Which one.

    Raises:
        NotFound: Nothing answers to it.
        Ambiguous: Several do.
    """
    card = read_card(reader, kind, fields, find_named(reader, kind, ref, names))
    reach = tuple(ReachLine(*row) for row in reader.named("reach.of", record_id=card.id))
    return ShownRecord(card, (*fields, *own_fields(reader, kind)), reach)


def show_contact(reader: NamedReader, ref: str) -> ShownRecord:
    """A contact in full."""
    return show_record(reader, "contact", CONTACT_FIELDS, CONTACT_NAMES, ref)


def show_account(reader: NamedReader, ref: str) -> ShownRecord:
    """An account in full."""
    return show_record(reader, "account", ACCOUNT_FIELDS, ACCOUNT_NAMES, ref)
