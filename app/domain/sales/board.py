"""Opportunities by stage: as a board of cards, as sums, and month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, extract, func, literal, or_, select

from app.domain.core.windows import ListQuery
from app.domain.process.records import ProcessInstance
from app.domain.query.listing import Listing
from app.domain.sales.fields import STATUSES
from app.domain.sales.listing import Reading
from app.domain.sales.records import Opportunity
from app.domain.sales.rows import Board, BoardColumn, MonthLine, OpportunityLine, PipelineLine
from app.domain.sales.stages import in_stages
from app.domain.sales.summing import Sum, summed
from app.domain.store.database import Reader

#: The cards of a column that are read at first.
FIRST_CARDS: Final = 100

_STAGE: Final = (ProcessInstance.definition_id.expression, ProcessInstance.stage.expression)
_STATUS_ORDER: Final = {code: place for place, (code, _) in enumerate(STATUSES)}


def pipeline(reader: Reader, reading: Reading, query: ListQuery) -> tuple[PipelineLine, ...]:
    """How much lies in each stage, by status in its usual order and then along the process."""
    sums: dict[tuple[str, str | None], Sum] = {}
    status: ColumnElement[Any] = Opportunity.status.expression
    for (code, definition, stage), part in summed(
        reader, reading, reading.listing(query).conditions, (status, *_STAGE)
    ):
        name = reading.stages.stage(definition, stage)
        sums.setdefault((code, name), Sum()).add(*part)
    place = reading.stages.place
    ordered = sorted(sums, key=lambda key: (_STATUS_ORDER[key[0]], place(key[1]), key[1] or ""))
    return tuple(PipelineLine(*key, sums[key].totals(reading.currency, reading.rates)) for key in ordered)


def months(reader: Reader, reading: Reading, query: ListQuery) -> tuple[MonthLine, ...]:
    """How much is expected to close in each month, or was closed in it, by stage; those without a day last."""
    day = func.coalesce(Opportunity.closed_on, Opportunity.expected_close)
    by = (extract("year", day), extract("month", day), *_STAGE)
    sums: dict[tuple[str, str | None], Sum] = {}
    for (year, month, definition, stage), part in summed(reader, reading, reading.listing(query).conditions, by):
        name = reading.stages.stage(definition, stage)
        key = "" if year is None else f"{int(year):04}-{int(month):02}"
        sums.setdefault((key, name), Sum()).add(*part)
    place = reading.stages.place
    ordered = sorted(sums, key=lambda key: (not key[0], key[0], place(key[1]), key[1] or ""))
    told = (reading.currency, reading.rates)
    return tuple(MonthLine(month, stage, place(stage), sums[month, stage].totals(*told)) for month, stage in ordered)


def board(reader: Reader, reading: Reading, query: ListQuery, process: str, wanted: Mapping[str | None, int]) -> Board:
    """Opportunities by stage.

    Args:
        reader: Where to read.
        reading: What it takes to read them.
        query: Which, and in which order the cards of a column stand.
        process: The code of the process whose stages are shown; empty for all that these opportunities follow.
        wanted: How many cards of a column are asked for, by stage; ``FIRST_CARDS`` without another.
    """
    listed = reading.listing(query)
    among = reading.stages.of(process)
    sums: dict[str | None, Sum] = {}
    met: dict[str, None] = {}
    strangers: dict[str | None, list[tuple[str, str]]] = {}
    for (definition, stage), part in summed(reader, reading, listed.conditions, _STAGE):
        if definition is not None and definition not in among:
            continue
        name = reading.stages.stage(definition, stage)
        sums.setdefault(name, Sum()).add(*part)
        if definition is not None:
            met[definition] = None
            strangers.setdefault(name, []).append((definition, stage))
    shown = among if process else [id for id in among if id in met]
    columns: dict[str | None, list[tuple[str, str]]] = {None: []} if None in sums else {}
    columns.update(reading.stages.columns(shown).items())
    for name, stages in strangers.items():  # of a lead's, or of a definition that is damaged
        columns.setdefault(name, stages)
    cards = _cards(reader, reading, listed, columns, wanted)
    return Board(
        process,
        reading.stages.processes.get(process, ""),
        tuple(
            BoardColumn(name, sums.get(name, Sum()).totals(reading.currency, reading.rates), tuple(cards[place]))
            for place, name in enumerate(columns)
        ),
    )


def _cards(
    reader: Reader,
    reading: Reading,
    listed: Listing[OpportunityLine],
    columns: Mapping[str | None, Sequence[tuple[str, str]]],
    wanted: Mapping[str | None, int],
) -> list[list[OpportunityLine]]:
    """The first cards of each column, read at once."""
    cards: list[list[OpportunityLine]] = [[] for _ in columns]
    if not columns:
        return cards
    held = [ProcessInstance.id.is_(None) if name is None else in_stages(stages) for name, stages in columns.items()]
    column = case(*((each, literal(place)) for place, each in enumerate(held)), else_=literal(-1)).label("place")
    turn = func.row_number().over(partition_by=column, order_by=listed.order()).label("turn")
    ids = reading.joined(select(Opportunity.id.label("id"), column, turn), listed.conditions).subquery()
    within = or_(
        *(and_(ids.c.place == place, ids.c.turn <= wanted.get(name, FIRST_CARDS)) for place, name in enumerate(columns))
    )
    statement = reading.shape.select().add_columns(ids.c.place).join(ids, ids.c.id == Opportunity.id).where(within)
    for row in reader.rows(statement.order_by(ids.c.place, ids.c.turn)):
        *cells, place = row
        cards[place].append(reading.shape.line(cells))
    return cards
