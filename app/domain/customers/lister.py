"""The lists of customers, and what the lists of all documents of sales have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from sqlalchemy import ColumnElement, func

from app.domain.core.windows import Anchor, ListQuery, SavedView
from app.domain.customers.asking import conditions_of, sums_by_day
from app.domain.customers.kinds import CUSTOMER
from app.domain.customers.records import Customer
from app.domain.customers.rows import CustomerRow
from app.domain.customers.statements import customer_rows
from app.domain.people.lister import RecordLister
from app.domain.people.records import User
from app.domain.query.listing import Amount, Listing, Shape, all_of, listing, needs_rates
from app.domain.rates.queries import rates_on
from app.words import in_context

if TYPE_CHECKING:
    from sqlalchemy import Select

    from app.domain.people.conditions import Conditions
    from app.domain.rates.totals import Total
    from app.domain.store.database import Reader

Line = TypeVar("Line")


class SalesLister(RecordLister[Line]):
    """The lists of customers, quotations or orders."""

    SORTABLE: ClassVar[Mapping[str, ColumnElement[Any]]]
    """What a list can be sorted by; never empty."""
    AMOUNTS: ClassVar[Mapping[str, Amount]] = MappingProxyType({})
    """The amounts it can be sorted by, through the rates that hold today."""

    @abstractmethod
    def rows(self) -> Select[Any]:
        """The statement of the lines, without condition or order."""

    @abstractmethod
    def line(self, row: Sequence[Any]) -> Line:
        """A line of a row."""

    def conditions(self, reader: Reader) -> Conditions:
        """What compiles conditions."""
        return conditions_of(reader, self._desk, self.KIND)

    def listings(self, reader: Reader) -> Callable[[ListQuery], Listing[Line]]:
        """What makes a list of a query."""
        return self._listings(reader, ())

    def page(
        self, query: ListQuery, held: Sequence[ColumnElement[bool]], limit: int, after: str = ""
    ) -> tuple[Line, ...]:
        """A page of the records of a list for which more conditions hold.

        Args:
            query: The list, with its order.
            held: What holds besides.
            limit: How many at most.
            after: The record to go on behind; empty for the first ones.

        Raises:
            QueryProblem: Its condition cannot be understood.
            Invalid: It is to be sorted by something that cannot be sorted by.
        """
        with self._desk.read() as reader:
            anchor = Anchor("after", self.KIND.find(reader.connection, after)) if after else Anchor()
            return self._listings(reader, held)(query).window(reader, anchor, limit).lines

    def number(self, query: ListQuery, held: Sequence[ColumnElement[bool]]) -> int:
        """How many records of a list there are for which more conditions hold."""
        with self._desk.read() as reader:
            return int(reader.scalar(self._listings(reader, held)(query).counting()))

    def _listings(self, reader: Reader, held: Sequence[ColumnElement[bool]]) -> Callable[[ListQuery], Listing[Line]]:
        language = cache(lambda: self.conditions(reader))
        table = self.KIND.table
        shape = Shape(table, self.rows, self.line, {"user_account": User.id == table.c.owner_id})

        def compiled(where: str) -> ColumnElement[bool] | None:
            return language().compile(where) if where.strip() else None

        def made(query: ListQuery) -> Listing[Line]:
            factors = {}
            if needs_rates(query, self.AMOUNTS):
                factors = {**rates_on(reader, self._desk.today()).factors(self._desk.currency)}
            asked = (*all_of(query, compiled), *held)
            return listing(shape, query, asked, self.SORTABLE, amounts=self.AMOUNTS, factors=factors)

        return made


class DocumentLister(SalesLister[Line]):
    """The lists of quotations or orders."""

    DAY: ClassVar[str]
    """The column with a document's own day, whose exchange rates hold for it."""

    def total(self, query: ListQuery) -> Total:
        """What the documents of a list amount to in the workspace's currency, each at the rates of its own day."""
        with self._desk.read() as reader:
            held = self.listings(reader)(query).conditions
            return sums_by_day(reader, self.KIND, self.DAY, held, self._desk.currency)


class CustomerLister(SalesLister[CustomerRow]):
    """The lists of customers."""

    KIND = CUSTOMER
    VIEWS = (
        SavedView("mine", in_context("customers", "Mine"), ListQuery(where="owner = me", view="mine", sort=("name",))),
        SavedView("all", in_context("customers", "All"), ListQuery(view="all", sort=("name",))),
    )
    SORTABLE: ClassVar[Mapping[str, ColumnElement[Any]]] = {
        "name": Customer.name_key.expression,
        "code": Customer.code.expression,
        "since": Customer.since.expression,
        "customer_group": func.coalesce(Customer.customer_group, ""),
        "owner": func.coalesce(User.name, ""),
        "updated_at": Customer.updated_at.expression,
        "created_at": Customer.created_at.expression,
    }

    def rows(self) -> Select[Any]:
        """The statement of the lines."""
        return customer_rows()

    def line(self, row: Sequence[Any]) -> CustomerRow:
        """A line of a row."""
        return CustomerRow(*row)
