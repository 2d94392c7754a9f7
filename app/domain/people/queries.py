"""Reads of one record with all that is known about it; they run warm or cold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from app.domain.core.folding import fold
from app.domain.fields.cards import read_card, read_full
from app.domain.fields.kinds import Kind
from app.domain.people.kinds import ACCOUNT, CONTACT
from app.domain.people.named import CONTACT_POINTS
from app.domain.people.rows import ContactPointLine, RecordDetails
from app.domain.query.context import FURTHER, SEARCH_TEXT
from app.domain.store.named import NamedReader

_KEYED = ("email", "phone")


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
    card = read_full(reader, kind, kind.find_named(reader, ref))
    return RecordDetails(card, card.fields, tuple(reader.named(CONTACT_POINTS, record_id=card.id)))


def show_contact(reader: NamedReader, ref: str) -> RecordDetails:
    """A contact in full."""
    return show_record(reader, CONTACT, ref)


def show_account(reader: NamedReader, ref: str) -> RecordDetails:
    """An account in full."""
    return show_record(reader, ACCOUNT, ref)


class FurtherValues(Mapping[str, tuple[str, ...]]):
    """The further emails and phones of a record as a condition compares them, read when one asks for them."""

    def __init__(self, reader: NamedReader, record_id: str) -> None:
        """Know where they are read."""
        self._reader = reader
        self._record_id = record_id

    @cached_property
    def _values(self) -> Mapping[str, tuple[str, ...]]:
        return further_of(self._reader.named(CONTACT_POINTS, record_id=self._record_id))

    def __getitem__(self, code: str) -> tuple[str, ...]:
        return self._values[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def further_of(points: Sequence[ContactPointLine]) -> dict[str, tuple[str, ...]]:
    """The further emails and phones of a record as a condition compares them, of its contact points."""
    keys = {medium: tuple(each.key for each in points if each.medium == medium and each.key) for medium in _KEYED}
    return {**keys, SEARCH_TEXT: tuple(map(_searched, points))}


def asked_values(reader: NamedReader, kind: Kind, record_id: str) -> dict[str, Any]:
    """A record's values by field code as conditions ask for them, its further emails and phones included.

    Raises:
        NotFound: It is not there.
    """
    return {**read_card(reader, kind, record_id).values, FURTHER: FurtherValues(reader, record_id)}


def _searched(point: ContactPointLine) -> str:
    """What a search looks in."""
    from app.domain.people.derived import digits_said

    if point.medium != "phone":
        return fold(point.value)
    e164 = point.key if point.key and point.key.startswith("+") else None
    return fold(" ".join((point.value, *digits_said(point.value, e164))))
