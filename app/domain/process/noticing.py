"""What may surprise whoever lays out a process although it is sound: conditions that nothing meets, idle stages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from sqlalchemy import func, select

from app.domain.leads.conditions import LeadConditions
from app.domain.leads.kinds import LEAD
from app.domain.process.definitions import Definition
from app.domain.process.keeping import known_fields
from app.domain.process.never import field_at_odds
from app.domain.process.soundness import reachable
from app.domain.query.condition import Condition
from app.domain.query.context import QueryContext
from app.domain.query.errors import QueryProblem
from app.domain.store.database import Reader
from app.domain.store.desk import Desk
from app.words import Said, listed, say


def notices_of(definition: Definition, reader: Reader, desk: Desk) -> tuple[Said, ...]:
    """What is told of a sound definition, in sentences.

    Args:
        definition: The definition.
        reader: Where today's leads are.
        desk: Who asks, when and where.
    """
    return (*_of_condition(definition.condition, reader, desk), *_of_stages(definition))


def _of_condition(condition: str | None, reader: Reader, desk: Desk) -> Iterator[Said]:
    if condition is None:
        return
    fields = known_fields(reader.connection)
    context = QueryContext(desk.context(), desk.actor.id)
    known = tuple(chain(*fields.values()))
    read = Condition.parse(condition, known, context)
    odd = field_at_odds(read.tree, known, context)
    if odd is not None:
        yield say("No lead can meet its condition: {field} cannot be both.", field=odd.label)
        return
    living = LEAD.table.c.deleted_at.is_(None)
    number = reader.scalar(select(func.count()).select_from(LEAD.table).where(living))
    try:
        meeting = LeadConditions(reader.connection, desk).compile(condition)
    except QueryProblem:
        codes = {each.code for each in fields["lead"]}
        others = [each.label for each in fields["opportunity"] if each.code in read.fields - codes]
        yield say("Its condition asks for what only opportunities have: {fields}.", fields=listed(others))
        return
    met = reader.scalar(select(func.count()).select_from(LEAD.table).where(living, meeting))
    if number and not met:
        yield say("No lead of today meets its condition.")


def _of_stages(definition: Definition) -> Iterator[Said]:
    """The stages that no way leads to."""
    reached = reachable(definition.stages, definition.stages[0].code)
    idle = [stage.name for stage in definition.stages if stage.code not in reached]
    if idle:
        yield say("No way leads to {stages}.", stages=listed(idle))
