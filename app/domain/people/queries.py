"""Reads of one record with all that is known about it; they run warm or cold."""

from __future__ import annotations

from app.domain.fields.cards import read_card
from app.domain.fields.kinds import Kind
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.named import CONTACT_POINTS
from app.domain.people.rows import RecordDetails
from app.domain.store.named import NamedReader


def show_record(reader: NamedReader, kind: Kind, ref: str) -> RecordDetails:
    """A record in full, with its fields and the further ways to reach it.

    Args:
        reader: Where it is read.
        kind: The kind of lead, contact or account.
        ref: Which one.

    Raises:
        NotFound: Nothing answers to it.
        Ambiguous: Several do.
    """
    card = read_card(reader, kind, kind.find_named(reader, ref))
    return RecordDetails(card, card.fields, tuple(reader.named(CONTACT_POINTS, record_id=card.id)))


def show_contact(reader: NamedReader, ref: str) -> RecordDetails:
    """A contact in full."""
    return show_record(reader, CONTACT, ref)


def show_account(reader: NamedReader, ref: str) -> RecordDetails:
    """An account in full."""
    return show_record(reader, ACCOUNT, ref)
