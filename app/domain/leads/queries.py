"""Reads of leads that the first paint needs; they run warm or cold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.domain.core.columns import RecordCard
from app.domain.core.money import Money
from app.domain.core.windows import Window
from app.domain.fields.cards import read_card
from app.domain.leads.fields import ASSIGNEES as ASSIGNEES_FIELD
from app.domain.leads.kinds import LEAD
from app.domain.leads.named import ASSIGNEES, FIRST_LEADS, REACH, LeadRow, OwnReach
from app.domain.leads.rows import LeadLine
from app.domain.people.named import CONTACT_POINTS
from app.domain.people.queries import show_record
from app.domain.people.rows import ReachLine, RecordDetails, address_line
from app.domain.store.named import NamedReader


def line(row: LeadRow) -> LeadLine:
    """A line from its columns."""
    budget = None
    if row.budget_minor is not None and row.budget_currency is not None:
        budget = Money(row.budget_minor, row.budget_currency)
    return LeadLine(*row[:16], budget, *row[18:])


def first_window(reader: NamedReader, limit: int) -> Window[LeadLine]:
    """The first lines of the open leads, last changed first."""
    rows = reader.named(FIRST_LEADS, limit=limit + 1)
    return Window(tuple(line(row) for row in rows[:limit]), 0, more_before=False, more_after=len(rows) > limit)


def show_lead(reader: NamedReader, ref: str) -> RecordDetails:
    """A lead in full, with its fields and the further ways to reach it.

    Raises:
        NotFound: Nothing answers to the reference.
        Ambiguous: Several do.
    """
    return show_record(reader, LEAD, ref)


def read_lead(reader: NamedReader, lead_id: str) -> RecordCard:
    """A lead's card, with the names of those who work on it beside its owner.

    Raises:
        NotFound: It is not there.
    """
    card = read_card(reader, LEAD, lead_id)
    names = tuple(row.name for row in reader.named(ASSIGNEES, lead_id=lead_id))
    place = next((at for at, each in enumerate(card.fields, 1) if each.code == "owner"), len(card.fields))
    fields = (*card.fields[:place], ASSIGNEES_FIELD, *card.fields[place:])
    return replace(card, values=card.values | {ASSIGNEES_FIELD.code: names}, fields=fields)


def assignee_ids(reader: NamedReader, lead_id: str) -> frozenset[str]:
    """The ids of those who work on a lead beside its owner."""
    return frozenset(row.user_id for row in reader.named(ASSIGNEES, lead_id=lead_id))


def reach_of(reader: NamedReader, record_id: str) -> Iterator[ReachLine]:
    """Every way to reach a lead, contact or account: emails, phones, addresses, of each the primary one first."""
    for own in reader.named(REACH, record_id=record_id):
        points = reader.named(CONTACT_POINTS, record_id=record_id)
        for medium, label, value in _primary(own):
            of = (own.kind, own.id, own.called, medium)
            if value:
                yield ReachLine(*of, label or "other", value, "")
            for each in points:
                if each.medium == medium:
                    yield ReachLine(*of, each.label, each.value, each.id)


def _primary(own: OwnReach) -> tuple[tuple[str, str | None, str | None], ...]:
    return (
        ("email", own.email_label, own.email),
        ("phone", own.phone_label, own.phone),
        ("address", own.address_label, address_line(own._asdict())),
    )
