"""Reads of leads that the first paint needs; they run warm or cold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.core.columns import RecordCard
from app.domain.core.money import Money
from app.domain.fields.cards import read_card
from app.domain.leads.fields import LEAD_FIELDS, LEAD_NAMES
from app.domain.leads.rows import LeadLine, LeadWindow
from app.domain.people.queries import show_record
from app.domain.people.rows import ShownRecord
from app.domain.store.reading import NamedReader

_BUDGET = 16
"""Where the budget's two columns begin in a line."""


def line(row: Sequence[Any]) -> LeadLine:
    """A line from its columns."""
    minor, currency = row[_BUDGET], row[_BUDGET + 1]
    budget = None if minor is None else Money(minor, currency)
    cells = (*row[:_BUDGET], budget, *row[_BUDGET + 2 :])
    return LeadLine(*cells)


def first_window(reader: NamedReader, limit: int) -> LeadWindow:
    """The first lines of the open leads, last changed first."""
    rows = reader.named("leads.first", limit=limit + 1)
    return LeadWindow(tuple(line(row) for row in rows[:limit]), 0, more_before=False, more_after=len(rows) > limit)


def show_lead(reader: NamedReader, ref: str) -> ShownRecord:
    """A lead in full, with its fields and the further ways to reach it.

    Raises:
        NotFound: Nothing answers to the reference.
        Ambiguous: Several do.
    """
    return show_record(reader, "lead", LEAD_FIELDS, LEAD_NAMES, ref)


def card(reader: NamedReader, lead_id: str) -> RecordCard:
    """A lead in full.

    Raises:
        NotFound: It is not there.
    """
    return read_card(reader, "lead", LEAD_FIELDS, lead_id)
