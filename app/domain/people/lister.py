"""What lists any kind of record for the screens: its views, windows of its lines, and how many there are."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from app.domain.core.windows import Anchor, Listed, ListQuery, SavedView, Window
from app.domain.query.listing import Listing, view_named
from app.domain.store.counting import counts

if TYPE_CHECKING:
    from sqlalchemy import Select

    from app.domain.core.changes import Change
    from app.domain.core.counts import Count
    from app.domain.fields.kinds import Kind
    from app.domain.people.conditions import Conditions
    from app.domain.store.database import Reader
    from app.domain.store.desk import Desk

Line = TypeVar("Line")


class RecordLister(ABC, Generic[Line]):
    """The lists of a kind of record; each kind says which views there are, and how a list is read."""

    KIND: ClassVar[Kind]
    VIEWS: ClassVar[tuple[SavedView, ...]]
    """The views everyone has; the last one holds every record."""

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    @abstractmethod
    def listings(self, reader: Reader) -> Callable[[ListQuery], Listing[Line]]:
        """What makes a list of a query."""

    @abstractmethod
    def conditions(self, reader: Reader) -> Conditions:
        """What compiles conditions."""

    def views(self) -> tuple[SavedView, ...]:
        """The saved views of the list."""
        return self.VIEWS

    def view(self, name: str) -> SavedView:
        """A saved view by its name."""
        return view_named(self.VIEWS, name)

    def find(self, ref: str) -> str:
        """The id of the record that a reference names."""
        with self._desk.read() as reader:
            return self.KIND.find(reader.connection, ref)

    def window(self, query: ListQuery | None = None, anchor: Anchor | None = None, limit: int = 100) -> Window[Line]:
        """A run of lines of a list, from a place in it; of every record without a query.

        Raises:
            QueryProblem: Its condition cannot be understood.
            Invalid: It is to be sorted by something that cannot be sorted by.
        """
        with self._desk.read() as reader:
            return self.listings(reader)(query or self.VIEWS[-1].query).window(reader, anchor or Anchor(), limit)

    def lines(self, query: ListQuery, ids: Sequence[str]) -> tuple[Listed[Line], ...]:
        """Some records as they are now, each with whether a list holds it; those deleted are left out."""
        if not ids:
            return ()
        with self._desk.read() as reader:
            return self.listings(reader)(query).lines(reader, ids)

    def count(self, query: ListQuery | None = None) -> int:
        """How many records a list holds; every record without a query."""
        with self._desk.read() as reader:
            return int(reader.scalar(self.listings(reader)(query or self.VIEWS[-1].query).counting()))

    def counts(
        self, queries: Iterable[ListQuery], known: Mapping[ListQuery, Count], changes: Iterable[Change]
    ) -> dict[ListQuery, Count]:
        """How many records each list holds.

        Args:
            queries: What is listed.
            known: What was counted before; nothing of it that still holds is counted again.
            changes: What was committed since.
        """

        def counting(reader: Reader) -> Callable[[ListQuery], Select[int]]:
            listings = self.listings(reader)
            return lambda query: listings(query).counting()

        return counts(self._desk, queries, counting, known, changes)

    def unpriced(self, query: ListQuery) -> tuple[str, ...]:
        """The currencies of the amounts that a list compares, or sorts by, and for which nobody gave a rate."""
        with self._desk.read() as reader:
            asked = (each for each in (query.where, query.narrowing) if each.strip())
            return self.conditions(reader).unpriced(asked, query.sort)
