"""Reads of one product or list in full; they run warm or cold."""

from __future__ import annotations

from dataclasses import replace

from app.domain.core.columns import RecordCard
from app.domain.fields.cards import read_card
from app.domain.leads.queries import show_lead
from app.domain.people.rows import RecordDetails
from app.domain.products.fields import INTERESTS_FIELD
from app.domain.products.kinds import DISCOUNT_LIST, PRICE_LIST, PRODUCT, UNIT_GROUP
from app.domain.products.named import INTERESTS, PARTS, PRICES_OF_LIST, PRICES_OF_PRODUCT, STEPS, UNITS
from app.domain.products.rows import InterestLine
from app.domain.store.named import NamedReader


def card(reader: NamedReader, product_id: str) -> RecordCard:
    """A product in full, with its ``parts`` and its ``prices`` in lists.

    Raises:
        NotFound: It is not there.
    """
    shown = read_card(reader, PRODUCT, product_id)
    parts = tuple(reader.named(PARTS, id=product_id))
    prices = tuple(each.shown for each in reader.named(PRICES_OF_PRODUCT, id=product_id))
    return replace(shown, values=shown.values | {"parts": parts, "prices": prices})


def price_list_card(reader: NamedReader, price_list_id: str) -> RecordCard:
    """A price list in full, with its ``prices``.

    Raises:
        NotFound: It is not there.
    """
    shown = read_card(reader, PRICE_LIST, price_list_id)
    prices = tuple(each.shown for each in reader.named(PRICES_OF_LIST, id=price_list_id))
    return replace(shown, values=shown.values | {"prices": prices})


def discount_list_card(reader: NamedReader, discount_list_id: str) -> RecordCard:
    """A discount list in full, with its ``steps``.

    Raises:
        NotFound: It is not there.
    """
    shown = read_card(reader, DISCOUNT_LIST, discount_list_id)
    (found,) = reader.named(STEPS, id=discount_list_id)
    return replace(shown, values=shown.values | {"steps": tuple(found.rows)})


def unit_group_card(reader: NamedReader, unit_group_id: str) -> RecordCard:
    """A unit group in full, with its ``units``.

    Raises:
        NotFound: It is not there.
    """
    shown = read_card(reader, UNIT_GROUP, unit_group_id)
    (found,) = reader.named(UNITS, id=unit_group_id)
    return replace(shown, values=shown.values | {"units": tuple(found.rows)})


def interests_of(reader: NamedReader, record_id: str) -> tuple[InterestLine, ...]:
    """The products that a lead asks about, in the order in which they were noted."""
    return tuple(each.shown for each in reader.named(INTERESTS, record_id=record_id))


def lead_with_interests(reader: NamedReader, ref: str) -> RecordDetails:
    """A lead in full, with its ``interests``.

    Raises:
        NotFound: There is none.
        Ambiguous: Several answer to it.
    """
    found = show_lead(reader, ref)
    values = found.card.values | {INTERESTS_FIELD.code: interests_of(reader, found.card.id)}
    fields = (*found.fields, INTERESTS_FIELD)
    return replace(found, card=replace(found.card, values=values, fields=fields), fields=fields)
