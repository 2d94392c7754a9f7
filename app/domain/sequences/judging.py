"""What the conditions of a sequence are judged by: the values of a record, as its owner would ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from app.domain.core.fields import ParseContext
from app.domain.fields.kinds import KINDS
from app.domain.people.queries import asked_values
from app.domain.people.records import User
from app.domain.process.facts import Facts
from app.domain.process.queries import facts_of
from app.domain.query.context import QueryContext
from app.domain.rates.queries import rates_on
from app.domain.sequences.records import SequenceInstance
from app.domain.store.database import Reader
from app.domain.store.unit import UnitOfWork


def facts_for(unit: UnitOfWork, kind: str, record_id: str, owner_id: str | None) -> Facts:
    """A record's values, about which conditions can be asked.

    Raises:
        NotFound: It is not there.
    """
    unit.session.flush()
    reader = Reader(unit.session.connection())
    values: Mapping[str, Mapping[str, object]] = {kind: asked_values(reader, KINDS[kind], record_id)}
    context = reading_context(unit, owner_id)
    rates = rates_on(reader, unit.now.astimezone(context.zone).date())
    return facts_of(values, QueryContext(context, owner_id, rates=rates), reader)


def facts_of_record(unit: UnitOfWork, instance: SequenceInstance, owner_id: str | None) -> Facts:
    """The same of the record that is on a way."""
    return facts_for(unit, instance.record_kind, instance.record_id, owner_id)


def reading_context(unit: UnitOfWork, user_id: str | None) -> ParseContext:
    """What values and times mean to somebody."""
    user = unit.get(User, user_id) if user_id else None
    return ParseContext(unit.now, ZoneInfo(user.time_zone if user and user.time_zone else "UTC"), unit.currency)
