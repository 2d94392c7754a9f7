"""Lists and totals of opportunities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.domain.core.money import Money, Rates
from app.domain.core.searching import search_words
from app.domain.leads.records import Lead
from app.domain.people.records import Account, User
from app.domain.process.definitions import definition_from_json, is_whole
from app.domain.process.records import ProcessDefinition, ProcessInstance
from app.domain.rates.totals import total_of
from app.domain.sales.fields import STATUSES
from app.domain.sales.records import Opportunity
from app.domain.sales.rows import OpportunityLine, PipelineLine
from app.domain.store.database import Reader

#: The orders a list can have: the next to close first, or the last changed first.
ORDERS = ("expected_close", "-updated_at")

_STATUS_ORDER = {code: place for place, (code, _) in enumerate(STATUSES)}

_LINE: tuple[Any, ...] = (
    Opportunity.id,
    Opportunity.code,
    Opportunity.name,
    func.coalesce(Opportunity.customer_name, Account.name),
    Opportunity.status,
    ProcessInstance.definition_id,
    ProcessInstance.stage,
    User.name,
    Opportunity.probability,
    Opportunity.amount_minor,
    Opportunity.amount_currency,
    Opportunity.expected_close,
    Lead.code,
    Opportunity.lead_id,
    Opportunity.updated_at,
    Opportunity.version,
)


class Stages:
    """The names of processes and their stages, for the definitions a list meets."""

    def __init__(self, reader: Reader) -> None:
        """Read them all: there are a few, and every line names one."""
        rows = reader.rows(select(ProcessDefinition.id, ProcessDefinition.body))
        known = {identity: definition_from_json(body) for identity, body in rows if is_whole(body)}
        self._processes: dict[str, str] = {identity: each.name for identity, each in known.items()}
        self._stages: dict[tuple[str, str], tuple[int, str | None]] = {
            (identity, stage.code): (place, stage.name)
            for identity, each in known.items()
            for place, stage in enumerate(each.stages)
        }

    def process(self, definition_id: str | None) -> str | None:
        """A process's name."""
        return self._processes.get(definition_id or "")

    def stage(self, definition_id: str | None, code: str | None) -> str | None:
        """A stage's name."""
        _place, name = self._stages.get((definition_id or "", code or ""), (-1, code))
        return name

    def place(self, definition_id: str | None, code: str | None) -> int:
        """How far along its process a stage is; -1 for none."""
        place, _name = self._stages.get((definition_id or "", code or ""), (-1, None))
        return place


def lines(
    reader: Reader, condition: Sequence[ColumnElement[bool]], order: str, limit: int, after: str
) -> tuple[OpportunityLine, ...]:
    """The opportunities that fulfil a condition.

    Args:
        reader: Where to read.
        condition: What holds for each.
        order: One of ``ORDERS``.
        limit: How many at most.
        after: The id of the line to go on behind; empty for the first ones.
    """
    statement = _with_process(select(*_LINE))
    statement = (
        statement.outerjoin(Account, Account.id == Opportunity.account_id)
        .outerjoin(User, User.id == Opportunity.owner_id)
        .outerjoin(Lead, Lead.id == Opportunity.lead_id)
        .where(*condition)
        .limit(limit)
    )
    statement = (
        _by_close(statement, reader, after) if order == "expected_close" else _by_change(statement, reader, after)
    )
    stages = Stages(reader)
    return tuple(_line(row, stages) for row in reader.rows(statement))


def matching(status: str | None, search: str) -> tuple[ColumnElement[bool], ...]:
    """What holds for opportunities of a status (any without one) whose text holds every word of a search."""
    held: list[ColumnElement[bool]] = [Opportunity.deleted_at.is_(None)]
    if status:
        held.append(Opportunity.status == status)
    held += (Opportunity.search_text.contains(word, autoescape=True) for word in search_words(search))
    return tuple(held)


def among(ids: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    """What holds for some opportunities that are still there."""
    return (Opportunity.deleted_at.is_(None), Opportunity.id.in_(ids))


def counting(condition: Sequence[ColumnElement[bool]]) -> Select[int]:
    """The statement that counts the opportunities that fulfil a condition."""
    return select(func.count()).select_from(Opportunity).where(*condition)


def amounts(reader: Reader, condition: Sequence[ColumnElement[bool]]) -> tuple[Money, ...]:
    """The sums of the amounts of opportunities that fulfil a condition, one in each currency."""
    currency = Opportunity.amount_currency
    statement = select(func.sum(Opportunity.amount_minor), currency).where(*condition, currency.is_not(None))
    return tuple(Money(int(minor), code) for minor, code in reader.rows(statement.group_by(currency)))


def pipeline(reader: Reader, currency: str, rates: Rates) -> tuple[PipelineLine, ...]:
    """How much lies in each stage, by status in its usual order and then along the process.

    Args:
        reader: Where to read.
        currency: What totals are told in.
        rates: What currencies are worth in each other.
    """
    group: tuple[Any, ...] = (
        Opportunity.status,
        ProcessInstance.definition_id,
        ProcessInstance.stage,
        Opportunity.amount_currency,
    )
    statement = _with_process(select(*group, func.count(), func.sum(Opportunity.amount_minor)))
    rows = reader.rows(statement.where(Opportunity.deleted_at.is_(None)).group_by(*group))
    return tuple(
        PipelineLine(status, stage, number, held, total_of(held, currency, rates))
        for status, stage, number, held in _sums(rows, Stages(reader))
    )


def _sums(rows: Sequence[Sequence[Any]], stages: Stages) -> Iterator[tuple[str, str | None, int, tuple[Money, ...]]]:
    """One a status and stage name: stages of the same name in several processes are one to the eye."""
    counts: dict[tuple[str, str | None], int] = {}
    sums: dict[tuple[str, str | None], dict[str, int]] = {}
    places: dict[str | None, int] = {}
    for status, definition, code, currency, number, total in rows:
        name = stages.stage(definition, code)
        key = (status, name)
        places[name] = max(places.get(name, -1), stages.place(definition, code))
        counts[key] = counts.get(key, 0) + number
        if currency is not None and total is not None:
            held = sums.setdefault(key, {})
            held[currency] = held.get(currency, 0) + int(total)
    for key in sorted(counts, key=lambda key: (_STATUS_ORDER[key[0]], places[key[1]], key[1] or "")):
        yield *key, counts[key], tuple(Money(minor, code) for code, minor in sorted(sums.get(key, {}).items()))


def _with_process(statement: Select[Any]) -> Select[Any]:
    return statement.select_from(Opportunity).outerjoin(
        ProcessInstance,
        and_(ProcessInstance.opportunity_id == Opportunity.id, ProcessInstance.current.is_(True)),
    )


def _by_close(statement: Select[Any], reader: Reader, after: str) -> Select[Any]:
    """The next to close first, those without a day last."""
    day = Opportunity.expected_close
    statement = statement.order_by(day.asc().nulls_last(), Opportunity.id)
    last = _anchor(reader, after)
    if last is None:
        return statement
    if last.expected_close is None:
        return statement.where(day.is_(None), Opportunity.id > last.id)
    same_day = and_(day == last.expected_close, Opportunity.id > last.id)
    return statement.where(or_(day > last.expected_close, same_day, day.is_(None)))


def _by_change(statement: Select[Any], reader: Reader, after: str) -> Select[Any]:
    """The last changed first."""
    moment = Opportunity.updated_at
    statement = statement.order_by(moment.desc(), Opportunity.id.desc())
    last = _anchor(reader, after)
    if last is None:
        return statement
    same_moment = and_(moment == last.updated_at, Opportunity.id < last.id)
    return statement.where(or_(moment < last.updated_at, same_moment))


def _anchor(reader: Reader, after: str) -> Any:
    if not after:
        return None
    columns: tuple[Any, ...] = (Opportunity.id, Opportunity.expected_close, Opportunity.updated_at)
    return reader.row(select(*columns).where(Opportunity.id == after))


def _line(row: Sequence[Any], stages: Stages) -> OpportunityLine:
    identity, code, name, customer, status, definition, stage, owner, probability, minor, currency, *rest = row
    amount = None if minor is None else Money(minor, currency)
    process = stages.process(definition)
    place = stages.stage(definition, stage)
    cells = (identity, code, name, customer, status, process, place, owner, probability, amount, *rest)
    return OpportunityLine(*cells)
