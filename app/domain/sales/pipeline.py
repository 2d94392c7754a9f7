"""The pipeline: opportunities as a list, as a board by stage, and as sums; it only reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select

from app.domain.core.changes import Change
from app.domain.core.counts import Count
from app.domain.core.windows import Anchor, Listed, ListQuery, SavedView, Window
from app.domain.query.listing import Listing, view_named
from app.domain.rates.queries import rates_on
from app.domain.sales import board
from app.domain.sales.conditions import OpportunityConditions
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.listing import VIEWS, Reading
from app.domain.sales.rivals import tallies
from app.domain.sales.rows import Board, MonthLine, OpportunityLine, PipelineLine, RivalTally, Totals
from app.domain.sales.stages import Stages
from app.domain.sales.summing import totals
from app.domain.store.counting import counts
from app.domain.store.database import Reader
from app.domain.store.desk import Desk

#: Every opportunity, the next to close first.
EVERY = VIEWS[-1].query


class PipelineService:
    """Opportunities together."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def views(self) -> tuple[SavedView, ...]:
        """The saved views of the list."""
        return VIEWS

    def view(self, name: str) -> SavedView:
        """A saved view by its name."""
        return view_named(VIEWS, name)

    def find(self, ref: str) -> str:
        """The id of the opportunity that a reference names."""
        with self._desk.read() as reader:
            return OPPORTUNITY.find(reader.connection, ref)

    def window(
        self, query: ListQuery = EVERY, anchor: Anchor | None = None, limit: int = 100
    ) -> Window[OpportunityLine]:
        """A run of lines of a list, from a place in it.

        Raises:
            QueryProblem: Its condition cannot be understood.
            Invalid: It is to be sorted by something that cannot be sorted by.
        """
        with self._desk.read() as reader:
            return self._listing(reader, query).window(reader, anchor or Anchor(), limit)

    def lines(self, query: ListQuery, ids: Sequence[str]) -> tuple[Listed[OpportunityLine], ...]:
        """Some opportunities as they are now, each with whether a list holds it; those deleted are left out."""
        if not ids:
            return ()
        with self._desk.read() as reader:
            return self._listing(reader, query).lines(reader, ids)

    def count(self, query: ListQuery = EVERY) -> int:
        """How many opportunities a list holds."""
        with self._desk.read() as reader:
            return int(reader.scalar(self._listing(reader, query).counting()))

    def counts(
        self, queries: Iterable[ListQuery], known: Mapping[ListQuery, Count], changes: Iterable[Change]
    ) -> dict[ListQuery, Count]:
        """How many opportunities each list holds.

        Args:
            queries: What is listed.
            known: What was counted before; nothing of it that still holds is counted again.
            changes: What was committed since.
        """

        def counting(reader: Reader) -> Callable[[ListQuery], Select[int]]:
            reading = self._reading(reader)
            return lambda query: reading.listing(query).counting()

        return counts(self._desk, queries, counting, known, changes)

    def unpriced(self, query: ListQuery) -> tuple[str, ...]:
        """The currencies of the amounts that a list compares, or sorts by, and for which nobody gave a rate."""
        with self._desk.read() as reader:
            language = OpportunityConditions(reader.connection, self._desk, Stages(reader))
            return language.unpriced((each for each in (query.where, query.narrowing) if each.strip()), query.sort)

    def totals(self, query: ListQuery = EVERY) -> Totals:
        """What the opportunities of a list amount to together."""
        with self._desk.read() as reader:
            reading = self._reading(reader)
            return totals(reader, reading, reading.listing(query).conditions)

    def stages(self, query: ListQuery = EVERY) -> tuple[PipelineLine, ...]:
        """How much lies in each stage, by status in its usual order and then along the process."""
        with self._desk.read() as reader:
            return board.pipeline(reader, self._reading(reader), query)

    def months(self, query: ListQuery = EVERY) -> tuple[MonthLine, ...]:
        """How much is expected to close in each month, or was closed in it, by stage; those without a day last."""
        with self._desk.read() as reader:
            return board.months(reader, self._reading(reader), query)

    def rivals(self) -> tuple[RivalTally, ...]:
        """How we do against each competitor, those met most often first."""
        with self._desk.read() as reader:
            return tallies(reader, self._reading(reader))

    def board(
        self, query: ListQuery = EVERY, process: str = "", wanted: Mapping[str | None, int] | None = None
    ) -> Board:
        """Opportunities by stage.

        Args:
            query: Which, and in which order the cards of a column stand.
            process: The code of the process whose stages are shown; empty for all that these opportunities follow.
            wanted: How many cards of a column are asked for, by stage.
        """
        with self._desk.read() as reader:
            return board.board(reader, self._reading(reader), query, process, wanted or {})

    def processes(self) -> tuple[tuple[str, str], ...]:
        """Code and name of each process with stages of opportunities."""
        with self._desk.read() as reader:
            return tuple(Stages(reader).processes.items())

    def _listing(self, reader: Reader, query: ListQuery) -> Listing[OpportunityLine]:
        return self._reading(reader).listing(query)

    def _reading(self, reader: Reader) -> Reading:
        stages = Stages(reader)

        @cache
        def language() -> OpportunityConditions:
            return OpportunityConditions(reader.connection, self._desk, stages)

        def compiled(where: str) -> ColumnElement[bool] | None:
            return language().compile(where) if where.strip() else None

        return Reading(
            stages,
            rates_on(reader, self._desk.today()),
            self._desk.currency,
            self._desk.now(),
            self._desk.region,
            compiled,
        )
