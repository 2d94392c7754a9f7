"""Reads of leads that the first paint needs; they run warm or cold."""

from __future__ import annotations

from app.domain.core.money import Money
from app.domain.leads.kinds import LEAD
from app.domain.leads.named import FIRST_LEADS, LeadRow
from app.domain.leads.rows import LeadLine, LeadWindow
from app.domain.people.queries import show_record
from app.domain.people.rows import RecordDetails
from app.domain.store.named import NamedReader


def line(row: LeadRow) -> LeadLine:
    """A line from its columns."""
    budget = None
    if row.budget_minor is not None and row.budget_currency is not None:
        budget = Money(row.budget_minor, row.budget_currency)
    return LeadLine(*row[:16], budget, *row[18:])


def first_window(reader: NamedReader, limit: int) -> LeadWindow:
    """The first lines of the open leads, last changed first."""
    rows = reader.named(FIRST_LEADS, limit=limit + 1)
    return LeadWindow(tuple(line(row) for row in rows[:limit]), 0, more_before=False, more_after=len(rows) > limit)


def show_lead(reader: NamedReader, ref: str) -> RecordDetails:
    """A lead in full, with its fields and the further ways to reach it.

    Raises:
        NotFound: Nothing answers to the reference.
        Ambiguous: Several do.
    """
    return show_record(reader, LEAD, ref)
