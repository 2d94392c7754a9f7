"""Sources: what a statement reads, and which of that decides what it finds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import takewhile
from typing import Any, Final

from sqlalchemy import (
    BinaryExpression,
    BindParameter,
    Column,
    CompoundSelect,
    FromClause,
    Join,
    Select,
    SelectBase,
    String,
    Subquery,
    Table,
)
from sqlalchemy.sql.elements import BooleanClauseList
from sqlalchemy.sql.functions import FunctionElement, coalesce
from sqlalchemy.sql.operators import and_, eq
from sqlalchemy.sql.selectable import Alias
from sqlalchemy.sql.visitors import iterate

from app.domain.core.frozen import frozen
from app.domain.store.named import Named

_OF_MANY: Final = (SelectBase, FunctionElement)
_Place = tuple[str, str]  # a table or a subquery, by what it is called in a statement, and a column


@frozen
class Source:
    """What a statement reads.

    Attributes:
        columns: The columns it mentions, by table.
        deciding: Those that decide which rows it finds, or in what order, or that it shows of rows it does not tell.
        by_words: Whether it finds rows by what their texts have in common with those of others, not by ids alone.
    """

    columns: Mapping[str, AbstractSet[str]]
    deciding: Mapping[str, AbstractSet[str]]
    by_words: bool


@cache
def source_of(statement: Named[Any]) -> Source:
    """What a named statement reads; it is built for that once."""
    built = statement.build()
    columns, deciding = columns_of(built), _Columns()
    everything = set(range(len(built.selected_columns)))
    _judge(built, _Reach(everything, everything, set()), deciding)
    by_words = any(isinstance(each, BinaryExpression) and _compares_words(each) for each in iterate(built))
    return Source(columns, {table: deciding.get(table, set()) for table in columns}, by_words)


def columns_of(statement: SelectBase) -> Mapping[str, AbstractSet[str]]:
    """The columns that a statement mentions, by the names of their tables."""
    mentioned = _Columns()
    for each in iterate(statement):
        mentioned.note(each)
    return mentioned


@frozen
class _Reach:
    """What becomes of the columns of a select, by their places in it.

    Attributes:
        told: Those whose values stand in the answer.
        shown: Those of which an expression in the answer is made.
        deciding: Those that decide which rows are in the answer, or in what order.
    """

    told: set[int]
    shown: set[int]
    deciding: set[int]


class _Columns(dict[str, set[str]]):
    """Columns by their tables."""

    def note(self, each: object) -> None:
        """Take in a column, or a table."""
        if isinstance(each, Table):
            self.setdefault(each.name, set())
        elif isinstance(each, Column) and (table := _table_of(each)):
            self.setdefault(table, set()).add(each.key)


def _table_of(column: Column[Any]) -> str:
    """The name of the table that a column belongs to, whatever that is called in the statement."""
    source: Any = column.table
    while isinstance(source, Alias):
        source = source.element
    return source.name if isinstance(source, Table) else ""


def _judge(statement: SelectBase, reach: _Reach, deciding: _Columns) -> None:
    """Note which columns decide what a select, that may be a part of another, contributes to the answer."""
    if isinstance(statement, CompoundSelect):
        for each in statement.selects:
            _judge(each, reach, deciding)
    elif isinstance(statement, Select):
        _Judged(statement, reach, deciding).judge()
    else:
        for part in iterate(statement):
            deciding.note(part)


class _Judged:
    """A select that is looked at, and what it takes from the subqueries that it reads from."""

    def __init__(self, statement: Select[Any], reach: _Reach, deciding: _Columns) -> None:
        self._statement = statement
        self._reach = reach
        self._deciding = deciding
        self._shown = [getattr(each, "element", each) for each in statement.selected_columns]
        self._told = _told(statement, [self._shown[place] for place in reach.told])
        self._inner = {each.name: each for each in _sources(statement) if isinstance(each, Subquery)}
        self._reached = {name: _Reach(set(), set(), set()) for name in self._inner}

    def judge(self) -> None:
        """Note the columns that decide, also those of the subqueries."""
        for each in _finding(self._statement):
            self._decide(_within(each, self._inner))
        for place in self._reach.deciding:
            self._decide(iterate(self._shown[place]))
        for place in self._reach.shown:
            parts = tuple(iterate(self._shown[place]))
            of_many = any(isinstance(each, _OF_MANY) and not isinstance(each, coalesce) for each in parts)
            self._decide(parts if of_many else (each for each in parts if not self._only_shows(each)))
        for name, subquery in self._inner.items():
            told = (place for place, each in enumerate(subquery.c) if (name, each.key) in self._told)
            self._reached[name].told.update(told)
            _judge(subquery.element, self._reached[name], self._deciding)

    def _decide(self, parts: Iterable[object]) -> None:
        for each in parts:
            if (name := _source_name(each)) in self._inner:
                self._reached[name].deciding.add(_place_in(self._inner[name], each))
            else:
                self._deciding.note(each)

    def _only_shows(self, part: object) -> bool:
        """Whether a part of what is shown of one row decides nothing here: whose row it is, the answer tells."""
        if (name := _source_name(part)) in self._inner:
            self._reached[name].shown.add(_place_in(self._inner[name], part))
            return True
        return (name, "id") in self._told


def _sources(statement: Select[Any]) -> Iterator[FromClause]:
    """What a select reads from, joins apart."""
    waiting = list(statement.get_final_froms())
    while waiting:
        each = waiting.pop()
        if isinstance(each, Join):
            waiting += [each.left, each.right]
        else:
            yield each


def _place_in(subquery: Subquery, column: Any) -> int:
    return [each.key for each in subquery.c].index(column.key)


def _finding(statement: Select[Any]) -> list[Any]:
    """The parts of a select that find its rows and order them: all but what it shows, which comes first."""
    parts: list[Any] = list(statement.get_children())
    same = (part is shown for part, shown in zip(parts, statement.selected_columns, strict=False))
    return parts[sum(takewhile(bool, same)) :]


def _within(element: Any, apart: Collection[str]) -> Iterator[object]:
    """An element and its parts, but for some subqueries."""
    if not (isinstance(element, Subquery) and element.name in apart):
        yield element
        for each in element.get_children():
            yield from _within(each, apart)


def _told(statement: Select[Any], shown: Iterable[object]) -> AbstractSet[_Place]:
    """The columns whose values stand in the answer or in the question: shown, or equal to what is."""
    sources = (part for each in statement.get_final_froms() for part in iterate(each))
    joined = [each.onclause for each in sources if isinstance(each, Join)]
    equal = [each for each in _conjuncts(statement.whereclause, *joined) if each.operator is eq]
    pairs = [{*_place(each.left), *_place(each.right)} for each in equal]
    asked = [pair for each, pair in zip(equal, pairs, strict=True) if _is_asked(each.left) or _is_asked(each.right)]
    told = {place for each in shown for place in _place(each)}.union(*asked)
    while more := {place for pair in pairs if not pair.isdisjoint(told) for place in pair} - told:
        told |= more
    return told


def _conjuncts(*conditions: Any) -> Iterator[BinaryExpression[Any]]:
    """The comparisons that all hold where the conditions do."""
    for each in conditions:
        if isinstance(each, BinaryExpression):
            yield each
        elif isinstance(each, BooleanClauseList) and each.operator is and_:
            yield from _conjuncts(*each.clauses)


def _is_asked(each: object) -> bool:
    """Whether this is what a question is asked with, unlike a value that the statement always has."""
    return isinstance(each, BindParameter) and not each.unique


def _place(each: Any) -> Iterator[_Place]:
    if name := _source_name(each):
        yield name, each.key


def _source_name(each: object) -> str:
    """What the table or the subquery of a column is called in the statement; nothing where it is no column."""
    return getattr(getattr(each, "table", None), "name", "")


def _compares_words(comparison: BinaryExpression[Any]) -> bool:
    """Whether texts of two rows are compared that are no ids."""
    left, right = (set(_rows_of_words(side)) for side in (comparison.left, comparison.right))
    return bool(left and right and left | right != left & right)


def _rows_of_words(side: Any) -> Iterator[str]:
    for each in iterate(side):
        if isinstance(each, Column) and isinstance(each.type, String) and not _is_id(each):
            yield each.table.name


def _is_id(column: Column[Any]) -> bool:
    return bool(column.primary_key or column.foreign_keys) or column.key.endswith("_id")
