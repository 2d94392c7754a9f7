"""The pipeline: opportunities as a list, as a board by stage, and as sums; it only reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from sqlalchemy import ColumnElement

from app.domain.core.windows import ListQuery
from app.domain.people.lister import RecordLister
from app.domain.query.listing import Listing
from app.domain.rates.queries import rates_on
from app.domain.sales import board
from app.domain.sales.conditions import OpportunityConditions
from app.domain.sales.kinds import OPPORTUNITY
from app.domain.sales.listing import VIEWS, Reading
from app.domain.sales.losses import losses
from app.domain.sales.rivals import tallies
from app.domain.sales.rows import Board, LossLine, MonthLine, OpportunityLine, PipelineLine, RivalTally, Totals
from app.domain.sales.stages import Stages
from app.domain.sales.summing import totals
from app.domain.store.database import Reader

#: Every opportunity, the next to close first.
EVERY = VIEWS[-1].query


class PipelineService(RecordLister[OpportunityLine]):
    """Opportunities together."""

    KIND = OPPORTUNITY
    VIEWS = VIEWS

    def listings(self, reader: Reader) -> Callable[[ListQuery], Listing[OpportunityLine]]:
        """What makes a list of a query."""
        return self._reading(reader).listing

    def conditions(self, reader: Reader) -> OpportunityConditions:
        """What compiles conditions."""
        return OpportunityConditions(reader.connection, self._desk, Stages(reader))

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

    def losses(self, query: ListQuery = EVERY) -> tuple[LossLine, ...]:
        """For which reasons the opportunities of a list were lost, those given most often first."""
        with self._desk.read() as reader:
            reading = self._reading(reader)
            return losses(reader, reading, reading.listing(query).conditions)

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
