"""Lists of any kind of record: windows by keyset, in any order, reached from any place in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Float, Select, Table, and_, case, cast, false, func, literal, or_, select, tuple_

from app.domain.core.errors import Invalid, NotFound
from app.domain.core.windows import Anchor, Listed, ListQuery, SavedView, Window
from app.domain.store.database import Reader
from app.domain.store.searching import found_in
from app.words import listed, say
from app.words.declared import in_each_language

Line = TypeVar("Line")

Amount = tuple[ColumnElement[Any], ColumnElement[Any]]
"""Where an amount lies: its smallest units, and its currency."""

_UNKNOWN, _NONE = -1e18, -2e18
"""Below every amount that is known: those whose currency has no rate, and records without an amount."""


@dataclass(frozen=True, slots=True)
class Shape(Generic[Line]):
    """How the lists of a kind are read.

    Attributes:
        table: The kind's table.
        select: Makes the statement of its lines, without condition or order.
        line: Makes a line of a row.
        joins: By name of a table: how it is joined to count where conditions or order ask for it.
    """

    table: Table
    select: Callable[[], Select[Any]]
    line: Callable[[Sequence[Any]], Line]
    joins: Mapping[str, ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Line]):
    """A list of records as the database sees it.

    Attributes:
        shape: How its lines are read.
        conditions: What its records have in common.
        keys: What they are sorted by; the id comes last.
        descending: Whether each key runs downwards.
    """

    shape: Shape[Line]
    conditions: tuple[ColumnElement[bool], ...]
    keys: tuple[ColumnElement[Any], ...]
    descending: tuple[bool, ...]

    def counting(self) -> Select[int]:
        """The statement that counts its records."""
        return self._joined(select(func.count()).select_from(self.shape.table).where(*self.conditions), ())

    def position(self, reader: Reader, id: str) -> int | None:
        """How many records come before one; ``None`` when the list does not hold it."""
        row = self._row(reader, id)
        return None if row is None else self._position(reader, row[-len(self.keys) :])

    def lines(self, reader: Reader, ids: Sequence[str]) -> tuple[Listed[Line], ...]:
        """Some records as they are now, whether it holds them or not; those deleted are left out."""
        columns = self.shape.table.c
        fits = case((and_(*self.conditions), 1), else_=0)
        statement = self.shape.select().add_columns(fits).where(columns.id.in_(ids), columns.deleted_at.is_(None))
        return tuple(Listed(self.shape.line(row[:-1]), bool(row[-1])) for row in map(tuple, reader.rows(statement)))

    def window(self, reader: Reader, anchor: Anchor, limit: int) -> Window[Line]:
        """A run of its lines, from a place in it."""
        if anchor.edge == "end":
            return self._to_end(reader, limit)
        row = self._row(reader, anchor.id) if anchor.id else None
        if row is None:
            window = self._from(reader, None, limit, offset=max(0, anchor.offset))
            return self._to_end(reader, limit) if anchor.edge == "around" and not window.lines else window
        values = row[-len(self.keys) :]
        if anchor.edge == "after":
            return self._from(reader, values, limit, offset=-1)
        if anchor.edge == "before":
            return self._back(reader, values, limit)
        return self._around(reader, self.shape.line(row[: -len(self.keys)]), values, limit)

    def _position(self, reader: Reader, values: Sequence[Any]) -> int:
        """How many records come before a place."""
        before = self._beyond(values, reverse=True)
        statement = select(func.count()).select_from(self.shape.table).where(*self.conditions, before)
        return int(reader.scalar(self._joined(statement, self.keys)))

    def order(self, *, reverse: bool = False) -> list[ColumnElement[Any]]:
        """What its records are ordered by, or the other way round."""
        return [
            key.asc() if down is reverse else key.desc() for key, down in zip(self.keys, self.descending, strict=True)
        ]

    def _lines(self, *more: ColumnElement[bool], reverse: bool = False) -> Select[Any]:
        return self.shape.select().where(*self.conditions, *more).order_by(*self.order(reverse=reverse))

    def _row(self, reader: Reader, id: str) -> Sequence[Any] | None:
        """A record's line, and behind it what it is sorted by; ``None`` when the list does not hold it."""
        statement = self.shape.select().add_columns(*self.keys).where(self.shape.table.c.id == id, *self.conditions)
        row = reader.row(statement)
        return None if row is None else tuple(row)

    def _beyond(self, values: Sequence[Any], *, reverse: bool = False) -> ColumnElement[bool]:
        """The records that come after (or before) a place."""
        wanted = [literal(value, key.type) for key, value in zip(self.keys, values, strict=True)]
        if len(set(self.descending)) == 1:
            mine, theirs = tuple_(*self.keys), tuple_(*wanted)
            return mine > theirs if self.descending[0] is reverse else mine < theirs
        choices: list[ColumnElement[bool]] = []
        for index, (key, value, down) in enumerate(zip(self.keys, wanted, self.descending, strict=True)):
            same = [each == other for each, other in zip(self.keys[:index], wanted[:index], strict=True)]
            choices.append(and_(*same, key > value if down is reverse else key < value))
        return or_(false(), *choices)

    def _from(self, reader: Reader, values: Sequence[Any] | None, limit: int, *, offset: int) -> Window[Line]:
        statement = self._lines(*(() if values is None else (self._beyond(values),))).limit(limit + 1)
        if offset > 0:
            statement = statement.offset(offset)
        lines = self._read(reader, statement)
        return Window(
            tuple(lines[:limit]),
            offset,
            more_before=offset != 0 or values is not None,
            more_after=len(lines) > limit,
        )

    def _back(self, reader: Reader, values: Sequence[Any], limit: int) -> Window[Line]:
        lines = self._read(reader, self._lines(self._beyond(values, reverse=True), reverse=True).limit(limit + 1))
        return Window(tuple(reversed(lines[:limit])), -1, more_before=len(lines) > limit, more_after=True)

    def _to_end(self, reader: Reader, limit: int) -> Window[Line]:
        total = int(reader.scalar(self.counting()))
        lines = tuple(reversed(self._read(reader, self._lines(reverse=True).limit(limit))))
        return Window(lines, total - len(lines), more_before=total > len(lines), more_after=False)

    def _around(self, reader: Reader, this: Line, values: Sequence[Any], limit: int) -> Window[Line]:
        before = self._back(reader, values, limit // 2)
        after = self._from(reader, values, limit - len(before.lines) - 1, offset=-1)
        lines = (*before.lines, this, *after.lines)
        place = self._position(reader, values) if before.more_before else len(before.lines)
        return Window(lines, place - len(before.lines), before.more_before, after.more_after)

    def _read(self, reader: Reader, statement: Select[Any]) -> list[Line]:
        """The lines that a statement finds."""
        return [self.shape.line(row) for row in reader.rows(statement)]

    def _joined(self, statement: Select[Any], keys: Sequence[ColumnElement[Any]]) -> Select[Any]:
        """A statement over the table alone with what its conditions, and keys, ask for joined in."""
        mentions = [str(each) for each in (*self.conditions, *keys)]
        for name, on in self.shape.joins.items():
            if any(name in each for each in mentions):
                statement = statement.outerjoin(self.shape.table.metadata.tables[name], on)
        return statement


def all_of(
    query: ListQuery, compiled: Callable[[str], ColumnElement[bool] | None]
) -> tuple[ColumnElement[bool] | None, ...]:
    """A list's own condition and what it is narrowed by, each understood by itself."""
    return compiled(query.where), compiled(query.narrowing)


def needs_rates(query: ListQuery, amounts: Iterable[str]) -> bool:
    """Whether a list is sorted by amounts."""
    by = {each.removeprefix("-") for each in query.sort}
    return not by.isdisjoint(amounts)


def worth(amount: Amount, factors: Mapping[str, Decimal]) -> ColumnElement[Any]:
    """What an amount is worth in one currency; what nobody can tell is below all others."""
    minor, currency = amount
    plain = cast(minor, Float)
    known = [(currency == code, plain * literal(float(factor), Float)) for code, factor in sorted(factors.items())]
    return case((minor.is_(None), literal(_NONE, Float)), *known, else_=plain + literal(_UNKNOWN, Float))


def listing(
    shape: Shape[Line],
    query: ListQuery,
    compiled: Iterable[ColumnElement[bool] | None],
    sortable: Mapping[str, ColumnElement[Any]],
    *,
    amounts: Mapping[str, Amount] = MappingProxyType({}),
    factors: Mapping[str, Decimal] = MappingProxyType({}),
    region: str = "",
) -> Listing[Line]:
    """The list that a query means.

    Args:
        shape: How the kind's lists are read.
        query: What is asked for.
        compiled: Its conditions, all of which hold; ``None`` for none.
        sortable: The expressions it can be sorted by; never empty, so that paging by keyset misses nothing.
        amounts: The amounts it can be sorted by.
        factors: What the smallest unit of each currency is worth in one of them, for a list sorted by amounts.
        region: ISO 3166 code for phone numbers without a country.

    Raises:
        Invalid: It is to be sorted by something that cannot be sorted by.
    """
    columns = shape.table.c
    conditions: list[ColumnElement[bool]] = [
        columns.deleted_at.is_not(None) if query.deleted else columns.deleted_at.is_(None)
    ]
    conditions += [each for each in compiled if each is not None]
    if query.without:
        conditions.append(columns.id.not_in(query.without))
    if query.search.strip():
        conditions.append(found_in(shape.table, query.search, region))
    keys: list[ColumnElement[Any]] = []
    descending: list[bool] = []
    for each in query.sort or ("-updated_at",):
        name = each.removeprefix("-")
        if name not in sortable and name not in amounts:
            raise Invalid(
                say("The list cannot be sorted by “{name}”.", name=name[:40]),
                field="sort",
                hint=say("Choose from: {names}.", names=listed((*sortable, *amounts))),
            )
        keys.append(worth(amounts[name], factors) if name in amounts else sortable[name])
        descending.append(each.startswith("-"))
    return Listing(shape, tuple(conditions), (*keys, columns.id), (*descending, descending[0]))


def view_named(views: Iterable[SavedView], name: str) -> SavedView:
    """The view of that name.

    Raises:
        NotFound: There is none.
    """
    offered = tuple(views)
    for view in offered:
        if name.casefold() in (view.name, *(label.casefold() for label in in_each_language(view.label))):
            return view
    raise NotFound(
        say("There is no view “{name}”.", name=name[:40]),
        hint=say("Choose from: {names}.", names=listed(each.name for each in offered)),
    )
